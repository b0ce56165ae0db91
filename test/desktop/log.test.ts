import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openLog, type Log } from '../../main/desktop/log.ts'
import { NAMES, SECRETS, tracesIn } from '../core/report/secrets.ts'

let folder = ''
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'clock-medic-log-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const fileIn = (): string => path.join(folder, 'logs', 'clock-medic.log')
const open = (file = fileIn(), more: Partial<Parameters<typeof openLog>[0]> = {}): Log => openLog({ file, now: () => 1_795_396_800.5, names: () => NAMES, ...more })

/** Waits until the log has looked what is there already. */
async function opened(file?: string): Promise<Log> {
  const log = open(file)
  await log.close()
  return log
}

describe('the log', () => {
  test('is a file of lines, and the next run goes on in it', async () => {
    const first = open()
    first.write({ kind: 'started', version: '1.2.3', os: 'linux', hidden: true })
    first.write({ kind: 'repaired', result: 'repaired', steps: [{ remedy: 'step-clock', state: 'done' }] })
    await first.close()
    const second = await opened()
    second.write({ kind: 'settings', changed: ['servers'] })
    await second.close()
    const lines = [
      '2026-11-23T01:20:00.500Z info started version=1.2.3 os=linux hidden=true', '2026-11-23T01:20:00.500Z info repaired result=repaired steps=step-clock/done',
      '2026-11-23T01:20:00.500Z info settings changed=servers',
    ]
    expect(readFileSync(fileIn(), 'utf8')).toBe(`${lines.join('\n')}\n`)
    expect(second.lines()).toEqual(lines)
  })

  test.skipIf(process.platform === 'win32')('can be read by its owner only (needs POSIX rights)', async () => {
    const log = open()
    log.write({ kind: 'ended' })
    await log.close()
    expect(statSync(fileIn()).mode & 0o777).toBe(0o600)
  })

  test('tells what went wrong and where, without anything private', async () => {
    const log = open()
    for (const { text } of SECRETS) {
      const error = Object.assign(new TypeError(`cannot read ${text}`), { code: 'EACCES', stack: `TypeError: x\n    at readIt (/home/alice.weber/clock-medic/out/main/index.js:12:34)\n    at async ${text}` })
      log.write({ kind: 'fault', error })
      log.write({ kind: 'fault', error: text })
    }
    await log.close()
    const text = readFileSync(fileIn(), 'utf8')
    expect(tracesIn(text)).toEqual([])
    expect(text).toMatch(/^\S+Z error fault TypeError EACCES: cannot read [^\n]*\| readIt@index\.js:12:34\n/)
  })

  test('never takes more than its share of the disk', async () => {
    const log = open()
    const error = new Error('the same thing again and again, in many words that mean little '.repeat(7))
    for (let round = 0; round < 12; round++) {
      for (let line = 0; line < 300; line++) log.write({ kind: 'fault', error })
      await log.close()
    }
    const files = readdirSync(path.dirname(fileIn())).toSorted()
    expect(files).toEqual(['clock-medic.log', 'clock-medic.log.1', 'clock-medic.log.2'])
    for (const file of files) expect(statSync(path.join(path.dirname(fileIn()), file)).size).toBeLessThan(700_000)
    expect(log.lines().length).toBe(200)
  })

  test('keeps no more of a flood than it can write', async () => {
    const log = open()
    for (let line = 0; line < 100_000; line++) log.write({ kind: 'power', what: 'resume' })
    await log.close()
    expect(readFileSync(fileIn(), 'utf8').split('\n').length).toBeLessThan(1000)
  })

  test.skipIf(!existsSync('/dev/full'))('goes on in memory where the disk is full (needs /dev/full)', async () => {
    const log = open('/dev/full')
    log.write({ kind: 'power', what: 'suspend' })
    await log.close()
    expect(log.lines()).toEqual(['2026-11-23T01:20:00.500Z info power what=suspend'])
  })

  test('goes on in the file once it can be written again', async () => {
    writeFileSync(path.join(folder, 'logs'), 'in the way')
    const log = await opened()
    log.write({ kind: 'power', what: 'suspend' })
    await log.close()
    rmSync(path.join(folder, 'logs'))
    log.write({ kind: 'power', what: 'resume' })
    await log.close()
    expect(readFileSync(fileIn(), 'utf8')).toBe('2026-11-23T01:20:00.500Z info power what=resume\n')
    expect(log.lines().length).toBe(2)
  })

  test.skipIf(process.platform === 'win32')('does not write where a link leads (needs links)', async () => {
    const theirs = path.join(folder, 'theirs')
    writeFileSync(theirs, 'theirs')
    mkdirSync(path.dirname(fileIn()))
    symlinkSync(theirs, fileIn())
    const log = await opened()
    log.write({ kind: 'power', what: 'suspend' })
    await log.close()
    expect(readFileSync(theirs, 'utf8')).toBe('theirs')
  })

  test('reads only the end of a file that somebody made huge', async () => {
    mkdirSync(path.dirname(fileIn()))
    for (let part = 0; part < 10; part++) appendFileSync(fileIn(), 'x'.repeat(99_999) + '\n')
    const log = await opened()
    expect(log.lines().join('').length).toBeLessThan(400_000)
  })

  test('says more with --verbose, in the file and on the terminal', async () => {
    const said: string[] = []
    const checkup = { tookSeconds: 0.2, findings: [], verdict: { kind: 'unknown', reason: 'no-answer', sources: [{ name: 'ntp.weber.test', address: '10.1.2.3', kind: 'ntp', status: 'unreachable', code: 'no-answer', reason: '' }] } } as const
    const [quiet, loud] = [open(), open(path.join(folder, 'loud.log'), { echo: (line) => said.push(line) })]
    for (const log of [quiet, loud]) log.write({ kind: 'checked', checkup })
    await Promise.all([quiet.close(), loud.close()])
    expect(quiet.lines()).toEqual(['2026-11-23T01:20:00.500Z info checked verdict=unknown reason=no-answer took=0.2 used=0 ignored=0 silent=1'])
    expect(loud.lines()).toEqual([...quiet.lines(), '2026-11-23T01:20:00.500Z debug answers sources=ntp/no-answer'])
    expect(said).toEqual(loud.lines())
  })
})
