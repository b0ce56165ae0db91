import { describe, expect, test } from 'vitest'
import { cleanLine, lineOf, wordsOf, type LogEvent } from '../../../main/core/log/line.ts'
import { answer, failed, judged, notMeasured } from '../builders.ts'

const same = (text: string): string => text
/** Takes out a name, as far as these tests know any. */
const hide = (text: string): string => text.replaceAll('alice', '***')
const words = (event: LogEvent): readonly string[] => wordsOf(event, hide).map(({ level, text }) => `${level} ${text}`)
const fault = (error: unknown): string => words({ kind: 'fault', error }).join('\n')
const error = (message: string, more: object = {}): Error => Object.assign(new Error(message), { stack: '' }, more)

describe('a line of the log', () => {
  test.each<[LogEvent, string]>([
    [{ kind: 'started', version: '1.2.3', os: 'linux', hidden: false }, 'info started version=1.2.3 os=linux hidden=false'],
    [{ kind: 'ended' }, 'info ended'],
    [{ kind: 'repaired', result: 'failed', steps: [{ remedy: 'step-clock', state: 'done' }, { remedy: 'resync', state: 'failed' }] }, 'info repaired result=failed steps=step-clock/done,resync/failed'],
    [{ kind: 'repaired', result: 'nothing-to-do', steps: [] }, 'info repaired result=nothing-to-do'],
    [{ kind: 'settings', changed: ['servers', 'language'] }, 'info settings changed=servers,language'],
    [{ kind: 'power', what: 'suspend' }, 'info power what=suspend'],
    [{ kind: 'noted', record: { kind: 'sleep', at: 5, seconds: 28_800.123_456_7 } }, 'info slept seconds=28800.123457'],
    [{ kind: 'noted', record: { kind: 'stepped', at: 5, by: -3600 } }, 'info stepped by=-3600'],
    [{ kind: 'dropped', lines: 12 }, 'info dropped lines=12'],
  ])('%j: %s', (event, line) => expect(words(event)).toEqual([line]))

  test('has the time to a millisecond and its level in front, and an end', () => {
    expect(lineOf(1_795_396_800.5, 'info', 'ended')).toBe('2026-11-23T01:20:00.500Z info ended')
    expect(lineOf(0, 'error', 'x'.repeat(5000))).toHaveLength(2000)
  })

  test('tells what a check found, and for whoever wants more, what each source said', () => {
    const verdict = judged([answer(47), answer(47), answer(47), answer(9)], [failed('no-answer'), failed('late', { status: 'discarded' })])
    const uncertainty = verdict.kind === 'known' ? Number(verdict.uncertainty.toFixed(6)) : NaN
    expect(words({ kind: 'checked', checkup: { verdict, tookSeconds: 0.25, findings: [{ id: 'clock-wrong', severity: 'critical', title: '', meaning: '' }] } })).toEqual([
      `info checked verdict=critical offset=47 uncertainty=${uncertainty} method=ntp took=0.25 used=3 ignored=1 silent=2 findings=clock-wrong`,
      'debug answers sources=ntp/truechimer,ntp/truechimer,ntp/truechimer,ntp/falseticker,ntp/no-answer,ntp/late',
    ])
    expect(words({ kind: 'checked', checkup: { verdict: notMeasured('no-network'), tookSeconds: 0, findings: [] } })).toEqual([
      'info checked verdict=unknown reason=no-network took=0 used=0 ignored=0 silent=0', 'debug answers',
    ])
  })
})

describe('an error in the log', () => {
  test('is its kind, its code and what it says, in one line and without names', () => {
    expect(fault(Object.assign(error('alice  has\n no | file'), { name: 'TypeError', code: 'ENOENT' }))).toBe('error fault TypeError ENOENT: *** has no / file')
    for (const name of ['alice', 'Bad name|=1', 'xError', 'Errors', `E${'x'.repeat(41)}Error`, 'TypeError 5']) expect(fault(error('x', { name }))).toBe('error fault Error: x')
    expect(fault(error('x', { name: 'DOMException' }))).toBe('error fault DOMException: x')
    for (const code of ['ERR_INVALID_ARG_TYPE', 'CERT_HAS_EXPIRED', 'EIO']) expect(fault(error('x', { code }))).toBe(`error fault Error ${code}: x`)
    expect(fault('alice | went')).toBe('error fault *** / went')
    expect(fault(null)).toBe('error fault null')
  })

  test.each([['enoent'], ['E'], [`E${'X'.repeat(41)}`], ['E X'], ['xENOENT'], ['ENOENT x'], ['JBSWY3DPEHPK3PXP'], ['0A:1B'], [5]])('has no code that is none: %j', (code) => expect(fault(error('x', { code }))).toBe('error fault Error: x'))

  test('says where it happened, without the folders', () => {
    const stack = [
      'Error: x', '    at readIt (/home/alice/app/out/main/index.js:12:34)', '    at async Store.write [as save] (C:\\Users\\alice\\app\\store.mjs:1:2)', '    at file:///home/alice/x.ts:5:6',
      '    at new Thing (node:internal/x:1:2)', '    at alice', 'index.js:1:1 alice at',
    ].join('\n')
    expect(fault(error('x', { stack }))).toBe('error fault Error: x | readIt@index.js:12:34 | Store.write@store.mjs:1:2 | top@x.ts:5:6')
  })

  test('says the first eight places of many, and finds them behind a message of great length', () => {
    const frames = Array.from({ length: 20 }, (_, n) => `    at f${n} (/a/b.js:${n + 1}:1)`)
    expect(fault(error('x', { stack: `Error: ${'y\n'.repeat(200_000)}${frames.join('\n')}` })).split(' | ').slice(1)).toEqual(Array.from({ length: 8 }, (_, n) => `f${n}@b.js:${n + 1}:1`))
    expect(fault(error('x', { stack: undefined }))).toBe('error fault Error: x')
    expect(fault(error('z'.repeat(5000)))).toBe(`error fault Error: ${'z'.repeat(500)}`)
  })
})

describe('a line of the log for strangers', () => {
  const clean = (line: string): string | null => cleanLine(line, { names: hide, outside: (text) => text.replaceAll(/\d/g, '#') })
  const AT = '2026-11-23T01:20:00.500Z'

  test('stays as it is where this program wrote its figures', () => {
    for (const event of [
      { kind: 'started', version: '1.2.3', os: 'linux', hidden: true }, { kind: 'power', what: 'resume' }, { kind: 'noted', record: { kind: 'stepped', at: 0, by: -3 } }, { kind: 'dropped', lines: 3 },
      { kind: 'checked', checkup: { verdict: judged([answer(47), answer(47), answer(47)]), tookSeconds: 1, findings: [] } },
    ] as const satisfies readonly LogEvent[]) for (const { level, text } of wordsOf(event, same)) expect(clean(lineOf(1_795_396_800.5, level, text))).toBe(`${AT} ${level} ${text}`)
    expect(clean(`${AT} info settings changed=alice`)).toBe(`${AT} info settings changed=***`)
  })

  test('is no line where this program did not write it', () => {
    for (const line of ['', 'hello', `${AT} warn x`, `x ${AT} info x`, `${AT.slice(0, 10)} info x`, `${AT}info x`]) expect(clean(line)).toBeNull()
  })

  test('has plain words only where it is not figures alone', () => {
    for (const text of ['started code=492039', 'checked used=3 492039', `checked reason=${'5'.repeat(401)}`, 'xstarted', 'ended 492039']) {
      expect(clean(`${AT} info ${text}`)).toBe(`${AT} info ${text.replaceAll(/\d/g, '#')}`)
    }
    expect(clean(`${AT} error fault Error: 12\nalice`)).toBe(`${AT} error fault Error: ##\nalice`)
  })

  test('keeps the places in the program, and nothing that only looks like them', () => {
    const places = ['alice.read@index.js:12:34', '<anonymous>@x.mts:1:2', 'x@y.js:1:2 492039', '492039 x@y.js:1:2', 'x@/home/y.js:1:2', 'x@y.py:1:2']
    expect(clean(`${AT} error fault 7 | ${places.join(' | ')}`)).toBe(`${AT} error fault # | ***.read@index.js:12:34 | <anonymous>@x.mts:1:2`)
  })
})
