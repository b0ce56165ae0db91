import { expect, it } from 'vitest'
import { isOldCopy, readHttpDate } from '../../main/core/http-date.ts'

it.each([
  ['an ordinary one', 'Sun, 22 Nov 2026 12:00:37 GMT', 1_795_348_837],
  ['the start of time', 'Thu, 01 Jan 1970 00:00:00 GMT', 0],
  ['a leap day', 'Tue, 29 Feb 2028 23:59:59 GMT', 1_835_481_599],
  ['a leap second is the second after', 'Sat, 31 Dec 2016 23:59:60 GMT', 1_483_228_800],
  ['after 2038', 'Fri, 01 Jan 2038 00:00:00 GMT', 2_145_916_800],
])('%s', (_what, text, seconds) => expect(readHttpDate(text)).toBe(seconds))

it('every month has its place', () => {
  const months = Array.from({ length: 12 }, (_, month) => Date.UTC(2027, month, 15, 1, 2, 3) / 1000)
  expect(months.map((time) => readHttpDate(new Date(time * 1000).toUTCString()))).toEqual(months)
})

it.each([
  '', 'Sun', 'yesterday', '1795348837', '2026-11-22T12:00:37Z',
  'Sunday, 22-Nov-26 12:00:37 GMT', 'Sun Nov 22 12:00:37 2026',
  'Sun, 30 Feb 2026 12:00:37 GMT', 'Sun, 29 Feb 2026 12:00:37 GMT', 'Sun, 00 Nov 2026 12:00:37 GMT', 'Sun, 31 Nov 2026 12:00:37 GMT',
  'Sun, 22 Nov 2026 24:00:00 GMT', 'Sun, 22 Nov 2026 12:60:37 GMT', 'Sun, 22 Nov 2026 12:00:61 GMT',
  'sun, 22 nov 2026 12:00:37 gmt', 'Sun, 22 NOV 2026 12:00:37 GMT', 'So, 22 Nov 2026 12:00:37 GMT', 'Sun, 22 Nvo 2026 12:00:37 GMT',
  'Sun, 22 Nov 2026 12:00:37', 'Sun, 22 Nov 2026 12:00:37 UTC', 'Sun, 22 Nov 2026 12:00:37 +0000', 'Sun, 22 Nov 2026 12:00:37 GMT ',
  'Sun, 22 Nov 2026 12:00:37 GMT; x', 'Sun, 22 Nov 2026 12:00:37 GMT\n', ' Sun, 22 Nov 2026 12:00:37 GMT', 'Sun,22 Nov 2026 12:00:37 GMT', 'Sun, 2 Nov 2026 12:00:37 GMT',
])('"%s" is no date to set a clock by', (text) => expect(readHttpDate(text)).toBeNull())

it.each([['312', true], ['1', true], [' 7', true], ['007', true], ['5, 0', true], ['0', false], ['00', false], ['0, 5', false], ['', false], ['old', false], ['x9', false], ['-1', false]])(
  'Age: "%s" is a copy of a cache: %s', (age, copy) => expect(isOldCopy(age)).toBe(copy),
)

it('an answer without an Age is no copy', () => expect(isOldCopy()).toBe(false))
