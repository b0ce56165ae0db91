import { Secret } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { codeAt, searchOf } from '../../../main/core/code/codes.ts'
import type { TotpKey } from '../../../main/core/code/key.ts'

/** The seeds of both standards: "1234567890" over and over, as many bytes as the hash gives. */
const seed = (bytes: number): string => Secret.fromUTF8('1234567890'.repeat(7).slice(0, bytes)).base32
const KEYS = {
  SHA1: { secret: seed(20), digits: 8, period: 30, algorithm: 'SHA1' },
  SHA256: { secret: seed(32), digits: 8, period: 30, algorithm: 'SHA256' },
  SHA512: { secret: seed(64), digits: 8, period: 30, algorithm: 'SHA512' },
} as const satisfies Record<string, TotpKey>

describe('codes of the standards', () => {
  it.each([
    [59, '94287082', '46119246', '90693936'],
    [1_111_111_109, '07081804', '68084774', '25091201'],
    [1_111_111_111, '14050471', '67062674', '99943326'],
    [1_234_567_890, '89005924', '91819424', '93441116'],
    [2_000_000_000, '69279037', '90698825', '38618901'],
    [20_000_000_000, '65353130', '77737706', '47863826'],
  ])('RFC 6238 appendix B at %d s', (time, sha1, sha256, sha512) => {
    expect([codeAt(KEYS.SHA1, time), codeAt(KEYS.SHA256, time), codeAt(KEYS.SHA512, time)]).toEqual([sha1, sha256, sha512])
  })

  it('RFC 4226 appendix D', () => {
    const codes = ['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489']
    expect(codes.map((_, counter) => codeAt({ ...KEYS.SHA1, digits: 6 }, counter * 30))).toEqual(codes)
  })
})

describe('a code', () => {
  it('honours the period of its key and stays the same over a whole step', () => {
    const minute: TotpKey = { ...KEYS.SHA1, digits: 6, period: 60 }
    expect([60, 90, 119.999].map((time) => codeAt(minute, time))).toEqual(['287082', '287082', '287082'])
    expect(codeAt(minute, 120)).toBe('359152')
  })

  it('is that of the first step before 1970', () => expect(codeAt({ ...KEYS.SHA1, digits: 6 }, -5)).toBe('755224'))

  it('is found again in every step that shows it, both ends included', () => {
    const search = searchOf({ ...KEYS.SHA1, digits: 6 })
    expect([search('399871', 0, 8), search('399871', 8, 20), search('399871', 0, 7), search('755224', -3, 5)]).toEqual([[8], [8], [], [0]])
  })
})
