import { describe, expect, test } from 'vitest'
import { evaluate, readDocument, type CheckDocument } from '../../scripts/lab/evaluate.ts'
import { expectedIn } from '../../scripts/lab/expected.ts'

const known: CheckDocument = { verdict: 'critical', offsetSeconds: 47.301, uncertaintySeconds: 0.008, method: 'ntp', tookSeconds: 0.02, findings: [] }
const unknown: CheckDocument = { verdict: 'unknown', reasonCode: 'no-answer', method: 'none', tookSeconds: 2.9, findings: [] }
const kinds = (document: CheckDocument, network: string, truth = 47.3) => evaluate(document, truth, expectedIn(network)).problems.map(({ kind }) => kind)

describe('a check in the lab', () => {
  test('passes with the right answer, and with the true reason where there can be none', () => {
    expect(evaluate(known, 47.3, expectedIn('home')).outcome).toBe('right')
    expect(evaluate(unknown, 47.3, expectedIn('dead')).outcome).toBe('cannot-tell')
  })

  test('fails with a false level stated as true, and with the truth outside of what it states', () => {
    expect(kinds({ ...known, verdict: 'ok', offsetSeconds: 0.001 }, 'home')).toEqual(['wrong', 'outside'])
    expect(kinds({ ...known, offsetSeconds: 47.309 }, 'home')).toEqual(['outside'])
    expect(kinds({ ...known, offsetSeconds: -47.301 }, 'home')).toEqual(['outside'])
    expect(kinds({ ...known, verdict: 'ok' }, 'home')).toEqual(['wrong'])
  })

  test('fails with a false reason, and with an answer from those who deserve no trust', () => {
    expect(kinds(unknown, 'home')).toEqual(['other'])
    expect(kinds({ ...unknown, reasonCode: 'captive-portal' }, 'dead')).toEqual(['other'])
    expect(kinds({ ...known, method: 'https-date' }, 'web-certs')).toEqual(['other'])
    expect(kinds({ ...known, method: 'https-date' }, 'home')).toEqual(['other'])
  })

  test('fails where it does not say that UDP is blocked, or says so falsely', () => {
    const blocked = { ...known, method: 'https-date', uncertaintySeconds: 0.5 }
    const findings = [{ id: 'udp-blocked' }]
    expect(kinds({ ...blocked, findings }, 'blocked')).toEqual([])
    expect(kinds(blocked, 'blocked')).toEqual(['other'])
    expect(kinds({ ...known, findings }, 'home')).toEqual(['other'])
  })

  test('fails when it takes longer than allowed', () => {
    expect(kinds({ ...unknown, tookSeconds: 3.1 }, 'dead')).toEqual(['late'])
  })
})

test('what is no document of a check is none', () => {
  for (const text of ['', '{', 'null', '[]', '{}', 'Error: it broke', '{"verdict":"ok"}', '{"verdict":1,"tookSeconds":1,"findings":[]}']) expect(readDocument(text)).toBeNull()
  expect(readDocument(JSON.stringify(known))).toEqual(known)
})
