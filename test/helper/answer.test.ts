import { describe, expect, test } from 'vitest'
import { answerReader, lineOf, outcomeOf, type HelperLine } from '../../main/platform/elevation-answer.ts'
import type { RunOutcome, StepResult } from '../../main/platform/machine.ts'
import { seeded } from '../core/random.ts'
import { aStep } from '../platform/a-step.ts'

const STEP = aStep(['/usr/bin/date', '-u', '-s', '+47.300 seconds'], { remedy: 'step-clock', title: 'Set the clock' })
const OTHER = aStep(['/usr/bin/systemctl', 'restart', 'chrony.service'])
const DONE: StepResult = { remedy: 'step-clock', title: 'Set the clock', command: STEP.command, state: 'done', exit: 0, tookSeconds: 0.2, said: '' }
const WHOLE: readonly HelperLine[] = [
  { kind: 'marker' }, { kind: 'plan', steps: [STEP, OTHER] }, { kind: 'began', index: 0 }, { kind: 'ended', index: 0, result: DONE }, { kind: 'began', index: 1 },
]

function read(lines: readonly string[]): RunOutcome | 'not the helper' {
  const reader = answerReader()
  for (const line of lines) reader.take(line)
  const answer = reader.answer()
  return answer.marked ? outcomeOf([STEP, OTHER], answer) : 'not the helper'
}
const states = (outcome: RunOutcome | string): unknown => (typeof outcome !== 'string' && outcome.kind === 'ran' ? outcome.steps.map(({ state }) => state) : outcome)

describe('the answer of the helper', () => {
  test('is read as it was said', () => {
    const ended: HelperLine = { kind: 'ended', index: 1, result: { ...DONE, remedy: 'resync', title: OTHER.title, command: OTHER.command, state: 'failed', exit: 5, said: 'No.' } }
    const outcome = read([...WHOLE, ended, { kind: 'end', outcome: 'ran' } as const].map(lineOf))
    expect(outcome).toEqual({ kind: 'ran', steps: [DONE, ended.result] })
  })

  test('that breaks off tells what was done and what was only begun', () => {
    expect(states(read(WHOLE.map(lineOf)))).toEqual(['done', 'failed'])
    expect(states(read(WHOLE.slice(0, 4).map(lineOf)))).toEqual(['done', 'not-reached'])
  })

  test('that breaks off before anything began promises nothing', () => {
    expect(read([lineOf({ kind: 'marker' })])).toMatchObject({ kind: 'unanswered', words: expect.stringContaining('not known whether anything was changed') })
  })

  test('may be a refusal, in its words, without control characters', () => {
    expect(read([lineOf({ kind: 'marker' }), '{"end":"refused","words":"No.\\u001b[31m\\u0007 Later."}'])).toEqual({ kind: 'refused', words: 'No.  Later.' })
  })

  test('may say that the clock is no longer what was shown', () => {
    expect(read([lineOf({ kind: 'marker' }), lineOf({ kind: 'end', outcome: 'overtaken', words: 'Check again.' })])).toEqual({ kind: 'overtaken', words: 'Check again.' })
  })

  test('leaves what the helper does not do as not reached', () => {
    expect(states(read([lineOf({ kind: 'marker' }), lineOf({ kind: 'end', outcome: 'nothing' })]))).toEqual(['not-reached', 'not-reached'])
  })

  const plan = lineOf({ kind: 'plan', steps: [STEP] })
  test.each<readonly [string, readonly string[]]>([
    ['no marker', [plan, '{"end":"ran"}']],
    ['another version', ['{"clockMedicHelper":2}', plan, '{"end":"ran"}']],
    ['a marker in other words', ['clockMedicHelper', '[{"clockMedicHelper":1}]', '"clockMedicHelper"']],
    ['no line at all', []],
  ])('with %s is none of the helper', (_, lines) => expect(read(lines)).toBe('not the helper'))

  test.each([
    '', 'null', '[]', '7', '{', '{"plan":7}', '{"plan":[{"remedy":"reboot","title":"x","command":["/bin/a"]}]}', '{"plan":[{"remedy":"resync","title":7,"command":[]}]}',
    '{"plan":[{"remedy":"resync","title":"x","command":["/bin/a",7]}]}', '{"plan":[null]}', `{"plan":[${Array.from({ length: 41 }, () => '{"remedy":"resync","title":"x","command":[]}').join()}]}`,
    '{"began":0.5}', '{"began":-1}', '{"began":2}', '{"began":"0"}', '{"ended":0}', '{"ended":9,"state":"done","exit":0,"tookSeconds":0,"said":""}',
    '{"ended":0,"state":"not-reached","exit":0,"tookSeconds":0,"said":""}', '{"ended":0,"state":"done","exit":"0","tookSeconds":0,"said":""}',
    '{"ended":0,"state":"done","exit":0,"tookSeconds":-1,"said":""}', '{"ended":0,"state":"done","exit":0,"tookSeconds":1e999,"said":""}', '{"ended":0,"state":"done","exit":0,"tookSeconds":0}',
    '{"end":"won"}', '{"end":"refused"}', '{"end":"refused","words":7}', 'x'.repeat(9000), `{"end":"refused","words":"${'x'.repeat(9000)}"}`,
  ])('passes over a line that does not fit: %s', (line) => {
    const reader = answerReader()
    for (const each of [lineOf({ kind: 'marker' }), plan]) reader.take(each)
    const before = reader.answer()
    expect(reader.take(line)).toBeNull()
    expect(reader.answer()).toEqual(before)
  })

  test('has one plan, and nothing after its end', () => {
    const second = lineOf({ kind: 'plan', steps: [OTHER] })
    expect(states(read([lineOf({ kind: 'marker' }), plan, second, '{"end":"ran"}', '{"ended":0,"state":"done","exit":0,"tookSeconds":0,"said":""}']))).toEqual(['not-reached', 'not-reached'])
  })

  test('cut and changed at random never does more harm than being passed over', () => {
    const random = seeded(7)
    const whole = WHOLE.map(lineOf).join('\n')
    const strange: string[] = []
    for (let i = 0; i < 5000; i++) {
      const at = random.whole(0, whole.length)
      const noise = Buffer.from(random.bytes(random.whole(0, 12))).toString('latin1')
      const outcome = read((whole.slice(0, at) + noise + whole.slice(at + random.whole(0, 20))).split('\n'))
      const titles = outcome !== 'not the helper' && outcome.kind === 'ran' ? outcome.steps.map(({ title }) => title) : []
      strange.push(...titles.filter((title) => title.length > 200 || /[\x00-\x1f]/.test(title)))
    }
    expect(strange).toEqual([])
  })
})
