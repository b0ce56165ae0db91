import { describe, expect, test } from 'vitest'
import type { ClockState } from '../../../main/core/clock-state.ts'
import { macosPlatform } from '../../../main/platform/macos/index.ts'
import { scriptedMachine, type Script } from '../../fakes/scripted-machine.ts'
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

  test('timed not loaded', async () => {
    const state = await stateOf(mac({ launchctl: { exit: 113 } }))
    expect(state.services[0]).toMatchObject({ running: false, startup: 'unknown' })
    expect(state.unreadable).toHaveLength(1)
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
