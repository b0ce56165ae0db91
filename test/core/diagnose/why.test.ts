import { describe, expect, test } from 'vitest'
import { CATALOGUE } from '../../../main/core/catalogue.ts'
import type { ClockState } from '../../../main/core/clock-state.ts'
import { diagnose } from '../../../main/core/diagnose.ts'
import { workingServers } from '../../../main/core/diagnose/servers.ts'
import type { KnownVerdict, Verdict } from '../../../main/core/verdict.ts'
import { answer, dated, failed, judged, measured, notMeasured } from '../builders.ts'
import { byWebsites, laptop, service } from '../laptops.ts'

const ids = (state: ClockState, verdict: Verdict): readonly string[] => diagnose(state, verdict).map(({ id }) => id)
const meaning = (id: string, state: ClockState, verdict: Verdict): string | undefined => diagnose(state, verdict).find((finding) => finding.id === id)?.meaning
const severity = (id: string, state: ClockState, verdict: Verdict): string | undefined => diagnose(state, verdict).find((finding) => finding.id === id)?.severity
const known = (verdict: Verdict): KnownVerdict => {
  if (verdict.kind === 'unknown') throw new Error(verdict.reason)
  return verdict
}
const OWN = ['own-1.example', 'own-2.example']
const SLOW = measured(47.3)
const own = (offset: number, name = 'own-1.example') => answer(offset, 0.02, { name })
const others = (offset: number) => [1, 2, 3].map(() => answer(offset))
const windows = (more: Partial<ClockState> = {}): ClockState => laptop({ os: 'windows', serviceManager: 'scm', services: [service({ name: 'w32time', startup: 'trigger' })], ...more })

test('every finding that can be mended leads to the remedy that mends it', () => {
  expect(Object.fromEntries(Object.entries(CATALOGUE).flatMap(([id, { remedy }]) => (remedy === undefined ? [] : [[id, remedy]])))).toEqual({
    'service-masked': 'unmask-service', 'automatic-time-off': 'enable-automatic-time', 'service-failed': 'start-service', 'service-stopped': 'start-service',
    'service-disabled': 'enable-automatic-time', 'service-not-correcting': 'resync', 'clock-wrong': 'step-clock', 'hardware-clock-off': 'set-hardware-clock',
    'service-unregistered': 'register-service', 'believes-synchronised': 'resync', 'beyond-correction-limit': 'step-clock', 'servers-unreachable': 'use-working-servers',
    'server-wrong': 'use-working-servers', 'hardware-clock-dead': 'set-hardware-clock', 'wrong-zone': 'set-time-zone',
  })
})

describe('of two findings that say the same, the better one stays', () => {
  test.each<[string, string, ClockState, Verdict]>([
    ['server-wrong', 'service-not-correcting', laptop({ servers: OWN }), judged([...others(47.3), own(0)])],
    ['server-wrong', 'believes-synchronised', laptop({ servers: OWN, synchronized: true }), judged([...others(47.3), own(0)])],
    ['servers-unreachable', 'service-not-correcting', laptop({ servers: OWN }), judged(others(47.3), [failed('no-answer', { name: 'own-1.example' })])],
    ['servers-unreachable', 'believes-synchronised', laptop({ servers: OWN, synchronized: true }), judged(others(47.3), [failed('no-answer', { name: 'own-1.example' })])],
    ['domain-controller-away', 'service-not-correcting', windows({ domainMember: true, domainControllerReachable: false }), SLOW],
    ['beyond-correction-limit', 'service-not-correcting', laptop({ correctionLimit: 10 }), SLOW],
    ['beyond-correction-limit', 'believes-synchronised', laptop({ correctionLimit: 10, synchronized: true }), SLOW],
    ['source-port-taken', 'service-not-correcting', laptop({ services: [service({ portTaken: true })] }), SLOW],
    ['source-port-taken', 'believes-synchronised', laptop({ services: [service({ portTaken: true })], synchronized: true }), SLOW],
  ])('%s, not %s', (better, worse, state, verdict) => {
    expect(ids(state, verdict)).toContain(better)
    expect(ids(state, verdict)).not.toContain(worse)
  })
})

describe('a clock that is off by less than the limit for a warning', () => {
  test.each<[string, ClockState, number]>([
    ['believes-synchronised', laptop({ synchronized: true }), 3], ['beyond-correction-limit', laptop({ correctionLimit: 2 }), 3],
    ['container', laptop({ container: 'docker' }), 3], ['other-client', laptop({ otherClients: ['NetTime'] }), 3],
  ])('makes no fault of %s yet', (id, state, offset) => {
    expect(severity(id, state, measured(offset))).toBe('note')
    expect(severity(id, state, SLOW)).toBe(CATALOGUE[id as keyof typeof CATALOGUE].severity)
  })
})

describe('the time servers of this machine', () => {
  const silent = (more: Partial<ReturnType<typeof failed>> = {}) => failed('no-answer', { name: 'own-1.example', ...more })

  test('are to blame only where they were asked and nobody can reach them', () => {
    expect(ids(laptop({ servers: OWN }), judged(others(0), [silent()]))).toEqual(['servers-unreachable'])
    for (const code of ['late', 'held-off', 'no-route'] as const) expect(ids(laptop({ servers: OWN }), judged(others(0), [silent({ code })]))).toEqual([])
    expect(ids(laptop({ servers: OWN }), judged(others(0), [silent({ status: 'discarded', code: 'unsynchronised' })]))).toEqual([])
    expect(ids(laptop({ servers: OWN }), judged(others(0), [silent(), failed('unsynchronised', { name: 'own-2.example', status: 'discarded' })]))).toEqual([])
    expect(ids(laptop({ servers: ['elsewhere.example'] }), judged(others(0), [silent()]))).toEqual([])
  })

  test('are not to blame while one of them is right, nor for a website of the same name', () => {
    expect(ids(laptop({ servers: OWN }), judged([...others(0), own(0), own(90, 'own-2.example')]))).toEqual([])
    expect(ids(laptop({ servers: OWN }), judged(others(0), [silent({ kind: 'https-date' })]))).toEqual([])
  })

  test('are to blame where one of them lies and the others are silent', () => {
    expect(ids(laptop({ servers: OWN }), judged([...others(0), own(90)], [silent({ name: 'own-2.example' })]))).toEqual(['server-wrong'])
    expect(meaning('server-wrong', laptop({ servers: OWN }), judged([...others(0), own(90)], [silent({ name: 'own-2.example' })]))).toMatch(/^own-1\.example tells/)
    expect(meaning('server-wrong', laptop({ servers: OWN }), judged([...others(0), own(90), own(-90, 'own-2.example')]))).toMatch(/^own-1\.example and own-2\.example tells/)
  })

  test('say nothing of themselves where websites had to tell the time', () => {
    const verdict = known(judged([dated(0), dated(0), dated(0), own(0, 'own-2.example')], [silent()]))
    expect(ids(laptop({ servers: ['own-1.example'] }), { ...verdict, method: 'https-date' })).toEqual([])
  })

  test('are named in the finding, without those that are right, each once', () => {
    const state = laptop({ servers: OWN })
    expect(meaning('servers-unreachable', state, judged(others(0), [silent(), silent({ address: '2001:db8::1' })]))).toMatch(/set to ask own-1\.example, which/)
    expect(meaning('server-wrong', state, judged([...others(0), own(90)]))).toMatch(/^own-1\.example tells/)
  })

  test('of a domain are away where no controller answers, measured or not', () => {
    const state = windows({ domainMember: true, domainControllerReachable: false })
    for (const verdict of [measured(0), notMeasured()]) expect(ids(state, verdict)).toEqual(['domain-controller-away', 'domain-member'])
    for (const more of [{ domainMember: true, domainControllerReachable: true }, { domainMember: true }, { domainControllerReachable: false }, { domainMember: false, domainControllerReachable: false }]) {
      expect(ids(windows(more), measured(0))).not.toContain('domain-controller-away')
    }
  })

  test('to use in their place are those that agree, the configured ones first, each once', () => {
    const verdict = known(judged([...others(0).map((sample, n) => ({ ...sample, name: `good-${n}.example` })), own(0, 'own-2.example'), own(0, 'own-2.example'), answer(90, 0.02, { name: 'liar.example' })],
      [silent()]))
    expect(workingServers(laptop({ servers: ['own-1.example', 'own-2.example'] }), verdict)).toEqual(['own-2.example', 'good-0.example', 'good-1.example', 'good-2.example'])
    expect(workingServers(laptop(), byWebsites(0))).toEqual([])
  })
})

describe('a network that blocks time servers', () => {
  test('is called so only where none of them was reached', () => {
    expect(ids(laptop(), byWebsites(0))).toEqual(['udp-blocked'])
    expect(ids(laptop(), judged([dated(0), dated(0), dated(0)]))).toEqual([])
    expect(ids(laptop(), judged([dated(0), dated(0), dated(0)], [failed('no-answer'), failed('unsynchronised', { status: 'discarded' })]))).toEqual([])
    expect(ids(laptop(), judged(others(0), [failed('no-answer'), failed('no-answer')]))).toEqual([])
  })
})

describe('the services of this machine', () => {
  test('fail for their port where somebody else has it, and for themselves where nobody has', () => {
    expect(ids(laptop({ services: [service({ running: false, failed: true, portTaken: true })] }), measured(0))).toEqual(['source-port-taken'])
    expect(ids(laptop({ services: [service({ running: false, failed: true, portTaken: false })] }), measured(0))).toEqual(['service-failed'])
  })

  test('that run now and then are said to, where the clock is wrong', () => {
    const state = laptop({ services: [service({ running: false, startup: 'trigger', onDemandOnly: true })] })
    expect(severity('service-on-demand', state, SLOW)).toBe('note')
    expect(ids(state, measured(0))).toEqual([])
    expect(ids(laptop(), SLOW)).not.toContain('service-on-demand')
  })

  test('are not accused of idleness where nothing is known of them', () => {
    expect(ids(laptop({ services: [service({ running: false, startup: 'unknown' })] }), SLOW)).not.toContain('service-not-correcting')
    expect(ids(laptop({ services: [service({ running: true, startup: 'unknown' })] }), SLOW)).toContain('service-not-correcting')
    expect(ids(laptop({ services: [service({ running: false, startup: 'trigger' })] }), SLOW)).toContain('service-not-correcting')
  })
})

describe('the hardware clock', () => {
  const YEARS = 487_000_000

  test('is empty only where the clock started long ago, and not on a machine without a battery', () => {
    expect(ids(laptop({ hardwareClock: { mode: 'utc', minusLocalClock: -YEARS } }), measured(0))).toEqual(['hardware-clock-off'])
    expect(ids(laptop({ hardwareClock: { mode: 'utc', minusLocalClock: 0 } }), measured(YEARS))).toContain('hardware-clock-dead')
    expect(ids(laptop({ hardwareClock: { mode: 'utc', minusLocalClock: 0 }, container: 'docker' }), measured(YEARS))).not.toContain('hardware-clock-dead')
    const { hardwareClock: _none, ...mac } = laptop({ os: 'macos' })
    expect(ids(mac, measured(YEARS))).toContain('hardware-clock-dead')
    expect(ids(mac, measured(86_400))).not.toContain('hardware-clock-dead')
  })

  test('that was not read is not called wrong', () => {
    expect(ids(laptop({ hardwareClock: { mode: 'utc' } }), SLOW)).not.toContain('hardware-clock-off')
  })

  test('is called wrong only beyond what could be measured', () => {
    expect(ids(laptop({ hardwareClock: { mode: 'utc', minusLocalClock: 6 } }), measured(0, { uncertainty: 3 }))).toEqual([])
    expect(ids(laptop({ hardwareClock: { mode: 'utc', minusLocalClock: 9 } }), measured(0, { uncertainty: 3 }))).toEqual(['hardware-clock-off'])
  })

  test('is shared by two systems only where the error is one of whole hours', () => {
    expect(ids(laptop({ dualBoot: 'Windows' }), measured(3600))).toContain('dual-boot')
    for (const verdict of [SLOW, measured(0), notMeasured()]) expect(ids(laptop({ dualBoot: 'Windows' }), verdict)).not.toContain('dual-boot')
  })
})

describe('what else may have set the clock', () => {
  test('is named only where the clock is wrong by as much as it can bring about', () => {
    const guessing = windows({ secureTimeSeeding: true })
    expect(ids(guessing, measured(86_000))).toContain('secure-time-seeding')
    expect(ids(guessing, SLOW)).not.toContain('secure-time-seeding')
  })

  test.each([[1800, 'half an hour'], [-3600, 'an hour'], [7200, '2 hours'], [-19_800, '5.5 hours'], [93_600, '26 hours']])('an error of %d s is %s, as between two zones', (offset, words) => {
    expect(meaning('wrong-zone', laptop(), measured(offset + 12))).toMatch(new RegExp(`^The clock is off by ${words},`))
    expect(meaning('dual-boot', laptop({ dualBoot: 'Windows' }), measured(offset))).toMatch(new RegExp(`off by ${words}:`))
  })

  test.each([95_400, 1800 + 61, 1800 - 61, 47])('an error of %d s is none between two zones', (offset) => expect(ids(laptop(), measured(offset))).not.toContain('wrong-zone'))
})

describe('the words of a finding', () => {
  test('name the limit, the programs, the other system and the steps of this machine', () => {
    expect(meaning('beyond-correction-limit', laptop({ correctionLimit: 54_000 }), measured(259_200))).toMatch(/corrects 15 hours at most/)
    expect(meaning('other-client', laptop({ otherClients: ['NetTime', 'Meinberg'] }), SLOW)).toMatch(/^NetTime and Meinberg can/)
    expect(meaning('dual-boot', laptop({ dualBoot: 'Windows' }), measured(3600))).toMatch(/^Windows is installed/)
    expect(meaning('repair-half-done', laptop({ halfDone: { done: ['Set the clock'], open: ['Turn it on', 'Restart it'] } }), measured(0)))
      .toMatch(/^Done: Set the clock\. Not known to be done: Turn it on and Restart it\./)
    expect(meaning('repair-half-done', laptop({ halfDone: { done: [], open: [] } }), measured(0))).toMatch(/^Done: nothing\. Not known to be done: nothing\./)
    expect(meaning('virtual-machine', laptop({ virtualMachine: 'QEMU' }), SLOW)).toMatch(/inside QEMU\./)
    expect(meaning('automatic-time-off', laptop({ services: [service({ syncing: false })] }), notMeasured())).toMatch(/^Nothing corrects/)
  })

  test('leave no remedy where there is none', () => expect(diagnose(laptop({ managed: true }), measured(0))[0]).not.toHaveProperty('remedy'))
})
