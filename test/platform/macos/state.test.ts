import { describe, expect, test } from 'vitest'
import type { ClockState } from '../../../main/core/clock-state.ts'
import { diagnose } from '../../../main/core/diagnose.ts'
import { makePlan } from '../../../main/core/plan.ts'
import { macosPlatform } from '../../../main/platform/macos/index.ts'
import { scriptedMachine, type Reply, type Script } from '../../fakes/scripted-machine.ts'
import { mac } from './laptops.ts'

/** The state of this Mac, read with exactly the commands that its script holds. */
const stateOf = async (script: Script): Promise<ClockState> => {
  const machine = scriptedMachine(script)
  const state = await macosPlatform.readState(machine)
  machine.finish()
  return state
}

describe('a Mac', () => {
  test('as it comes, looked at without rights: the switch is unknown, not guessed', async () => {
    expect(await stateOf(mac())).toEqual({
      os: 'macos',
      serviceManager: 'launchd',
      services: [{ name: 'timed', unit: 'com.apple.timed', running: true, failed: false, startup: 'enabled' }],
      servers: ['time.euro.apple.com'],
      timeZone: 'Europe/Prague',
      managed: false,
      unreadable: [{ what: 'automatic time', why: 'macOS shows this switch to administrators only.' }],
    })
  })

  test.each([
    ['systemsetup-on', true], ['systemsetup-off', false],
  ])('as root, %s: automatic time is %s', async (systemsetup, on) => {
    const state = await stateOf(mac({ systemsetup }))
    expect(state).toMatchObject({ automaticTime: on, services: [{ syncing: on }], unreadable: [] })
  })

  test('systemsetup that refuses with exit code 0 leaves the switch unknown', async () => {
    const state = await stateOf(mac({ systemsetup: 'systemsetup-not-root' }))
    expect(state.automaticTime).toBeUndefined()
    expect(state.unreadable).toEqual([
      { what: 'automatic time', why: 'systemsetup gave an answer that Clock Medic does not understand.' },
    ])
  })

  test('a profile that allows automatic time only', async () => {
    const state = await stateOf(mac({ enforced: { stdout: 'true\n' } }))
    expect(state).toMatchObject({ managed: true, managedBy: 'a configuration profile' })
    expect((await stateOf(mac({ enforced: { stdout: 'false\n' } }))).managed).toBe(false)
  })

  test('a profile that sets the time server', async () => {
    const state = await stateOf(mac({ profileServer: { stdout: 'ntp.corp.example\n' }, ntpConf: '' }))
    expect(state).toMatchObject({ managed: true, servers: ['ntp.corp.example'] })
  })

  test('a profile goes before the file, and the Mac itself is no server', async () => {
    const state = await stateOf(mac({ profileServer: { stdout: 'ntp.corp.example\n' } }))
    expect(state.servers).toEqual(['ntp.corp.example', 'time.euro.apple.com'])
    expect((await stateOf(mac({ ntpConf: 'server 127.127.1.0\n' }))).servers).toEqual([])
  })

  test('timed not loaded: nothing starts it', async () => {
    const state = await stateOf(mac({ launchctl: { exit: 113 } }))
    expect(state.services[0]).toEqual({ name: 'timed', unit: 'com.apple.timed', running: false, failed: false, startup: 'unknown', unregistered: true })
    expect(state.unreadable).toHaveLength(1)
  })

  test('timed not loaded while automatic time is off: the switch is the cause', async () => {
    const [service] = (await stateOf(mac({ launchctl: { exit: 113 }, systemsetup: 'systemsetup-off' }))).services
    expect(service).toMatchObject({ running: false, syncing: false })
    expect(service).not.toHaveProperty('unregistered')
  })

  test.each<Reply>([{ exit: 1 }, { exit: 150 }, 'missing', 'timed-out'])('launchctl says nothing about timed: %j', async (launchctl) => {
    const state = await stateOf(mac({ launchctl }))
    expect(state.services[0]).not.toHaveProperty('unregistered')
    expect(state.unreadable.map(({ what }) => what)).toContain('time service')
  })

  test.each<[Reply, boolean | undefined]>([
    [{ stdout: '1\n' }, true], [{ stdout: '0\n' }, false], [{ stdout: 'ja\n' }, undefined], [{ stdout: '' }, undefined], [{ exit: 1, stdout: '1\n' }, undefined], ['missing', undefined], ['timed-out', undefined],
  ])('automatic time zone %j: %s', async (automaticZone, on) => {
    expect((await stateOf(mac({ automaticZone }))).automaticTimeZone).toBe(on)
  })

  test.each(['/usr/share/zoneinfo/America/Argentina/Buenos_Aires', '/private/var/db/timezone/tz/2026a.1.0/zoneinfo/America/Argentina/Buenos_Aires'])(
    'the zone of older and newer systems: %s', async (localtime) => {
      expect((await stateOf(mac({ localtime }))).timeZone).toBe('America/Argentina/Buenos_Aires')
    })

  test('a profile that sets the zone does not manage the time', async () => {
    expect(await stateOf(mac({ profileZone: { stdout: 'Europe/Prague\n' } }))).toMatchObject({ managed: false, zoneByProfile: true })
  })

  test('nothing can be read: each gap has its reason, nothing is made up', async () => {
    const state = await stateOf(mac({
      launchctl: 'missing', enforced: 'timed-out', profileServer: 'missing', ntpConf: '', localtime: '/nowhere',
    }))
    expect(state.servers).toEqual([])
    expect(state.timeZone).toBeUndefined()
    expect(state.managed).toBe(false)
    expect(state.services[0]?.startup).toBe('unknown')
    expect(state.unreadable).toEqual([
      { what: 'time service', why: 'launchctl is not on this Mac or may not be run.' },
      { what: 'configuration profiles', why: 'osascript did not answer within 5 seconds.' },
      { what: 'automatic time', why: 'macOS shows this switch to administrators only.' },
    ])
  })
})

test('what is found on a Mac whose time service is not loaded says what nobody but macOS can do', async () => {
  const state = await stateOf(mac({ launchctl: { exit: 113 } }))
  const verdict = { kind: 'known', level: 'critical', offset: 47.3, uncertainty: 0.01, method: 'ntp', authenticated: false, sources: [] } as const
  const findings = diagnose(state, verdict)
  expect(findings.map(({ id }) => id)).toEqual(['service-unregistered', 'clock-wrong'])
  const plan = makePlan(findings, macosPlatform.remedies, { state, offset: 47.3 })
  expect(plan.steps.map(({ remedy }) => remedy)).toEqual(['step-clock'])
  expect(plan.impossible).toMatchObject([{ remedy: 'register-service', reason: expect.stringContaining('Restart the Mac') }])
})
