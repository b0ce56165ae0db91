import { expect, test } from 'vitest'
import { impossible, steps } from '../../main/core/answers.ts'
import { contextFrom } from '../../main/core/remedy-context.ts'
import { answer, judged, notMeasured } from './builders.ts'
import { byWebsites, laptop } from './laptops.ts'

test('a remedy knows how far the clock is off, and which servers tell the time', () => {
  const state = laptop()
  const verdict = judged([1, 2, 3].map((n) => answer(47, 0.02, { name: `good-${n}.example` })))
  expect(contextFrom(state, verdict)).toEqual({ state, offset: expect.closeTo(47, 6), udpBlocked: false, workingServers: ['good-1.example', 'good-2.example', 'good-3.example'] })
})

test('a remedy knows that websites had to tell the time, so that it asks no time server', () => {
  expect(contextFrom(laptop(), byWebsites(47))).toMatchObject({ udpBlocked: true, workingServers: [] })
})

test('of a clock that was not measured a remedy knows nothing, and of the zone only what the user named', () => {
  const state = laptop()
  expect(Object.keys(contextFrom(state, notMeasured()))).toEqual(['state'])
  expect(contextFrom(state, notMeasured(), 'Europe/Berlin')).toEqual({ state, timeZone: 'Europe/Berlin' })
})

test('what a machine cannot do has its reason', () => {
  expect([impossible('There is none.'), steps()]).toEqual([{ kind: 'impossible', reason: 'There is none.' }, { kind: 'steps', steps: [] }])
})
