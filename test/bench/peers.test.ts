import { expect, test } from 'vitest'
import { readChronyd, readHtpdate, readNtpdig } from '../../scripts/bench/peers.ts'

const GAVE_UP = [
  '2026-11-22T17:42:30Z No suitable source for synchronisation', '2026-11-22T17:42:30Z chronyd exiting', 'ntpdig: no eligible servers',
  's1.clock.test connection failed', 'No server suitable for synchronization found',
].join('\n')

test('the offset is read out of what each program prints, with its sign', () => {
  expect(readChronyd('2026-11-22T17:27:13Z System clock wrong by 47.299539 seconds (ignored)\n')).toBe(47.299539)
  expect(readChronyd('2026-11-22T17:27:13Z System clock wrong by -0.000123 seconds (ignored)\n')).toBe(-0.000123)
  expect(readNtpdig('2026-11-22 17:28:01.407817 (+0000) +47.298613 +/- 0.009497 192.0.2.12 s1 no-leap\n')).toBe(47.298613)
  expect(readNtpdig('2026-11-22 17:28:01.407817 (+0000) -259200.500001 +/- 0.009497 192.0.2.12 s1 no-leap\n')).toBe(-259200.500001)
  expect(readHtpdate('Offset 47.250 seconds\n')).toBe(47.25)
  expect(readHtpdate('Offset -0.500 seconds\n')).toBe(-0.5)
})

test('a program that gave up has no offset', () => {
  for (const read of [readChronyd, readNtpdig, readHtpdate]) {
    expect(read('')).toBeNull()
    expect(read(GAVE_UP)).toBeNull()
  }
})
