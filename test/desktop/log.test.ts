import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openLog, type Log } from '../../main/desktop/log.ts'
import type { SteppedRecord } from '../../main/core/history/record.ts'
import { NAMES, SECRETS, tracesIn } from '../core/report/secrets.ts'

let folder = ''
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'clock-medic-log-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const fileIn = (): string => path.join(folder, 'logs', 'clock-medic.log')
const open = (file = fileIn(), more: Partial<Parameters<typeof openLog>[0]> = {}): Log => openLog({ file, now: () => 1_795_396_800.5, names: () => NAMES, ...more })

/** Takes a long line, and little to make. */
const LONG = { kind: 'repaired', result: 'repaired', steps: Array.from({ length: 100 }, () => ({ remedy: 'step-clock', state: 'done' } as const)) } as const
const filesOfLog = (): readonly string[] => readdirSync(path.join(folder, 'logs')).toSorted()
const sizeOf = (name: string): number => statSync(path.join(folder, 'logs', name)).size

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

  test('holds nothing private in any kind of line, in the file, for the report and on the terminal', async () => {
    const said: string[] = []
    const log = open(fileIn(), { verbose: true, echo: (line) => said.push(line) })
    for (const { text } of SECRETS) {
      const source = { name: text, address: text, kind: 'ntp', status: 'unreachable', reason: text } as const
      const finding = { id: 'wrong-zone', severity: 'warning', title: text, meaning: text } as const
      log.write({ kind: 'checked', checkup: { tookSeconds: 1, findings: [finding], verdict: { kind: 'unknown', reason: 'no-answer', sources: [source] } } })
      log.write({ kind: 'noted', record: { kind: 'stepped', at: 1, by: 2, note: text } as SteppedRecord })
      for (const thrown of [text, { name: text, message: text }, Object.assign(new Error(text), { name: text, code: text, path: text, cause: new Error(text) }), new AggregateError([new Error(text)], text)]) {
        log.write({ kind: 'fault', error: thrown })
      }
    }
    await log.close()
    expect(said.length).toBe(SECRETS.length * 7)
    expect([readFileSync(fileIn(), 'utf8'), said.join('\n'), log.lines().join('\n')].flatMap((text) => tracesIn(text))).toEqual([])
  })

  test('never takes more than its share of the disk', async () => {
    const log = open()
    for (let round = 0; round < 20; round++) {
      for (let line = 0; line < 40; line++) log.write(LONG)
      await log.close()
    }
    expect(filesOfLog()).toEqual(['clock-medic.log', 'clock-medic.log.1', 'clock-medic.log.2'])
    for (const file of filesOfLog()) expect(sizeOf(file)).toBeLessThanOrEqual(256_000)
    expect(log.lines().length).toBe(200)
  })

  test('keeps no more of a flood than it can write, and says how much is missing', async () => {
    const log = open()
    for (let line = 0; line < 20_000; line++) log.write({ kind: 'power', what: 'resume' })
    await log.close()
    const lines = readFileSync(fileIn(), 'utf8').trimEnd().split('\n')
    expect(sizeOf('clock-medic.log')).toBeLessThan(60_000)
    expect(lines.at(-1)).toBe(`2026-11-23T01:20:00.500Z info dropped lines=${20_000 - lines.length + 1}`)
  })

  test('cuts what is too long for a line, and what cannot be told at all', async () => {
    const log = open()
    const words = 'word '.repeat(500_000)
    const endless = Object.assign(new Error(words), { stack: `Error: ${words}\n    at readIt (/opt/index.js:12:34)` })
    for (const error of [endless, Object.assign(new Error('x'), { stack: `Error: x\n    at ${'a/'.repeat(1_000_000)}` }), Object.create(null)]) log.write({ kind: 'fault', error })
    await log.close()
    const lines = readFileSync(fileIn(), 'utf8').trimEnd().split('\n')
    expect(lines.length).toBe(3)
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(2000)
    expect(lines[0]).toMatch(/fault Error: word word .* \| readIt@index\.js:12:34$/)
    expect(lines[2]).toBe('2026-11-23T01:20:00.500Z error fault without words')
  })

  test('is shared by several of them: no file grows past its bound, no line is torn', async () => {
    const logs = [open(), open(), open()]
    for (let round = 0; round < 10; round++) {
      for (const log of logs) for (let line = 0; line < 40; line++) log.write(LONG)
      await Promise.all(logs.map((log) => log.close()))
    }
    expect(filesOfLog()).toEqual(['clock-medic.log', 'clock-medic.log.1', 'clock-medic.log.2'])
    // Each of the others may have found room at the same moment.
    for (const file of filesOfLog()) expect(sizeOf(file)).toBeLessThanOrEqual(256_000 + 2 * 50_000)
    const lines = filesOfLog().flatMap((file) => readFileSync(path.join(folder, 'logs', file), 'utf8').trimEnd().split('\n'))
    expect(lines.filter((line) => !/^2026-11-23T01:20:00\.500Z info (repaired result=repaired steps=[a-z/,-]+|dropped lines=\d+)$/.test(line))).toEqual([])
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
    const [quiet, loud] = [open(), open(path.join(folder, 'loud.log'), { verbose: true, echo: (line) => said.push(line) })]
    for (const log of [quiet, loud]) log.write({ kind: 'checked', checkup })
    await Promise.all([quiet.close(), loud.close()])
    expect(quiet.lines()).toEqual(['2026-11-23T01:20:00.500Z info checked verdict=unknown reason=no-answer took=0.2 used=0 ignored=0 silent=1'])
    expect(loud.lines()).toEqual([...quiet.lines(), '2026-11-23T01:20:00.500Z debug answers sources=ntp/no-answer'])
    expect(said).toEqual(loud.lines())
  })
})
