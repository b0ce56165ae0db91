import { describe, expect, it } from 'vitest'
import { diagnose } from '../../main/core/diagnose.ts'
import { measured, notMeasured } from './builders.ts'
import { LAPTOPS, laptop, service } from './laptops.ts'

describe('whole laptops', () => {
  it.each(LAPTOPS)('$what', ({ state, verdict, findings }) => {
    expect(diagnose(state, verdict).map(({ id, severity }) => [id, severity])).toEqual(findings)
  })

  it('every sentence is whole: no blank is left open', () => {
    const found = LAPTOPS.flatMap(({ state, verdict }) => diagnose(state, verdict))
    expect(found.length).toBeGreaterThan(20)
    for (const { title, meaning } of found) expect(`${title} ${meaning}`).not.toMatch(/[{}]|undefined|NaN|\s{2}| [.,]/)
  })
})

describe('the words of a finding', () => {
  const meaning = (id: string, state = laptop(), verdict = measured(47.3)) => diagnose(state, verdict).find((finding) => finding.id === id)?.meaning

  it('name the service, the error, the owner and the place of this machine', () => {
    expect(meaning('service-not-correcting', laptop({ services: [service({ name: 'chrony' })] }))).toBe('chrony is set up to correct this clock, yet the clock is 47.3 seconds slow.')
    expect(meaning('clock-wrong', laptop(), measured(-259_200))).toBe('It is 3 days fast and has to be set.')
    expect(meaning('managed', laptop({ managed: true, managedBy: 'Group Policy' }))).toContain('managed by Group Policy.')
    expect(meaning('managed', laptop({ managed: true }))).toContain('managed by your organisation.')
    expect(meaning('container', laptop({ container: 'docker' }))).toContain('inside docker and')
  })

  it('a name that looks like a pattern of replacement stays as it is', () => {
    expect(meaning('managed', laptop({ managed: true, managedBy: '$& {service}' }))).toContain('managed by $& {service}.')
  })

  it('only what this machine can mend has a remedy', () => {
    const remedies = Object.fromEntries(LAPTOPS.flatMap(({ state, verdict }) => diagnose(state, verdict).map(({ id, remedy }) => [id, remedy])))
    expect(remedies).toMatchObject({ 'clock-wrong': 'step-clock', 'automatic-time-off': 'enable-automatic-time', 'service-masked': 'unmask-service', 'service-stopped': 'start-service' })
    for (const id of ['container', 'managed', 'domain-member', 'udp-blocked', 'service-missing', 'two-services']) expect(remedies).toHaveProperty(id, undefined)
  })

  it('a clock that could not be measured is never called wrong', () => {
    for (const { state } of LAPTOPS) {
      const ids = diagnose(state, notMeasured()).map(({ id }) => id)
      for (const id of ['clock-wrong', 'service-not-correcting', 'hardware-clock-off', 'udp-blocked']) expect(ids).not.toContain(id)
    }
  })
})
