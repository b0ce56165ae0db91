import { describe, expect, test } from 'vitest'
import { LONGEST_ERROR_TEXT, readErrorText } from '../../../main/core/help/recognise.ts'
import { stripPrivate } from '../../../main/core/help/strip.ts'

const ZIMBRA_LOG = '2024-03-11 09:12:44,017 DEBUG [qtp52-91:https:https://mail.example.org/service/soap/EnableTwoFactorAuthRequest] [name=anna.schmidt@example.org;mid=41;ip=192.0.2.17;port=40122;ua=ZimbraWebClient;] SoapEngine - handler exception: authentication failed for [anna.schmidt@example.org], invalid TOTP code'

describe('a pasted error text', () => {
  test.each([
    ['Zimbra, as logged', ZIMBRA_LOG, 'last-step'],
    ['Zimbra, its code', 'Code:account.TWO_FACTOR_AUTH_FAILED', 'last-step'],
    ['SecureAuth', 'Registration code does not match.', 'registration-code'],
    ['w32tm, service stopped', 'The following error occurred: The service has not been started. (0x80070426)', 'windows'],
    ['w32tm in Korean', '다음 오류가 발생했습니다. 서비스가 시작되지 않았습니다. (0x80070426)', 'windows'],
    ['w32tm, disabled', 'Fehler: 0x80070422', 'windows'],
    ['w32tm, rights', 'The following error occurred: Access is denied. (0x80070005)', 'windows'],
    ['w32tm stripchart, no answer', '09:56:13 error: 0x800705B4', 'no-server'],
    ['w32tm, name not found', '0x80072af9', 'no-server'],
    ['w32tm, no domain controller', 'Error 0x800706E1', 'no-server'],
    ['w32tm, as an exit code', 'w32tm exited with 2147943462', 'windows'],
    ['w32tm, no data', 'The computer did not resync because no time data was available.', 'no-server'],
    ['w32tm, too far', 'The computer did not resync because the required time change was too big.', 'windows'],
    ['timedatectl, no service', 'Failed to set ntp: NTP not supported', 'linux'],
    ['systemctl, masked', 'Failed to start systemd-timesyncd.service: Unit systemd-timesyncd.service is masked.', 'linux'],
    ['systemctl, masked file', 'Failed to enable unit: Unit file /etc/systemd/system/systemd-timesyncd.service is masked.', 'linux'],
    ['timedatectl, set by hand', 'Failed to set time: Automatic time synchronization is enabled', 'linux'],
    ['timedatectl, rights', 'Failed to set ntp: Interactive authentication required.', 'linux'],
    ['timedatectl, as it says', 'System clock synchronized: no\n              NTP service: inactive', 'linux'],
    ['chronyc, not running', '506 Cannot talk to daemon', 'chrony'],
    ['sntp of macOS', 'sntp: Exchange failed: Timeout\nsntp: Clock select failed', 'no-server'],
    ['systemsetup without rights', 'You need administrator access to run this tool... exiting!', 'macos'],
    ['kinit', 'kinit: Clock skew too great while getting initial credentials', 'skew'],
    ['Kerberos, its code', 'KRB_AP_ERR_SKEW', 'skew'],
    ['AWS', '<Code>RequestTimeTooSkewed</Code><Message>The difference between the request time and the current time is too large.</Message>', 'skew'],
    ['OpenSSL', 'SSL certificate problem: certificate is not yet valid', 'certificate'],
    ['Go', 'x509: certificate has expired or is not yet valid: current time 2011-06-14T00:00:00Z is before 2026-01-01T00:00:00Z', 'certificate'],
    ['Chrome', 'NET::ERR_CERT_DATE_INVALID', 'certificate'],
    ['SAML', 'SAML assertion not yet valid', 'skew'],
    ['JWT', 'IDX10222: Lifetime validation failed. The token is not yet valid.', 'skew'],
    ['apt', 'Release file for http://deb.example.org/dists/stable/InRelease is not valid yet (invalid for another 3h)', 'skew'],
    ['chronyc tracking', 'Root dispersion : 1.000000 seconds\nLeap status     : Not synchronised', 'chrony'],
    ['a lock', 'Too many failed attempts. Your account has been temporarily locked.', 'too-many-tries'],
    ['any page', 'Invalid verification code', 'every-code'],
    ['wrapped by a terminal', 'Clock skew\n   too great', 'skew'],
  ])('%s is led to its end', (_what, text, end) => expect(readErrorText(text)).toMatchObject({ kind: 'known', end }))

  test('of a known one only what was recognised is kept', () => {
    expect(readErrorText(ZIMBRA_LOG)).toMatchObject({ said: 'invalid TOTP code' })
    expect(readErrorText('Unit /home/anna/x.service is masked')).toMatchObject({ said: expect.not.stringContaining('anna') })
  })

  test('nothing to read is told apart from what is not known', () => {
    expect(readErrorText(' \n\t')).toEqual({ kind: 'empty' })
    expect(readErrorText('The printer is out of paper')).toEqual({ kind: 'unknown', said: 'The printer is out of paper' })
  })

  test('a long text that is not known is cut, not kept whole', () => {
    const read = readErrorText('something odd happened '.repeat(2000))
    expect(read).toMatchObject({ kind: 'unknown', said: expect.stringMatching(/…$/) })
    expect(JSON.stringify(read).length).toBeLessThan(700)
  })

  test('what lies beyond the limit is not looked at', () => {
    expect(readErrorText(`${'. '.repeat(LONGEST_ERROR_TEXT / 2)}KRB_AP_ERR_SKEW`).kind).toBe('unknown')
  })

  test.each([
    'a', 'A', '1', '0', '.', 'a.', '@', 'a@', '[', '[a=', ']', '"', '\'', '„', '«', '/', '\\', 'a\\', ':', '0:', '::', '1.', '=', 'user ', 'user=', 'key: ', 'for A', 'A a', 'Aa ', 'abcd ', 'ab2d-', '-', '+', '(', '~', ' ', '\n', 'unit ',
    'invalid ', 'invalid a ', 'Unit a', 'release file ', 'http://', '\u202e', 'é', 'e\u0301', '\u{1f600}', '\ud800', '\0',
  ])('a text of nothing but %j is read to its end', (piece) => {
    const read = readErrorText(piece.repeat(LONGEST_ERROR_TEXT))
    expect(['unknown', 'empty']).toContain(read.kind)
  })
})

describe('what is private', () => {
  test.each([
    ['a mail address', 'sign-in of anna.schmidt@example.org failed', /anna|example/],
    ['a Kerberos principal', 'no ticket for anna@CORP.EXAMPLE.ORG', /anna|CORP/],
    ['a Windows account', 'CORP\\aschmidt was refused', /CORP|aschmidt/],
    ['a name after "user"', 'user aschmidt is unknown', /aschmidt/],
    ['a name after "for"', 'sign-in failed for Anna Schmidt today', /Anna|Schmidt/],
    ['a name in quotes', 'account "Anna Schmidt" is unknown', /Anna|Schmidt/],
    ['a name as a value', 'username=aschmidt; state=bad', /aschmidt/],
    ['IPv4', 'from 192.0.2.17:40122', /192|40122/],
    ['IPv6', 'from 2001:db8::17 and fe80::1%eth0', /2001|fe80|eth0/],
    ['a host', 'cannot reach vpn.corp.example.org:8443', /corp|8443/],
    ['a host with letters of its own', 'cannot reach post.müller.example', /müller|ller/],
    ['an address of a page', 'GET https://login.example.org/otp?user=anna failed', /example|anna/],
    ['an authenticator\'s address', 'otpauth://totp/Example:anna?secret=JBSWY3DPEHPK3PXP', /JBSW|anna/],
    ['a path', 'cannot read /home/anna/.config/app.key', /anna|config/],
    ['a path of Windows', 'cannot read C:\\Users\\Anna Schmidt\\app.log', /Anna|Schmidt/],
    ['a share', 'cannot read \\\\files\\anna', /files|anna/],
    ['a token', 'bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl', /eyJ/],
    ['a password', 'password: hunter2!', /hunter2/],
    ['a key in base32', 'the key JBSWY3DPEHPK3PXP was used', /JBSW/],
    ['a key in groups', 'the key jbsw y3dp ehpk 3pxp was used', /jbsw|3pxp/],
    ['a key without a digit', 'the key ABCDEFGHIJKLMNOPQRST was used', /ABCD/],
    ['a hash', 'id 9f86d081884c7d659a2feaa0c55ad015', /9f86/],
    ['a code', 'the code 492039 is wrong', /492039/],
    ['a code in two halves', 'the code 492 039 is wrong', /492|039/],
    ['a phone number', 'sent to +49 170 1234567', /170|1234567/],
    ['the context of a log', '[name=anna;ip=10.0.0.1;ua=X] refused', /anna|10\.0/],
    ['a name with an invisible mark in it', 'from anna\u200b@exam\u200bple.org', /anna|ple/],
  ])('%s is taken out', (_what, text, secret) => {
    const left = stripPrivate(text)
    expect(left).not.toMatch(secret)
    expect(left).not.toBe('')
  })

  test.each(['The service has not been started. (0x80070426)', 'RequestTimeTooSkewed', 'TWO_FACTOR_AUTH_FAILED', 'Unit systemd-timesyncd.service is masked', 'at 14:03:21 the clock was set', 'NTP service: inactive'])(
    '%s stays as it is', (text) => expect(stripPrivate(text)).toBe(text))
})
