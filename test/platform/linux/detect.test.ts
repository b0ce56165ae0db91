import { describe, expect, it } from 'vitest'
import type { TimeService } from '../../../main/core/clock-state.ts'
import { decide, serviceOfUnit } from '../../../main/platform/linux/detect.ts'
import type { UnitFacts } from '../../../main/platform/linux/systemctl-show.ts'

const unit = (facts: Partial<UnitFacts>): UnitFacts =>
  ({ id: 'chronyd.service', load: 'loaded', active: 'active', sub: 'running', fileState: 'enabled', ...facts })
const NONE: ReadonlySet<string> = new Set()

describe('one unit', () => {
  it.each([
    ['reloading still runs', { active: 'reloading' }, { running: true, failed: false, startup: 'enabled' }],
    ['starting up counts as running', { active: 'activating', sub: 'start' }, { running: true, failed: false }],
    ['crashing again and again is failed, not running', { active: 'activating', sub: 'auto-restart' }, { running: false, failed: true }],
    ['failed', { active: 'failed', sub: 'failed' }, { running: false, failed: true }],
    ['stopping', { active: 'deactivating' }, { running: false, failed: false }],
    ['enabled until the next boot', { fileState: 'enabled-runtime' }, { startup: 'enabled' }],
    ['masked until the next boot', { fileState: 'masked-runtime', active: 'inactive' }, { startup: 'masked' }],
    ['made from an init script', { fileState: 'generated' }, { startup: 'enabled' }],
    ['static', { fileState: 'static' }, { startup: 'manual' }],
    ['a word of a later systemd', { fileState: 'quantum' }, { startup: 'unknown' }],
    ['a condition not met', { active: 'inactive', conditionFailed: true }, { running: false, blockedByCondition: true }],
  ])('%s', (_what, facts, service) => expect(serviceOfUnit(unit(facts), NONE)).toMatchObject({ name: 'chrony', unit: 'chronyd.service', ...service }))

  it('is no service when systemd does not know it or nobody knows it as one', () => {
    expect(serviceOfUnit(unit({ load: 'not-found' }), NONE)).toBeNull()
    expect(serviceOfUnit(unit({ id: 'cups.service' }), NONE)).toBeNull()
  })

  it('is no service when only the mask of a removed package is left', () => {
    const masked = unit({ load: 'masked', fileState: 'masked', active: 'inactive' })
    expect(serviceOfUnit(masked, NONE, new Set(['cron.service']))).toBeNull()
    expect(serviceOfUnit(masked, NONE, new Set(['chronyd.service']))).toMatchObject({ startup: 'masked' })
    expect(serviceOfUnit(masked, NONE)).toMatchObject({ startup: 'masked' })
  })
})

describe('which service is in charge', () => {
  const service = (name: TimeService['name'], facts: Partial<TimeService> = {}): TimeService =>
    ({ name, unit: `${name}.service`, running: false, failed: false, startup: 'disabled', ...facts })
  const on = { running: true, startup: 'enabled' } as const

  it.each<[string, readonly TimeService[], TimeService['name'], boolean]>([
    ['the running one, not a disabled one', [service('chrony'), service('systemd-timesyncd', on)], 'systemd-timesyncd', true],
    ['the enabled one, not a masked one', [service('systemd-timesyncd', { startup: 'masked' }), service('ntpsec', { startup: 'enabled' })], 'ntpsec', false],
    ['of two at work, the one that stops the other', [service('systemd-timesyncd', on), service('chrony', on)], 'chrony', true],
    ['of two switched off, the one that timedated would take', [service('systemd-timesyncd'), service('chrony')], 'chrony', false],
    ['a running one that will be gone after a restart', [service('openntpd', { running: true })], 'openntpd', false],
    ['a running one started by something else', [service('ntpd', { running: true, startup: 'manual' })], 'ntpd', true],
    ['a stopped one that is set up, before a disabled one', [service('chrony'), service('systemd-timesyncd', { startup: 'enabled' })], 'systemd-timesyncd', false],
  ])('%s', (_what, found, name, automaticTime) => {
    const decision = decide(found)
    expect(decision.services[0]?.name).toBe(name)
    expect(decision.automaticTime).toBe(automaticTime)
    expect(decision.services).toHaveLength(found.length)
  })

  it('says why, one sentence per service', () => {
    expect(decide([service('systemd-timesyncd', { startup: 'masked' }), service('chrony', on)]).trail).toEqual([
      'chrony.service is running (starts with the machine), so it is in charge.',
      'systemd-timesyncd.service is stopped (masked, so nothing may start it).',
    ])
    expect(decide([])).toEqual({ services: [], automaticTime: false, trail: [] })
  })
})
