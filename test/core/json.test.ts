import { describe, expect, test } from 'vitest'
import type { Checkup } from '../../main/core/checkup.ts'
import { checkJson, planJson, round, stepJson, systemJson } from '../../main/core/json.ts'
import type { Step } from '../../main/core/remedy.ts'
import type { Verdict } from '../../main/core/verdict.ts'
import { answer, failed, judged, notMeasured } from './builders.ts'
import { laptop, service } from './laptops.ts'

const checkup = (verdict: Verdict): Checkup => ({
  checkedAt: 1_795_396_800.5, checkedAtMonotonic: 7, tookSeconds: 0.123456789, verdict, state: laptop(),
  findings: [{ id: 'clock-wrong', severity: 'critical', title: 'Wrong', meaning: 'It is.' }], plan: { id: 'x', steps: [], impossible: [] },
})

describe('a checkup for programs', () => {
  test('tells when, how far, how sure and by what', () => {
    const document = checkJson(checkup(judged([1, 2, 3].map(() => answer(47.300_000_4)))))
    expect(document).toMatchObject({
      schema: 1, checkedAt: '2026-11-23T01:20:00.500Z', tookSeconds: 0.123457, verdict: 'critical', reason: expect.stringMatching(/^Your clock is 47\.3 seconds slow/),
      offsetSeconds: 47.3, method: 'ntp', authenticated: false, findings: [{ id: 'clock-wrong' }], system: { os: 'linux' },
    })
    expect(document).not.toHaveProperty('reasonCode')
    expect(document).not.toHaveProperty('unprovenHint')
    expect(document['uncertaintySeconds']).toBeCloseTo(0.02, 2)
  })

  test('leaves out what is not known, and never says 0 in its place', () => {
    const document = checkJson(checkup(notMeasured('no-network')))
    expect(document).toMatchObject({ verdict: 'unknown', reasonCode: 'no-network', method: 'none', sources: [] })
    for (const name of ['offsetSeconds', 'uncertaintySeconds', 'authenticated', 'unprovenHint']) expect(document).not.toHaveProperty(name)
  })

  test('keeps what proves nothing apart', () => {
    expect(checkJson(checkup({ ...notMeasured(), hint: { name: 'page.example', offset: 47.123_456_7, uncertainty: 0.5 } }))).toMatchObject({
      unprovenHint: { name: 'page.example', offsetSeconds: 47.123457, uncertaintySeconds: 0.5 },
    })
  })

  test('lists every source with its figures in seconds', () => {
    const { sources } = checkJson(checkup(judged([answer(1, 0.1), answer(1, 0.1), answer(1, 0.1)], [failed('no-answer', { name: 'silent.example' })]))) as { sources: readonly object[] }
    expect(sources[0]).toMatchObject({ offsetSeconds: 1, delaySeconds: 0.1, status: 'truechimer', kind: 'ntp', stratum: 2 })
    const silent = sources.find((source) => 'name' in source && source.name === 'silent.example')
    expect(silent).toMatchObject({ status: 'unreachable', code: 'no-answer' })
    for (const name of ['offset', 'delay', 'offsetSeconds', 'delaySeconds']) expect(silent).not.toHaveProperty(name)
    expect(sources[0]).not.toHaveProperty('offset')
  })
})

describe('a machine for programs', () => {
  test('tells only what could be read', () => {
    const { hardwareClock: _none, automaticTime: _neither, ...bare } = laptop({ services: [] })
    expect(systemJson(bare)).toEqual({ os: 'linux', serviceManager: 'systemd', services: [], servers: [], managed: false, unreadable: [] })
  })

  test('tells all that could be read', () => {
    expect(systemJson(laptop({
      servers: ['ntp.example'], synchronized: false, timeZone: 'Europe/Berlin', hardwareClock: { mode: 'local', minusLocalClock: 3600 }, managed: true, managedBy: 'Group Policy',
      domainMember: true, container: 'docker', virtualMachine: 'QEMU', unreadable: [{ what: 'the zone', why: 'It is not there.' }],
    }))).toEqual({
      os: 'linux', serviceManager: 'systemd', timeService: 'systemd-timesyncd', services: [service()], automaticTime: true, synchronized: false, timeZone: 'Europe/Berlin',
      hardwareClock: { mode: 'local', offsetSeconds: 3600 }, servers: ['ntp.example'], managed: true, managedBy: 'Group Policy', domainMember: true,
      container: 'docker', virtualMachine: 'QEMU', unreadable: [{ what: 'the zone', why: 'It is not there.' }],
    })
    expect(systemJson(laptop({ hardwareClock: { mode: 'utc' } }))).toMatchObject({ hardwareClock: { mode: 'utc' } })
  })
})

test('a plan for programs has each step with its command as a list, and nothing that only the program needs', () => {
  const step: Step = {
    remedy: 'step-clock', title: 'Set the clock', done: 'Set the clock', why: 'It is slow.', command: ['/usr/bin/date', '--set', '@5'], needsRights: true, touches: 'The clock',
    timeoutSeconds: 10, essential: true,
  }
  const told = { remedy: 'step-clock', title: 'Set the clock', why: 'It is slow.', command: ['/usr/bin/date', '--set', '@5'], needsRights: true, touches: 'The clock' }
  const impossible = [{ remedy: 'set-time-zone', reason: 'Which one?' }] as const
  expect(planJson({ id: 'x', steps: [step], impossible })).toEqual({ id: 'x', steps: [told], impossible })
  expect(stepJson({ ...step, undo: ['/bin/true'] })).toEqual({ ...told, undo: ['/bin/true'] })
})

test('figures have the digits that mean something, and no exponents', () => {
  expect([round(0.000_000_4), round(1e-6), round(-47.123_456_78)].map(String)).toEqual(['0', '0.000001', '-47.123457'])
})
