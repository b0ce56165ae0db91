import { describe, expect, test } from 'vitest'
import { answer, dated, judged } from '../core/builders.ts'

describe('few voices', () => {
  test('two that agree set no clock, though they are most of three', () => {
    expect(judged([answer(0), answer(0), answer(100)])).toMatchObject({ kind: 'unknown', reason: 'too-few-sources' })
    expect(judged([dated(0), dated(0), dated(100)])).toMatchObject({ kind: 'unknown', reason: 'too-few-sources' })
  })

  test('two that contradict each other are too few to speak of a disagreement', () => {
    expect(judged([answer(0), answer(100)])).toMatchObject({ kind: 'unknown', reason: 'too-few-sources' })
  })

  test('one and the same name has one say, however many addresses and answers it has', () => {
    const [one, two, three] = [answer(50), answer(50), answer(50)]
    const same = [one, { ...two, name: one.name }, { ...three, name: one.name }]
    expect(judged(same)).toMatchObject({ kind: 'unknown', reason: 'too-few-sources' })
    expect(judged([one, two, three])).toMatchObject({ kind: 'known' })
  })
})
