import { describe, expect, test } from 'vitest'
import { ERROR_TEXTS } from '../../../main/core/help/error-texts.ts'
import { readErrorText } from '../../../main/core/help/recognise.ts'

/** What people paste, by what it means. Each is recognised as a whole, in any case of letters and inside other words. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  'Zimbra did not': ['TWO_FACTOR_AUTH_FAILED', 'invalid TOTP code'],
  'SecureAuth says': ['registration code does not match'],
  'Kerberos:': [
    'KRB_AP_ERR_SKEW', 'KRB5KRB_AP_ERR_SKEW', 'clock skew too great', 'STATUS_TIME_DIFFERENCE_AT_DC', '0xC0000133', '0x80070576',
    'time and/or date difference between the client and the server', 'time and/or date difference between the client and server',
  ],
  'AWS compares': [
    'RequestTimeTooSkewed', 'difference between the request time and the current time is too large', 'difference between the request time and the servers time is too large',
    'difference between the request time and the server\'s time is too large', 'difference between the request time and the server time is too large',
    'signature not yet current', 'signature expired', 'RequestExpired',
  ],
  'A certificate is': [
    'ERR_CERT_DATE_INVALID', 'CERT_NOT_YET_VALID', 'CERT_HAS_EXPIRED', 'SEC_ERROR_EXPIRED_CERTIFICATE', 'SEC_E_CERT_EXPIRED', 'MOZILLA_PKIX_ERROR_NOT_YET_VALID_CERTIFICATE',
    'certificate has expired', 'certificate is expired', 'certificate is not yet valid', 'certificate not valid yet', 'certificate not yet valid',
  ],
  'A time stamp': [
    'IDX10222', 'IDX10223', 'NotOnOrAfter', 'NotBefore', 'token used before issued', 'token used too early', 'jwt not active', 'jwt expired', 'token is expired', 'token has expired', 'jwt is expired',
    'issued in the future', 'assertion not yet valid', 'response is not yet valid', 'token not valid yet', 'conditions is not valid yet', 'condition not yet valid', 'signature is not yet valid',
    'Release file for InRelease is not valid yet',
  ],
  'There were too': [
    'too many attempts', 'too many failed tries', 'too many wrong codes', 'too many invalid requests', 'too many login attempts', 'too many sign-in attempts', 'account locked', 'account is locked',
    'account has been locked', 'account has been temporarily locked', 'account temporarily locked',
  ],
  'A web proxy': ['ERR_PROXY_CONNECTION_FAILED', 'proxy authentication required', 'ERR_TUNNEL_CONNECTION_FAILED'],
  'The page cannot': ['ERR_CONNECTION_TIMED_OUT', 'ERR_CONNECTION_REFUSED', 'ERR_CONNECTION_RESET', 'ERR_NAME_NOT_RESOLVED', 'DNS_PROBE_FINISHED'],
  'The code was': [
    'invalid code', 'incorrect otp', 'wrong passcode', 'expired one-time code', 'invalid two factor authentication code', 'code invalid', 'otp is incorrect', 'passcode was wrong', 'code has expired',
    'code is not valid',
  ],
  'The Windows Time service is not running': ['0x80070426', '2147943462', 'service has not been started'],
  'The Windows Time service is disabled': ['0x80070422', '2147943458'],
  'The Windows Time service is not registered': ['0x80070424', '2147943460'],
  'The Windows Time service was taken out': ['0x80070430', '2147943472'],
  'The Windows Time service runs already': ['0x80070420', '2147943456'],
  'The Windows Time service did not start': ['0x8007041D', '2147943453'],
  'The rights of an': ['0x80070522', '2147943714', '0x80070005', '2147942405', 'Interactive authentication required'],
  'No time server answered': [
    '0x800705B4', '2147943860', 'Timed out waiting for reply from', 'ntpd is not running', 'Clock select failed', 'sntp: Exchange failed',
  ],
  'The name of the': ['0x80072AF9', '2147953401'],
  'No domain controller': ['0x800706E1', '2147944161', '0x8007054B'],
  'The Windows Time service does not answer': ['0x800706BA', '2147944122', '0x800706B5', '2147944117', '0x80070721', '2147944225'],
  'The Windows Time service has no': ['no time data was available'],
  'The clock is further': ['required time change was too big'],
  'The time service is masked': ['unit chrony.service is masked', 'unit file x@y-z_1.service is masked'],
  'timedatectl knows no': ['NTP not supported'],
  'chrony is not': ['506 Cannot talk to daemon', '501 Not authorised'],
  'chrony does not': ['failed to start chrony', 'failed to enable chronyd', 'failed to start unit: chronyd', 'failed to enable unit chrony', 'Leap status : Not synchronised'],
  'The clock cannot be set': ['Automatic time synchronization is enabled'],
  'timedatectl could not': [
    'Failed to start systemd-timesyncd', 'Failed to start Network Time Synchronization', 'Failed to set ntp', 'Failed to query server', 'Failed to parse bus message', 'System has not been booted with systemd',
  ],
  'Automatic time is off': ['NTP service: inactive', 'NTP service: n/a', 'NTP enabled: no', 'System clock synchronized: no'],
  'systemsetup needs': ['You need administrator access to run this tool'],
  'This comes from': ['Network Time: Off', 'InternetServices.m'],
}

describe('a known error text', () => {
  test.each(Object.entries(KNOWN).flatMap(([meaning, texts]) => texts.map((text) => [text, meaning] as const)))('%s: %s', (text, meaning) => {
    for (const pasted of [text, text.toUpperCase(), `-- ${text} --`]) {
      const read = readErrorText(pasted)
      expect(read).toMatchObject({ kind: 'known', meaning: expect.stringMatching(new RegExp(`^${meaning}`)) })
      // It is the whole of it that is recognised, not a part that stands in other texts as well.
      const lengths = ERROR_TEXTS.flatMap(({ pattern, meaning: words }) => (read.kind === 'known' && words === read.meaning ? pattern.exec(pasted)?.[0].length ?? [] : []))
      expect(lengths).toContain(text.length)
    }
  })

  test('has its example here', () => {
    const meanings = Object.keys(KNOWN)
    expect(ERROR_TEXTS.filter(({ meaning }) => !meanings.some((start) => meaning.startsWith(start)))).toEqual([])
  })

  test.each([
    'a code of honour', 'encoded passcodes are invalidated', 'wrong way to type a code', 'an invalid and a very very very long code', 'InternetServices.mm', '507 Cannot talk to daemon', 'IDX10224',
    'Leap status: Normal', 'unit is masked', 'NTP service: active', 'Network Time: On', 'too many cooks', 'account closed', 'a Release file that is valid', 'certificate is valid', 'ERR_CONNECTION_CLOSED',
  ])('is not seen in: %s', (text) => expect(readErrorText(text).kind).toBe('unknown'))
})
