import { describe, expect, test } from 'vitest'
import { isZoneName, readZone } from '../../main/core/zone-name.ts'

describe('a time zone that a user names', () => {
  test.each([
    ['Europe/Berlin', 'Europe/Berlin'], ['europe/berlin', 'Europe/Berlin'], ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'], ['UTC', 'UTC'], ['Etc/GMT+5', 'Etc/GMT+5'],
    ['Pacific Standard Time', 'Pacific Standard Time'], ['W. Europe Standard Time', 'W. Europe Standard Time'], ['Russia Time Zone 10', 'Russia Time Zone 10'],
    ['Central Standard Time (Mexico)', 'Central Standard Time (Mexico)'], ['Asia/Calcutta', 'Asia/Calcutta'],
  ])('%s', (text, zone) => expect(readZone(text)).toBe(zone))

  test.each([
    '', 'Home/Jonas', '../etc/localtime', '/Europe/Berlin', 'Europe/Berlin/', 'Europe//Berlin', '--help', '-UTC', 'Europe/-Berlin', 'Europe/Berlin x', 'x Europe/Berlin', 'pacific standard time', 'Pacific Standard Time; x', 'x; Pacific Standard Time',
    'Standard Time', 'Russia Time Zone', 'Russia Time Zone 100', 'Central Standard Time (Jonas)', 'A/B/C/D', `Europe/${'x'.repeat(40)}`, 'Pacific\nStandard Time', '1Europe/Berlin', '+05:00', '-03:30', '+0530',
  ])('is none: %j', (text) => expect(readZone(text)).toBeNull())

  test('has the shape of a name before it is looked up', () => {
    expect(['Europe/Nowhere', 'Europe/Ber lin', 'Etc/GMT+5', 'a/b/c/d'].map(isZoneName)).toEqual([true, false, true, false])
  })
})
