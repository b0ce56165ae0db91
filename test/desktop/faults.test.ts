import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Finding } from '../../main/core/finding.ts'
import { callLimit } from '../../main/desktop/call-limit.ts'
import { mainFinding } from '../../main/desktop/face.ts'
import { openLog } from '../../main/desktop/log.ts'
import { isOnlyOne } from '../../main/desktop/only-one.ts'
import { pageLosses } from '../../main/desktop/page-losses.ts'
import { openSettings } from '../../main/desktop/settings-store.ts'
import { followTimeZone } from '../../main/desktop/time-zone.ts'
import { readPast } from '../../main/report-past.ts'
import { aMonth } from './month.ts'

let folder: string
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'clock-medic-faults-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('settings that could not be read', () => {
  test('are told of until the user changes something, and not only until the first screen is through', async () => {
    const file = path.join(folder, 'settings.json')
    writeFileSync(file, 'no settings')
    const store = openSettings(file)
    await store.change('welcomed', true)
    await store.change('toldAboutTray', true)
    expect(store.notice()).toBe('Your settings could not be read, so the usual ones are used.')
    await store.change('keepRunning', false)
    expect(store.notice()).toBeNull()
    expect(readFileSync(path.join(folder, 'settings.broken.json'), 'utf8')).toBe('no settings')
  })
})

describe.skipIf(process.platform === 'win32')('a pipe in the place of a file', () => {
  test('of the log holds up neither the report nor the end of the program', async () => {
    const file = path.join(folder, 'clock-medic.log')
    expect(spawnSync('mkfifo', [file]).status).toBe(0)
    const log = openLog({ file, now: () => 1_795_348_800, names: () => [] })
    log.write({ kind: 'ended' })
    await log.close()
    expect(log.lines()).toHaveLength(1)
  })

  test('of the history holds up no report', async () => {
    expect(spawnSync('mkfifo', [path.join(folder, 'history.jsonl')]).status).toBe(0)
    expect(await readPast(folder)).toEqual({ history: [], log: [] })
  })
})

describe.skipIf(process.platform === 'win32')('a start in a folder that cannot be written, where nobody gets a lock', () => {
  const starts = (): boolean => isOnlyOne({ requestSingleInstanceLock: () => false, getPath: () => folder })
  const mark = (text: string): void => symlinkSync(text, path.join(folder, 'SingletonLock'))

  test('is the only one where nobody has left a mark', () => {
    expect(starts()).toBe(true)
  })

  test('is not where the one of the mark runs', () => {
    mark(`a-computer-${process.pid}`)
    expect(starts()).toBe(false)
  })

  test('is where the one of the mark has crashed', () => {
    const gone = spawnSync(process.execPath, ['-e', '']).pid
    mark(`a-computer-${gone}`)
    expect(starts()).toBe(true)
  })
})

test('where there is no mark at all, as on Windows, the lock alone decides', () => {
  expect(isOnlyOne({ requestSingleInstanceLock: () => false, getPath: () => folder }, 'win32')).toBe(false)
})

describe('a repair that was interrupted', () => {
  const finding = (id: Finding['id'], severity: Finding['severity'] = 'warning'): Finding => ({ id, severity, title: id, meaning: 'In words.' })

  test('is what the window tells of, before what made the clock wrong', () => {
    expect(mainFinding([finding('clock-wrong'), finding('service-missing'), finding('repair-half-done')])?.title).toBe('repair-half-done')
    expect(mainFinding([finding('clock-wrong'), finding('service-missing')])?.title).toBe('service-missing')
  })
})

describe('a page that is lost', () => {
  test('is loaded again three times in a row, and anew as often when it was well for a minute', () => {
    const worthLoading = pageLosses()
    expect([0, 1, 2, 3, 4].map(worthLoading)).toEqual([true, true, true, false, false])
    expect([65, 66, 67, 68].map(worthLoading)).toEqual([true, true, true, false])
  })

  test('is loaded again each time where that happens once a day', () => {
    const worthLoading = pageLosses()
    expect(Array.from({ length: 30 }, (_, day) => worthLoading(day * 86_400))).not.toContain(false)
  })
})

describe('calls of the window', () => {
  const atRate = (calls: number, perSecond: number): readonly string[] => {
    const limit = callLimit()
    return Array.from({ length: calls }, (_, at) => limit(at / perSecond))
  }

  test('are all done at the rate at which a person causes them, and in the burst with which a window opens', () => {
    expect(new Set(atRate(2000, 4))).toEqual(new Set(['do']))
    expect(new Set(atRate(40, 1e9))).toEqual(new Set(['do']))
  })

  test('are refused where they flood, and their page is ended once', () => {
    const answers = atRate(50_000, 10_000)
    expect(answers.filter((answer) => answer === 'do').length).toBeLessThan(100)
    expect(answers.filter((answer) => answer === 'end').length).toBe(1)
    expect(answers.indexOf('end')).toBeLessThan(300)
  })

  test('are refused as well where each answer takes longer than a person waits', () => {
    const limit = callLimit()
    const answers = Array.from({ length: 400 }, (_, at) => limit(at * 0.07))
    expect(answers).toContain('refuse')
    expect(answers).toContain('end')
  })

  test('are done again once the flood is over, and the next flood is ended as well', () => {
    const limit = callLimit()
    const flood = (from: number): readonly string[] => Array.from({ length: 2000 }, (_, at) => limit(from + at / 10_000))
    expect(flood(0)).toContain('end')
    expect(limit(10)).toBe('do')
    expect(flood(11)).toContain('end')
  })
})

describe('the time zone of a computer that travels', () => {
  afterEach(() => vi.unstubAllEnvs())

  test('is not asked for by a program that was started with a zone of its own', () => {
    vi.stubEnv('TZ', 'Asia/Tokyo')
    const place = path.join(folder, 'localtime')
    symlinkSync('/usr/share/zoneinfo/Asia/Tokyo', place)
    const follow = followTimeZone(place)
    const hour = (): number => new Date(1_795_348_800_000).getHours()
    const tokyo = hour()
    follow()
    rmSync(place)
    symlinkSync('/usr/share/zoneinfo/America/New_York', place)
    follow()
    expect(hour()).toBe(tokyo)
  })
})

describe('thirty days with twelve sleeps a day', () => {
  test('leave every record of them and no timer', async () => {
    const { sleeps, checks, notifications, timers, records, brokenLines } = await aMonth(path.join(folder, 'history.jsonl'), 7)
    expect(checks).toBeGreaterThan(sleeps / 2)
    expect(notifications).toBeGreaterThan(0)
    expect([timers.after, brokenLines, records.kept]).toEqual([0, 0, records.given])
    expect(timers.most).toBeLessThanOrEqual(5)
  })
})
