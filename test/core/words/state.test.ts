import { describe, expect, test } from 'vitest'
import type { ClockState } from '../../../main/core/clock-state.ts'
import { labelledText } from '../../../main/core/words/label.ts'
import { stateRows, stateText } from '../../../main/core/words/state.ts'
import { laptop, service } from '../laptops.ts'

/** What is said behind a label; undefined where the row is not there. */
const said = (label: string, more: Partial<ClockState>): string | undefined => stateRows(laptop(more)).find(([name]) => name === label)?.[1]

describe('how a machine keeps time', () => {
  test('is said in rows, and what does not apply has none', () => {
    expect(stateRows(laptop({ synchronized: true, servers: ['a.example', 'b.example'], timeZone: 'Europe/Berlin' }))).toEqual([
      ['Time service', 'systemd-timesyncd, running, enabled'], ['Automatic time', 'on'], ['The system says', 'synchronized'],
      ['Time servers', 'a.example, b.example'], ['Time zone', 'Europe/Berlin'], ['Hardware clock', 'in UTC, like the system clock'],
    ])
  })

  test('is called not known where it is not, and nothing is claimed', () => {
    const { hardwareClock: _none, automaticTime: _neither, ...unknown } = laptop({ services: [] })
    expect(stateRows(unknown)).toEqual([
      ['Time service', 'none found'], ['Automatic time', 'not known'], ['The system says', 'nothing'],
      ['Time servers', 'none configured'], ['Time zone', 'not known'], ['Hardware clock', 'not readable'],
    ])
  })

  test('tells how a service starts and whether it runs', () => {
    const startups = ['enabled', 'disabled', 'masked', 'manual', 'trigger', 'unknown'] as const
    expect(startups.map((startup) => said('Time service', { services: [service({ running: false, startup })] }))).toEqual(startups.map((startup) => `systemd-timesyncd, not running, ${startup}`))
  })

  test('tells of a second service', () => {
    const first = service()
    expect(said('Also found', { services: [first, service({ name: 'chrony' })] })).toBe('chrony, running')
    expect(said('Also found', { services: [first, service({ name: 'chrony', running: false })] })).toBe('chrony, not running')
  })

  test('tells what keeps a service from its work', () => {
    expect(said('Its time servers', { services: [service({ serversSilent: true })] })).toBe('did not answer it lately')
    expect(said('Its port', { services: [service({ portTaken: true })] })).toBe('used by another program')
    expect([said('Its time servers', { services: [service({ serversSilent: false })] }), said('Its port', { services: [service({ portTaken: false })] })]).toEqual([undefined, undefined])
    expect(said('May set the clock', { otherClients: ['NetTime', 'Meinberg'] })).toBe('NetTime, Meinberg')
    expect(said('May set the clock', { otherClients: [] })).toBeUndefined()
    expect([said('Secure time seeding', { secureTimeSeeding: true }), said('Secure time seeding', { secureTimeSeeding: false })]).toEqual(['on', undefined])
  })

  test('tells on and off, in step and not, apart', () => {
    expect([true, false].map((automaticTime) => said('Automatic time', { automaticTime }))).toEqual(['on', 'off'])
    expect([true, false].map((synchronized) => said('The system says', { synchronized }))).toEqual(['synchronized', 'not synchronized'])
    expect([true, false].map((automaticTimeZone) => said('Time zone', { timeZone: 'Asia/Tokyo', automaticTimeZone }))).toEqual(['Asia/Tokyo, chosen automatically', 'Asia/Tokyo, chosen by hand'])
    expect(said('Time zone', { automaticTimeZone: false })).toBe('not known, chosen by hand')
  })

  test.each<[NonNullable<ClockState['hardwareClock']>, string]>([
    [{ mode: 'utc' }, 'in UTC'], [{ mode: 'local' }, 'in local time'], [{ mode: 'local', minusLocalClock: 1 }, 'in local time, like the system clock'],
    [{ mode: 'utc', minusLocalClock: -1 }, 'in UTC, like the system clock'], [{ mode: 'utc', minusLocalClock: 2 }, 'in UTC, 2 s ahead of the system clock'],
    [{ mode: 'utc', minusLocalClock: -3600 }, 'in UTC, 60 min behind the system clock'],
  ])('says of the hardware clock %j: %s', (hardwareClock, words) => expect(said('Hardware clock', { hardwareClock })).toBe(words))

  test('tells who owns it and what it runs in', () => {
    expect([said('Managed by', { managed: true, managedBy: 'Group Policy' }), said('Managed by', { managed: true }), said('Managed by', {})]).toEqual(['Group Policy', 'your organisation', undefined])
    expect([said('Runs inside', { container: 'docker' }), said('Runs inside', {})]).toEqual(['docker', undefined])
    expect([said('Virtual machine', { virtualMachine: 'QEMU' }), said('Virtual machine', {})]).toEqual(['QEMU', undefined])
    expect([said('Also installed', { dualBoot: 'Windows' }), said('Also installed', {})]).toEqual(['Windows', undefined])
  })

  test('ends with what could not be read, and why', () => {
    expect(said('The time zone', { unreadable: [{ what: 'the time zone', why: 'timedatectl did not answer.' }] })).toBe('timedatectl did not answer.')
  })

  test('is text with its values in one column', () => {
    expect(stateText(laptop()).split('\n').slice(0, 2)).toEqual(['Time service:    systemd-timesyncd, running, enabled', 'Automatic time:  on'])
    expect(labelledText([['A', '1'], ['Longer', '2']])).toEqual(['A:      1', 'Longer: 2'])
  })
})
