import { NO_PROXY } from '../../main/core/proxy.ts'
import { afterEach, describe, expect, it } from 'vitest'
import { checkUp, type CheckOptions, type Laptop } from '../../main/checkup.ts'
import type { Checkup } from '../../main/core/checkup.ts'
import type { ClockState } from '../../main/core/clock-state.ts'
import { linux } from '../../main/platform/linux/index.ts'
import type { Machine } from '../../main/platform/machine.ts'
import { createPracticeLaptop, SCENARIOS, type Practice, type ScenarioName } from '../../main/practice/index.ts'
import { laptop as stateOf } from '../core/laptops.ts'
import { lies, right, trueTime } from '../fakes/ntp-server.ts'
import { clockOff, openServers } from './bench.ts'

const open: Practice[] = []
afterEach(async () => { await Promise.all(open.splice(0).map((practice) => practice.close())) })
const start = openServers()

/** Opens a practice laptop and checks it by its own time servers. */
async function check(name: ScenarioName, options: CheckOptions = {}): Promise<{ readonly practice: Practice; readonly checkup: Checkup }> {
  const practice = await createPracticeLaptop(SCENARIOS[name].laptop)
  open.push(practice)
  return { practice, checkup: await checkUp({ machine: practice.machine, platform: linux }, { servers: practice.servers, websites: [], deadline: 0.4, ...options }) }
}

const lines = ({ plan }: Checkup): readonly string[] => plan.steps.map(({ command }) => command.join(' '))

describe('a checkup of a practice laptop', () => {
  it('finds the wrong clock, its cause and its cure', async () => {
    const { checkup } = await check('slow')
    expect(checkup.verdict).toMatchObject({ kind: 'known', level: 'critical', method: 'ntp' })
    expect(checkup.verdict.kind === 'known' && Math.abs(checkup.verdict.offset - 47.3) <= checkup.verdict.uncertainty + 0.001).toBe(true)
    expect(checkup.findings.slice(0, 2).map(({ id }) => id)).toEqual(['automatic-time-off', 'clock-wrong'])
    expect(lines(checkup)[0]).toMatch(/^\/usr\/bin\/date -u -s \+47\.\d{3} seconds$/)
    expect(lines(checkup)).toContain('/usr/bin/systemctl enable --now systemd-timesyncd.service')
  })

  it('changes nothing and runs nothing with rights', async () => {
    const { practice } = await check('slow')
    expect(practice.laptop.calls.length).toBeGreaterThan(0)
    expect(practice.laptop.calls.filter(({ asRoot }) => asRoot)).toEqual([])
    expect(Math.abs(practice.laptop.offset - 47.3)).toBeLessThan(1e-6)
    for (const { command } of practice.laptop.calls) expect(command.join(' ')).not.toMatch(/ (set-time|set-ntp|enable|start|restart|unmask|-s|--systohc) ?/)
  })

  it('plans nothing where nothing is wrong', async () => {
    const { checkup } = await check('fine')
    expect(checkup).toMatchObject({ verdict: { kind: 'known', level: 'ok' }, findings: [], plan: { steps: [] } })
  })

  it('without a network still reads the machine, and plans no setting of a clock that was not measured', async () => {
    const { checkup } = await check('no-network')
    expect(checkup.verdict).toMatchObject({ kind: 'unknown', reason: 'no-answer' })
    expect(checkup.findings.map(({ id }) => id)).toContain('automatic-time-off')
    expect(lines(checkup).some((line) => line.includes('/date '))).toBe(false)
  })

  it('behind a firewall that swallows everything ends by its deadline', async () => {
    const { checkup } = await check('udp-blocked')
    expect(checkup.verdict).toMatchObject({ kind: 'unknown', reason: 'no-answer' })
  })

  it('plans only what was asked for, and tells the progress', async () => {
    const seen: string[] = []
    const { checkup } = await check('slow', { only: ['step-clock'], onObservation: ({ kind }) => seen.push(kind) })
    expect(new Set(checkup.plan.steps.map(({ remedy }) => remedy))).toEqual(new Set(['step-clock']))
    expect(seen).toEqual(Array.from({ length: seen.length }, () => 'sample'))
    expect(seen.length).toBeGreaterThanOrEqual(3)
  })

  it('goes by the limits it is given', async () => {
    const { checkup } = await check('slow', { limits: { warning: 40, critical: 60 } })
    expect(checkup.verdict).toMatchObject({ level: 'warning' })
  })
})

describe('a checkup of any machine', () => {
  const machineWith = (clock: Machine['clock']): Laptop => ({
    machine: { clock } as Machine,
    platform: { os: 'linux', remedies: linux.remedies, readState: (): Promise<ClockState> => Promise.resolve(stateOf()), vendorServers: () => Promise.resolve([]), proxySettings: () => Promise.resolve(NO_PROXY) },
  })

  it('believes a single server that the user named, and no single one of several', async () => {
    const [honest, liar] = await start(right, lies(600))
    const options = { websites: [], deadline: 0.4 }
    expect((await checkUp(machineWith(clockOff(47.3)), { ...options, servers: [honest!] })).verdict).toMatchObject({ kind: 'known', level: 'critical' })
    expect((await checkUp(machineWith(clockOff(47.3)), { ...options, servers: [honest!, liar!] })).verdict).toMatchObject({ kind: 'unknown' })
  })

  it('measures again when the clock was set meanwhile, and gives up where it is set all the time', async () => {
    let offset = 47.3
    let stepsLeft = 1
    const onObservation = (): void => {
      if (stepsLeft-- > 0) offset -= 10
    }
    const servers = await start(right, right, right)
    const clock = { wall: () => trueTime() - offset, monotonic: () => performance.now() / 1000 }
    const once = await checkUp(machineWith(clock), { servers, websites: [], onObservation })
    expect(once.verdict.kind === 'known' && Math.round(once.verdict.offset)).toBe(37)
    stepsLeft = Number.POSITIVE_INFINITY
    expect((await checkUp(machineWith(clock), { servers, websites: [], onObservation })).verdict).toMatchObject({ kind: 'unknown', reason: 'clock-stepped' })
  })
})
