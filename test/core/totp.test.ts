import { describe, expect, it } from 'vitest'
import { readKey } from '../../main/core/code/key.ts'
import { otpauthAddress, practiceAccount, practiceKey, readCode } from '../../main/core/totp.ts'

/** RFC 4226 and RFC 6238: the ASCII text "12345678901234567890". */
const RFC_KEY = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

describe('the practice account', () => {
  const account = practiceAccount(Uint8Array.from('12345678901234567890', (char) => char.charCodeAt(0)))

  it('is made of all the random bytes and unlocks the same codes as the phone that scans it', () => {
    expect(account.key).toBe(RFC_KEY)
    const address = new URL(otpauthAddress(account))
    expect([address.protocol, address.host, decodeURIComponent(address.pathname)]).toEqual(['otpauth:', 'totp', '/Clock Medic:practice'])
    expect(Object.fromEntries(address.searchParams)).toEqual({ secret: RFC_KEY, issuer: 'Clock Medic' })
  })

  it('is read back out of its own address as the key that codes are judged by', () => {
    expect(readKey(otpauthAddress(account))).toEqual({ key: practiceKey(account) })
  })

  it('does not take bytes beside the ones it was given', () => {
    const larger = Uint8Array.from({ length: 64 }, (_, n) => n)
    expect(practiceAccount(larger.subarray(10, 30)).key).toBe(practiceAccount(larger.slice(10, 30)).key)
  })
})

describe('reading a typed code', () => {
  it.each(['123456', ' 123 456 ', '123-456', '12 34 56', '１２３４５６', '123\u00a0456\n'])('"%s"', (typed) => expect(readCode(typed)).toEqual({ code: '123456' }))

  it('keeps leading zeros', () => expect(readCode('005 924')).toEqual({ code: '005924' }))

  it.each([
    ['', 'Type the six digits that your authenticator shows.'], [' - ', 'Type the six digits that your authenticator shows.'],
    ['12345', 'A code has six digits; this one has 5.'], ['12345678', 'A code has six digits; this one has 8.'],
    ['12345a', 'A code has six digits and nothing else.'], ['+12345', 'A code has six digits and nothing else.'], ['1234.56', 'A code has six digits and nothing else.'],
  ])('"%s" gets a sentence', (typed, wrong) => expect(readCode(typed)).toEqual({ wrong }))

  it('wants as many digits as the account makes', () => {
    expect(readCode('9428 7082', 8)).toEqual({ code: '94287082' })
    expect(readCode('1234567', 7)).toEqual({ code: '1234567' })
    expect(readCode('123456', 7)).toEqual({ wrong: 'A code of this account has seven digits; this one has 6.' })
    expect(readCode('x', 8)).toEqual({ wrong: 'A code has eight digits and nothing else.' })
    expect(readCode('123456', 8)).toEqual({ wrong: 'A code of this account has eight digits; this one has 6.' })
    expect(readCode('', 7)).toEqual({ wrong: 'Type the seven digits that your authenticator shows.' })
  })
})
