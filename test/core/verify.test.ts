import { describe, expect, it } from 'vitest'
import type { Checkup } from '../../main/core/checkup.ts'
import type { ClockState } from '../../main/core/clock-state.ts'
import { diagnose } from '../../main/core/diagnose.ts'
import type { Finding, FindingId, Severity } from '../../main/core/finding.ts'
import type { Remedy } from '../../main/core/remedy.ts'
import type { Verdict } from '../../main/core/verdict.ts'
import { explainFailure, isRight, stillOpen, triedWords, verify, type TriedStep } from '../../main/core/verify.ts'
import { answer, failed, judged, measured, notMeasured } from './builders.ts'
import { byWebsites, laptop, service } from './laptops.ts'

const checkup = (state: ClockState, verdict: Verdict): Checkup => ({
  checkedAt: 1_795_348_800, checkedAtMonotonic: 10, tookSeconds: 0.2, state, verdict, findings: diagnose(state, verdict), plan: { id: '', steps: [], impossible: [] },
})
const OFF = laptop({ services: [service({ running: false, startup: 'disabled' })], automaticTime: false })

describe('a repair worked', () => {
  it.each<[string, ClockState, Verdict, ReturnType<typeof verify>]>([
    ['only when the clock is right and stays right', laptop(), measured(0.012), 'repaired'],
    ['also when the clock is half a second off', laptop(), measured(-0.5), 'repaired'],
    ['not when it is further off', laptop(), measured(0.6), 'failed'],
    ['not when the machine says "synchronized" and the clock is slow', laptop({ synchronized: true }), measured(47.3), 'failed'],
    ['not when the clock is right and automatic time still off', OFF, measured(0.012), 'failed'],
    ['by websites, as closely as they can tell', laptop(), byWebsites(0.52), 'repaired'],
    ['not by websites when they can tell', laptop(), byWebsites(0.8), 'failed'],
    ['nobody knows without a second measurement', laptop(), notMeasured(), 'cannot-tell'],
  ])('%s', (_what, state, verdict, result) => expect(verify(checkup(state, verdict))).toBe(result))

  it('once nothing is left that it should have mended: faults with a remedy, not notes, nor what nothing here can mend', () => {
    const of = (id: FindingId, severity: Severity, remedy?: Remedy): Finding => ({ id, severity, title: '', meaning: '', ...(remedy === undefined ? {} : { remedy }) })
    const findings = [of('container', 'critical'), of('service-disabled', 'warning', 'enable-automatic-time'), of('clock-wrong', 'critical', 'step-clock'), of('service-stopped', 'critical', 'start-service')]
    const open = (only?: readonly Remedy[]) => stillOpen({ ...checkup(laptop(), measured(0)), findings }, only).map(({ id }) => id)
    expect([open(), open(['start-service']), open(['resync'])]).toEqual([['clock-wrong', 'service-stopped'], ['service-stopped'], []])
  })

  it('a machine that still has something to mend is right in time all the same', () => {
    expect(isRight(checkup(OFF, measured(0.01)).verdict)).toBe(true)
    expect(isRight(notMeasured())).toBe(false)
  })
})

describe('a repair that did not work is explained', () => {
  it('with what is still wrong and what to do next', () => {
    const sentences = explainFailure(checkup(OFF, measured(47.3)))
    expect(sentences[0]).toBe('After the repair the clock is 47.3 seconds slow.')
    expect(sentences).toContain('Automatic time is turned off: Nothing corrects this clock, so it drifts further every day.')
    expect(sentences.join(' ')).toContain('Something else may be setting this clock')
    expect(sentences.at(-1)).toContain('administrator')
    expect(sentences).toHaveLength(4)
  })

  it('without blaming the clock when it is right', () => {
    const sentences = explainFailure(checkup(OFF, measured(0.01)))
    expect(sentences[0]).toBe('The clock is right now, but it may not stay right.')
    expect(sentences.join(' ')).not.toContain('Something else')
  })

  it('with the true reason when it could not be measured', () => {
    expect(explainFailure(checkup(laptop(), notMeasured('no-network')))).toEqual([
      'The clock could not be measured afterwards.', 'This computer is not connected to a network.', 'Connect to a network, then check again.',
    ])
  })

  it.each<[string, Partial<ClockState>, Verdict, RegExp]>([
    ['settings that somebody else owns', { managed: true, managedBy: 'a configuration profile' }, measured(47.3), /^Ask your administrator: only they can change what is set by a configuration profile\.$/],
    ['a domain', { domainMember: true }, measured(47.3), /VPN, then repair again\. If that does not help, ask whoever looks after your domain\.$/],
    ['a domain that is away', { domainMember: true, domainControllerReachable: false }, measured(47.3), /VPN, then repair again\./],
    ['a network that blocks time servers', {}, byWebsites(47.3), /^Try another network, .* UDP port 123\.$/],
    ['a virtual machine', { virtualMachine: 'VirtualBox' }, measured(47.3), /computer that VirtualBox runs on/],
    ['another program', { otherClients: ['NetTime'] }, measured(47.3), /^Close NetTime /],
    ['a container', { container: 'docker' }, measured(47.3), /^Set the clock of the computer that docker runs on, then check again\.$/],
    ['settings of an organisation without a name', { managed: true }, measured(47.3), /set by your organisation\.$/],
    ['two services', { services: [service(), service({ name: 'chrony' })] }, measured(47.3), /^Ask your administrator to keep one of the time services/],
    ['a server that lies', { servers: ['own.example'] }, judged([answer(47), answer(47), answer(47), answer(0, 0.02, { name: 'own.example' })]), /^Ask your administrator for another time server/],
    ['servers that are silent', { servers: ['own.example'] }, judged([answer(47), answer(47), answer(47)], [failed('no-answer', { name: 'own.example' })]), /^Ask your administrator which time servers/],
    ['a time that is guessed', { secureTimeSeeding: true }, measured(86_000), /UtilizeSslTimeData/],
    ['another system', { dualBoot: 'Windows' }, measured(3600), /^Let this system and Windows keep/],
    ['a port that is taken', { services: [service({ portTaken: true })] }, measured(47.3), /^End the program that uses UDP port 123/],
  ])('by %s: with what fits it and nothing general', (_what, more, verdict, advice) => {
    const sentences = explainFailure(checkup(laptop(more), verdict))
    expect(sentences.at(-1)).toMatch(advice)
    expect(sentences.filter((sentence) => advice.test(sentence))).toHaveLength(1)
    expect(sentences.join(' ')).not.toMatch(/Something else|Restart the computer/)
  })
})

describe('who decides about a clock that is right again', () => {
  const right = (more: Partial<ClockState>): readonly string[] => explainFailure(checkup(laptop({ ...OFF, ...more }), measured(0)))

  it('is asked where there is somebody', () => {
    expect(right({ managed: true, managedBy: 'Group Policy' }).at(-1)).toMatch(/Group Policy\.$/)
    expect(right({ domainMember: true }).at(-1)).toMatch(/^Its time comes from the domain/)
    expect(right({ domainMember: true, domainControllerReachable: false }).filter((sentence) => /VPN, then repair/.test(sentence))).toEqual([expect.stringMatching(/^Connect to the office network/)])
    expect(right({ container: 'docker' }).at(-1)).toMatch(/docker runs on/)
  })

  it('and nothing else that may set clocks is accused', () => {
    expect(right({ services: [service({ syncing: false }), service({ name: 'chrony' })] }).at(-1)).toBe('Restart the computer and check again. If it stays wrong, ask your administrator.')
    expect(right({ services: [service(), service({ name: 'chrony', unit: 'chrony.service' })] }).at(-1)).toBe('Restart the computer and check again. If it stays wrong, ask your administrator.')
  })

  it('only of the remedies that were wanted anything is left to say', () => {
    expect(verify(checkup(OFF, measured(0)), ['step-clock'])).toBe('repaired')
    expect(verify(checkup(OFF, measured(0)), ['enable-automatic-time'])).toBe('failed')
    expect(explainFailure(checkup(OFF, measured(47)), ['step-clock']).join(' ')).not.toContain('Automatic time is turned off')
    expect(explainFailure(checkup(laptop({ services: [service({ startup: 'disabled' })] }), measured(0))).join(' ')).not.toContain('next restart')
  })
})

describe('what was tried is told', () => {
  const step = (title: string, state: TriedStep['state'], said = ''): TriedStep => ({ title, state, said })

  it.each<[string, readonly TriedStep[], readonly string[]]>([
    ['when every step ran', [step('Set the clock', 'done'), step('Turn automatic time on', 'done')], ['Every step ran: "Set the clock" and "Turn automatic time on".']],
    ['when one failed and stopped the rest', [step('Set the clock', 'done'), step('Turn automatic time on', 'failed', 'No.'), step('Set the hardware clock', 'not-reached')],
      ['"Turn automatic time on" did not work: No.', '"Set the clock" was done, but "Set the hardware clock" was not reached.']],
    ['when the first hung', [step('Set the clock', 'timed-out'), step('A', 'not-reached'), step('B', 'not-reached')], ['"Set the clock" did not end in time.', '"A" and "B" were not reached.']],
    ['when one hung and said something', [step('Set the clock', 'timed-out', 'Waiting.')], ['"Set the clock" did not end in time: Waiting.']],
    ['when one failed without a word', [step('Set the clock', 'failed')], ['"Set the clock" did not work.']],
    ['when a sentence has dots in it', [step('Set the clock', 'failed', 'a.b failed')], ['"Set the clock" did not work: a.b failed.']],
    ['when two were done and one was left', [step('A', 'done'), step('B', 'done'), step('C', 'not-reached')], ['"A" and "B" were done, but "C" was not reached.']],
    ['when something else set the clock before the rest', [step('A', 'done'), step('B', 'not-reached')], ['"A" was done, but "B" was not reached.']],
    ['when a step said more than a sentence', [step('A', 'failed', 'No. Really.')], ['"A" did not work: No. Really.']],
    ['when nothing is known', [], []],
  ])('%s', (_what, steps, words) => expect(triedWords(steps)).toEqual(words))
})
