import { describe, expect, it } from 'vitest'
import type { Step } from '../../main/core/remedy.ts'
import { beginRecord, halfDoneOf, readRecord, recordText, withResult, type Moment, type RecordedState, type RepairRecord } from '../../main/core/repair-record.ts'

const BOOT = '6f1c7a52-7f0e-4d0b-9a53-2f6b8f8d9d01'
const BEGAN: Moment = { monotonic: 1000, trueTime: 1_795_355_160, boot: BOOT }
const DAY = 86_400

const step = (title: string, more: Partial<Step> = {}): Step => ({
  remedy: 'resync', title, done: title, why: 'Because.', command: ['/bin/true'], needsRights: true, touches: 'it', timeoutSeconds: 1, essential: true, ...more,
})
const CLOCK = step('Set the clock', { remedy: 'step-clock' })
const ON = step('Turn automatic time on', { remedy: 'enable-automatic-time', undo: ['/usr/bin/systemctl', 'disable', '--now', 'chrony.service'] })
const HARDWARE = step('Set the hardware clock', { remedy: 'set-hardware-clock' })

const record = (...states: readonly RecordedState[]): RepairRecord => {
  const begun = beginRecord('linux', [CLOCK, ON, HARDWARE], BEGAN, null)
  return states.reduce((so, state, index) => withResult(so, { ...begun.steps[index] ?? CLOCK, state }), begun)
}

describe('what is half done', () => {
  it.each<[string, RepairRecord, readonly string[] | null, readonly string[] | null]>([
    ['everything is open before the first word of a step', record(), [], ['Set the clock', 'Turn automatic time on', 'Set the hardware clock']],
    ['what was done is told apart from what was not', record('done'), ['Set the clock'], ['Turn automatic time on', 'Set the hardware clock']],
    ['a step that hung may have been done', record('done', 'timed-out', 'not-reached'), ['Set the clock'], ['Turn automatic time on', 'Set the hardware clock']],
    ['a step that hung alone may have left something', record('timed-out', 'not-reached', 'not-reached'), [], ['Set the clock', 'Turn automatic time on', 'Set the hardware clock']],
    ['one that was done and no other reached', record('done', 'not-reached', 'not-reached'), ['Set the clock'], ['Turn automatic time on', 'Set the hardware clock']],
    ['nothing once all steps are done', record('done', 'done', 'done'), null, null],
    ['nothing when the first step failed and no other began', record('failed', 'not-reached', 'not-reached'), null, null],
    ['nothing once the clock was proven right', { ...record('done'), ended: true }, null, null],
  ])('%s', (_what, kept, done, open) => expect(halfDoneOf(kept, BEGAN)).toEqual(done === null ? null : { done, open }))

  it.each<[string, Moment, boolean]>([
    ['minutes later', { monotonic: 1600, trueTime: 1_795_355_760, boot: BOOT }, true],
    ['when true time is not known, even by a clock that is years off', { monotonic: 1600, boot: BOOT }, true],
    ['not after a restart', { monotonic: 5000, trueTime: 1_795_359_160, boot: '0b9d1b0c-9d0c-4a6e-8f4b-0a1b2c3d4e5f' }, false],
    ['not after a restart on systems that give it no name', { monotonic: 30, trueTime: 1_795_355_760 }, false],
    ['not eight days later', { monotonic: 1000 + 8 * DAY, boot: BOOT }, false],
    ['not eight days later on a computer that slept most of them', { monotonic: 2000, trueTime: 1_795_355_160 + 8 * DAY, boot: BOOT }, false],
  ])('is told %s', (_what, now, told) => expect(halfDoneOf(record('done'), now) !== null).toBe(told))

  it.each<[string, Moment, Moment, boolean]>([
    ['told where only one of the moments names the run of the machine', { monotonic: 1000, boot: BOOT }, { monotonic: 1600 }, true],
    ['not told then after a restart', { monotonic: 1000 }, { monotonic: 30, boot: BOOT }, false],
    ['told where the run of the machine has no name', { monotonic: 1000 }, { monotonic: 1000 }, true],
    ['told a day later on a computer that has run for long', { monotonic: 4 * DAY, boot: BOOT }, { monotonic: 5 * DAY, boot: BOOT }, true],
    ['told where true time was not known at first', { monotonic: 1000, boot: BOOT }, { monotonic: 1600, trueTime: 1_795_355_160, boot: BOOT }, true],
  ])('is %s', (_what, began, now, told) => expect(halfDoneOf({ ...record('done'), began }, now) !== null).toBe(told))

  it('is carried where a step failed or hung, and not where it was never reached', () => {
    const other = step('Choose working servers', { remedy: 'use-working-servers' })
    const carried = (...states: readonly RecordedState[]) => beginRecord('linux', [other], BEGAN, record(...states)).steps.map(({ title }) => title)
    expect(carried('done', 'failed', 'not-reached')).toEqual(['Set the clock', 'Turn automatic time on', 'Choose working servers'])
    expect(carried('timed-out', 'not-reached', 'not-reached')).toEqual(['Set the clock', 'Choose working servers'])
  })

  it('never grows beyond what can be read again', () => {
    const many = Array.from({ length: 60 }, (_, n) => step(`Step ${n}`))
    const begun = beginRecord('linux', [CLOCK, ON], BEGAN, withResult(beginRecord('linux', many, BEGAN, null), { remedy: 'resync', title: 'Step 0', state: 'done' }))
    expect(begun.steps).toHaveLength(60)
    expect(begun.steps.slice(-2).map(({ title }) => title)).toEqual(['Set the clock', 'Turn automatic time on'])
    expect(readRecord(recordText(begun))).toEqual(begun)
  })

  it('tells steps apart by what they do and by their name', () => {
    const steps = [step('A'), step('B'), step('A', { remedy: 'step-clock' })]
    expect(withResult(beginRecord('linux', steps, BEGAN, null), { remedy: 'resync', title: 'A', state: 'done' }).steps.map(({ state }) => state)).toEqual(['done', 'open', 'open'])
  })

  it('of one repair is carried into the next, so that both are taken back together', () => {
    const next = beginRecord('linux', [HARDWARE], { ...BEGAN, monotonic: 1100 }, record('done', 'done'))
    expect(next.steps.map(({ title, state }) => [title, state])).toEqual([['Set the clock', 'done'], ['Turn automatic time on', 'done'], ['Set the hardware clock', 'open']])
    expect(next.steps[1]?.undo).toEqual(ON.undo)
  })

  it('does not list a step twice that is tried again, and forgets a repair that was whole', () => {
    expect(beginRecord('linux', [ON, HARDWARE], BEGAN, record('done', 'timed-out')).steps.map(({ title }) => title)).toEqual(['Set the clock', 'Turn automatic time on', 'Set the hardware clock'])
    expect(beginRecord('linux', [HARDWARE], BEGAN, { ...record('done', 'done', 'done'), ended: true }).steps).toHaveLength(1)
  })
})

describe('the file', () => {
  it('is read as it was written', () => {
    const undo = Array.from({ length: 40 }, () => 'x'.repeat(500))
    const long = beginRecord('windows', [step('x'.repeat(200), { undo })], { monotonic: 1, boot: 'x'.repeat(100) }, null)
    for (const each of [long, { ...record(), os: 'macos' as const }, record(), record('done', 'failed', 'not-reached'), record('timed-out'), { ...record('done'), began: { monotonic: 5 } }]) expect(readRecord(recordText(each))).toEqual(each)
  })

  const good = JSON.parse(recordText(record('done'))) as Record<string, unknown>
  const [first] = good['steps'] as readonly Record<string, unknown>[]
  it.each<[string, unknown]>([
    ['nothing', ''],
    ['half of it', recordText(record()).slice(0, 80)],
    ['a list', []],
    ['null', null],
    ['another version', { ...good, version: 2 }],
    ['an unknown system', { ...good, os: 'beos' }],
    ['an end that is neither yes nor no', { ...good, ended: 'no' }],
    ['no moment', { ...good, began: 'yesterday' }],
    ['a true time as text', { ...good, began: { monotonic: 1, trueTime: '1795355160' } }],
    ['one step that is none among good ones', { ...good, steps: [first, null] }],
    ['a remedy that is a number', { ...good, steps: [{ ...first, remedy: 7 }] }],
    ['a title that is a number', { ...good, steps: [{ ...first, title: 7 }] }],
    ['no title', { ...good, steps: [{ ...first, title: '' }] }],
    ['an undo of many words', { ...good, steps: [{ ...first, undo: Array.from({ length: 41 }, () => 'x') }] }],
    ['an undo with a number in it', { ...good, steps: [{ ...first, undo: ['/bin/a', 7] }] }],
    ['a text alone', '"record"'],
    ['no steps', { ...good, steps: undefined }],
    ['steps without end', { ...good, steps: Array.from({ length: 61 }, () => first) }],
    ['a step that is none', { ...good, steps: [null] }],
    ['a remedy that every object has', { ...good, steps: [{ ...first, remedy: 'constructor' }] }],
    ['a state that is none', { ...good, steps: [{ ...first, state: 'perhaps' }] }],
    ['a title that rewrites the terminal', { ...good, steps: [{ ...first, title: 'Set\u001B[2J the clock' }] }],
    ['a title that turns the line around', { ...good, steps: [{ ...first, title: 'Set \u202Ethe clock' }] }],
    ['a title without end', { ...good, steps: [{ ...first, title: 'x'.repeat(201) }] }],
    ['an undo that is a line', { ...good, steps: [{ ...first, undo: 'rm -rf /' }] }],
    ['an undo of nothing', { ...good, steps: [{ ...first, undo: [] }] }],
    ['an undo with a line end in it', { ...good, steps: [{ ...first, undo: ['/bin/a', 'b\nc'] }] }],
    ['a moment that is none', { ...good, began: { monotonic: null } }],
    ['a boot that is none', { ...good, began: { monotonic: 1, boot: 7 } }],
  ])('with %s is no record, and one sentence says so', (_what, content) => {
    const text = typeof content === 'string' ? content : JSON.stringify(content)
    expect(readRecord(text)).toEqual({ wrong: expect.stringMatching(/^The record of the last repair [^.]+\.$/) })
  })
})

describe('the record in a language written from right to left', () => {
  it('reads back, though its words keep their direction by marks that nobody sees', () => {
    const marked = step('أعد تشغيل \u2068chrony\u2069')
    const begun = beginRecord('linux', [marked], BEGAN, null)
    const known = withResult(begun, { ...marked, state: 'done' })
    expect(known.steps.map(({ state }) => state)).toEqual(['done'])
    expect(readRecord(recordText(known))).toMatchObject({ steps: [{ title: 'أعد تشغيل chrony', state: 'done' }] })
  })
})
