import { describe, expect, it } from 'vitest'
import { diagnose } from '../../main/core/diagnose.ts'
import type { Finding } from '../../main/core/finding.ts'
import { makePlan } from '../../main/core/plan.ts'
import { isRemedy, REMEDIES, type Remedy, type RemedyContext, type RemedyTable, type Step } from '../../main/core/remedy.ts'
import { LINUX_REMEDIES } from '../../main/platform/linux/remedies.ts'
import { measured } from './builders.ts'
import { laptop, LAPTOPS, service } from './laptops.ts'

const step = (remedy: Remedy, ...command: readonly string[]): Step =>
  ({ remedy, title: remedy, done: remedy, why: 'Because.', command, needsRights: true, touches: 'nothing', timeoutSeconds: 1, essential: true })

/** A system on which every remedy is one command of its own. */
const TABLE: RemedyTable = {
  'unmask-service': () => ({ kind: 'steps', steps: [step('unmask-service', '/unmask')] }),
  'step-clock': ({ offset }) => ({ kind: 'steps', steps: [step('step-clock', '/date', String(offset))] }),
  'enable-automatic-time': () => ({ kind: 'steps', steps: [step('enable-automatic-time', '/service', 'on')] }),
  'start-service': () => ({ kind: 'steps', steps: [step('start-service', '/service', 'on')] }),
  'resync': () => ({ kind: 'steps', steps: [step('resync', '/service', 'again')] }),
  'set-hardware-clock': () => ({ kind: 'impossible', reason: 'There is none.' }),
  'register-service': () => ({ kind: 'steps', steps: [step('register-service', '/register')] }),
  'use-working-servers': () => ({ kind: 'steps', steps: [step('use-working-servers', '/servers')] }),
  'set-hardware-clock-mode': () => ({ kind: 'steps', steps: [step('set-hardware-clock-mode', '/mode')] }),
  'set-time-zone': () => ({ kind: 'impossible', reason: 'Which one?' }),
}

const wants = (...remedies: readonly Remedy[]): readonly Finding[] =>
  remedies.map((remedy) => ({ id: 'clock-wrong', severity: 'critical', title: '', meaning: '', remedy }))

const { hardwareClock: _none, ...WITHOUT_RTC } = laptop()
const CONTEXT: RemedyContext = { state: WITHOUT_RTC, offset: 47.3 }
const commands = (plan: ReturnType<typeof makePlan>) => plan.steps.map(({ command }) => command.join(' '))

describe('a plan', () => {
  it('runs in the order of the list, whatever the findings come in', () => {
    const plan = makePlan(wants('resync', 'step-clock', 'unmask-service'), TABLE, CONTEXT)
    expect(plan.steps.map(({ remedy }) => remedy)).toEqual(['unmask-service', 'step-clock', 'resync'])
    const place = (remedy: Remedy) => REMEDIES.indexOf(remedy)
    expect(place('unmask-service')).toBeLessThan(place('enable-automatic-time'))
    expect(place('step-clock')).toBeLessThan(place('start-service'))
    // Setting the mode copies the clock into the hardware clock at once.
    const setClock = (['step-clock', 'enable-automatic-time', 'start-service', 'resync'] as const).map(place)
    expect(Math.max(...setClock)).toBeLessThan(Math.min(place('set-hardware-clock'), place('set-hardware-clock-mode')))
    expect(place('use-working-servers')).toBeLessThan(Math.min(place('start-service'), place('resync')))
  })

  it('lets the service ask its new servers at once', () => {
    expect(commands(makePlan(wants('use-working-servers'), TABLE, CONTEXT))).toEqual(['/servers', '/service again'])
    expect(commands(makePlan(wants('use-working-servers', 'start-service'), TABLE, CONTEXT))).toEqual(['/servers', '/service on'])
  })

  it('is empty where nothing is wrong, and where nothing here can mend it', () => {
    expect(makePlan([], TABLE, CONTEXT)).toMatchObject({ steps: [], impossible: [] })
    expect(makePlan([{ id: 'udp-blocked', severity: 'note', title: '', meaning: '' }], TABLE, CONTEXT).steps).toEqual([])
  })

  it('does nothing twice', () => {
    expect(commands(makePlan(wants('step-clock', 'step-clock', 'start-service', 'enable-automatic-time'), TABLE, CONTEXT))).toEqual(['/date 47.3', '/service on'])
  })

  it('never writes a wrong time into the hardware clock', () => {
    const table: RemedyTable = { ...TABLE, 'set-hardware-clock': () => ({ kind: 'steps', steps: [step('set-hardware-clock', '/hwclock')] }) }
    const planned = (offset: number | undefined, ...only: readonly Remedy[]) =>
      commands(makePlan(wants('step-clock', 'set-hardware-clock'), table, offset === undefined ? { state: laptop() } : { state: laptop(), offset }, only))
    expect(planned(47.3, 'set-hardware-clock')).toEqual([])
    expect(planned(undefined, 'set-hardware-clock')).toEqual([])
    expect(planned(47.3, 'step-clock', 'set-hardware-clock')).toEqual(['/date 47.3', '/hwclock'])
    expect(planned(0.01, 'set-hardware-clock')).toEqual(['/hwclock'])
    expect(commands(makePlan(wants('set-hardware-clock-mode'), TABLE, CONTEXT))).toEqual([])
  })

  it('writes it only after a step that sets the clock, whatever other steps there are', () => {
    const table: RemedyTable = { ...TABLE, 'set-hardware-clock': () => ({ kind: 'steps', steps: [step('set-hardware-clock', '/hwclock')] }) }
    expect(commands(makePlan(wants('unmask-service', 'set-hardware-clock'), table, CONTEXT))).toEqual(['/unmask'])
  })

  it('finds nothing too early where the system writes the hardware clock by itself', () => {
    const table: RemedyTable = { ...TABLE, 'set-hardware-clock': () => ({ kind: 'steps', steps: [] }) }
    expect(makePlan(wants('set-hardware-clock'), table, CONTEXT)).toMatchObject({ steps: [], impossible: [] })
  })

  it('sets the zone that the user names, unless it is set already', () => {
    const table: RemedyTable = { ...TABLE, 'set-time-zone': ({ timeZone }) => ({ kind: 'steps', steps: [step('set-time-zone', '/zone', String(timeZone))] }) }
    const state = { ...WITHOUT_RTC, timeZone: 'Asia/Tokyo' }
    expect(commands(makePlan([], table, { state, timeZone: 'Europe/Berlin' }))).toEqual(['/zone Europe/Berlin'])
    expect(commands(makePlan([], table, { state, timeZone: 'Asia/Tokyo' }))).toEqual([])
    expect(commands(makePlan([], table, { state }))).toEqual([])
  })

  it('does not restart what it starts', () => {
    expect(commands(makePlan(wants('enable-automatic-time', 'resync'), TABLE, CONTEXT))).toEqual(['/service on'])
    expect(commands(makePlan(wants('resync'), TABLE, CONTEXT))).toEqual(['/service again'])
  })

  it('sets the hardware clock with the clock where there is one, and says why where it cannot', () => {
    expect(makePlan(wants('step-clock'), TABLE, { ...CONTEXT, state: laptop() }).impossible).toEqual([{ remedy: 'set-hardware-clock', reason: 'There is none.' }])
    expect(makePlan(wants('step-clock'), TABLE, CONTEXT).impossible).toEqual([])
  })

  it('keeps to the remedies that were asked for', () => {
    expect(commands(makePlan(wants('step-clock', 'enable-automatic-time'), TABLE, { ...CONTEXT, state: laptop() }, ['step-clock']))).toEqual(['/date 47.3'])
    expect(makePlan(wants('step-clock'), TABLE, CONTEXT, ['resync']).steps).toEqual([])
    expect(makePlan(wants('step-clock'), TABLE, CONTEXT, []).steps).toEqual([])
  })

  it('only names on the list are remedies', () => {
    expect(REMEDIES.every(isRemedy)).toBe(true)
    for (const text of ['', 'Step-clock', 'rm', 'constructor', '__proto__', '0']) expect(isRemedy(text)).toBe(false)
  })
})

describe('the name of a plan', () => {
  const ids = (offset: number, state = LAPTOPS[1]!.state) => makePlan(diagnose(state, measured(offset)), LINUX_REMEDIES, { state, offset }).id
  const off = laptop({ services: [service({ running: false, startup: 'disabled' })], automaticTime: false, programs: { systemctl: '/usr/bin/systemctl', date: '/usr/bin/date', hwclock: '/usr/sbin/hwclock' } })

  it('stays while the clock drifts, so that what the user agreed to is what runs', () => {
    expect(ids(47.3, off)).toBe(ids(47.912, off))
    expect(ids(47.3, off)).toBe(ids(4700, off))
  })

  it('stays whichever of the good servers answered first, and changes with the lines that would be written', () => {
    const writes = (...lines: readonly string[]) => ({ ...TABLE, 'use-working-servers': () => ({ kind: 'steps' as const, steps: [{ ...step('use-working-servers', '/tee'), input: lines }] }) })
    const id = (line: string) => makePlan(wants('use-working-servers'), writes(line), { ...CONTEXT, workingServers: ['a.example', 'b.example', 'c.example'] }).id
    expect(id('NTP=a.example b.example')).toBe(id('NTP=c.example a.example'))
    expect(id('NTP=a.example b.example')).not.toBe(id('NTP=a.example evil.example'))
  })

  it('stays with the measured number alone, whatever its sign and digits', () => {
    const id = (...words: readonly string[]) => makePlan(wants('step-clock'), { ...TABLE, 'step-clock': () => ({ kind: 'steps', steps: [step('step-clock', '/date', ...words)] }) }, CONTEXT).id
    expect(new Set([id('47 s'), id('-47 s'), id('+47.3 s'), id('-0.125 s'), id('4700 s')]).size).toBe(1)
    expect(new Set([id('47 s'), id('47 min'), id('- 47 s'), id('47', 's', 'x'), id('x 47 s')]).size).toBe(5)
    expect(id('47 s')).toMatch(/^1-[0-9a-f]{8}$/)
  })

  it('changes with a server that nobody found good, and with the space between words', () => {
    const writes = (line: string) => ({ ...TABLE, 'use-working-servers': () => ({ kind: 'steps' as const, steps: [{ ...step('use-working-servers', '/tee'), input: [line] }] }) })
    const id = (line: string, context: RemedyContext = CONTEXT) => makePlan(wants('use-working-servers'), writes(line), context).id
    expect(id('NTP=a.example')).not.toBe(id('NTP=b.example'))
    expect(id('NTP=a.example', { ...CONTEXT, workingServers: ['a.example'] })).not.toBe(id('NTP=', { ...CONTEXT, workingServers: ['a.example'] }))
    expect(id('server a')).not.toBe(id('servera'))
  })

  it('changes with anything else that would be done', () => {
    const different = [
      ids(47.3, off),
      ids(0.01, off),
      ids(47.3, { ...off, services: [service({ running: false })] }),
      ids(47.3, { ...off, services: [service({ running: false, startup: 'disabled', unit: 'chrony.service', name: 'chrony' })] }),
      ids(47.3, { ...off, programs: { ...off.programs, date: '/opt/date' } }),
      makePlan([], TABLE, CONTEXT).id,
    ]
    expect(new Set(different).size).toBe(different.length)
  })
})
