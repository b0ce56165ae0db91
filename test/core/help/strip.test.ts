import { describe, expect, test } from 'vitest'
import { readErrorText } from '../../../main/core/help/recognise.ts'
import { stripPrivate } from '../../../main/core/help/strip.ts'

describe('what is private is taken out, and nothing beside it', () => {
  test.each([
    ['addresses of pages', 'see https://login.example.org/otp?user=anna or ldap+tls://dc1 now', 'see [address] or [address] now'],
    ['the context of a log', '[name=anna;ip=10.0.0.1;ua=X] refused', '[details] refused'],
    ['mail addresses', 'owner=anna@example.org;x to anna.schmidt@mail.example.org or <bob@example.org>', 'owner=[name];x to [name] or <[name]>'],
    ['names in quotation marks', 'not "Anna S", “Anna S”, „Anna S“, «Anna S» or \'Anna S\' now', 'not [quoted], [quoted], [quoted], [quoted] or [quoted] now'],
    ['values of keys', 'username=aschmidt; Password  :  hunter2!) host = db7, PIN:1234 end', 'username=[hidden]; Password  :  [hidden]) host = [hidden], PIN:[hidden] end'],
    ['values of keys in quotation marks', 'password="x" user=\'Anna S\', login=anna@example.org, host=https://example.org/x end', 'password=[hidden] user=[hidden], login=[hidden], host=[hidden] end'],
    ['the rest of a value behind its quotation marks', 'password="x"hunter2 end', 'password=[hidden] end'],
    ['tokens', 'Basic  YWxhZGRpbjpvcGVu and bearer ab-cd.ef now', 'Basic [hidden] and bearer [hidden] now'],
    ['paths of Windows', 'read C:\\Users\\Anna\\app.log or \\\\files\\anna now', 'read [path] or [path] now'],
    ['Windows accounts', 'of CORP\\aschmidt or dom.x\\a-b$ now', 'of [name] or [name] now'],
    ['paths', 'read /home/anna/.config, ~/mail/x and (/etc/x) now', 'read [path], [path] and ([path]) now'],
    ['IPv4', 'from 192.0.2.17:40122 to 192.0.2.18. End', 'from [address] to [address]. End'],
    ['IPv6 and hardware addresses', 'from 2001:db8::17 to fe80::1%eth0, ::1 or 00:1b:44:11:3a:b7 now', 'from [address] to [address], [address] or [address] now'],
    ['hosts', 'reach vpn.corp.example.org:8443 or ntp.example.org, not time.example now', 'reach [address] or [address], not [address] now'],
    ['a domain behind an @', 'realm @corp.example.org refused', 'realm @[address] refused'],
    ['accounts', 'user aschmidt, login  bob. Konto anna: no', 'user [name], login [name] Konto [name]: no'],
    ['names', 'sign-in for Anna Maria Schmidt today, by  Jean-Luc’s from McAdam, x', 'sign-in for [name] today, by [name] from [name], x'],
    ['names in a greeting', 'Dear Anna Schmidt, hello Bob. Hi Eve, Hallo Jo; To Al, from Cy', 'Dear [name], hello [name]. Hi [name], Hallo [name]; To [name], from [name]'],
    ['keys in groups', 'key jbsw y3dp ehpk 3pxp, or abcd-ef2g-hijk-lm used', 'key [key], or [key] used'],
    ['keys', 'JBSWY3DPEHPK3PXP or ABCDEFGHIJKLMN or abc/def+ghi=jkl now', '[key] or [key] or [key] now'],
    ['phone numbers', 'to +49 170 1234567 or 0049 (170) 123-4567, 01701234567 now', 'to [number] or [number], [number] now'],
    ['codes and long numbers', 'code 492039, 492 039 or 492-0391 of 123456789012 now', 'code [code], [code] or [code] of [code] now'],
    ['what an invisible mark tears apart', 'of CORP\u200b\\anna \u202egnp.exe', 'of [name] gnp.exe'],
    ['control characters', '  a\u0007b\tc\nd  ', 'a b c\nd'],
  ])('%s', (_what, text, left) => expect(stripPrivate(text)).toBe(left))

  test.each([
    'it\'s Anna\'s laptop', 'an "" empty one', 'keyboard=us', 'tokens: none', 'basic rules', 'abc:\\x', 'and/or 5/6 <br/> n/a', 'list [1, 2] = x', '1.2.3 and 10.0.19045.3803', '1192.0.2.17',
    'at 14:03:21 set', '1:2:3:4 x', 'a :: b', 'chrony.service, app.exe or a.m', 'e.g. this', 'user is unknown', 'for AWS only', 'to the server', 'from A b',
    'that time when they came here', 'unit ab2d ef34 failed', 'internationalization', 'ERR_AUTHENTICATIONFAILED', 'AUTHENTICATIONFAILED_ERR', 'ABCDEFGHIJKLM x', '+4917', 'port 12345 x', 'HTTP 500', 'x492039', '492039x', '49.203911',
  ])('%s stays', (text) => expect(stripPrivate(text)).toBe(text))

  test('also where letters come in two pieces', () => expect(readErrorText('CORP\\mu\u0308ller was refused')).toMatchObject({ said: '[name] was refused' }))
})

describe('a text that is not known', () => {
  const said = (text: string) => readErrorText(text)

  test('is shown without wide gaps', () => expect(said('a  \t b \r\n\n   c\nd\n  e')).toEqual({ kind: 'unknown', said: 'a b\nc\nd\ne' }))

  test('is shown whole up to 600 characters, and then cut between two words', () => {
    const line = `one two ${'-'.repeat(580)}`
    expect(said(`${line} abcdefghijk`)).toEqual({ kind: 'unknown', said: `${line} abcdefghijk` })
    expect(said(`${line} abcdefghijkl`)).toEqual({ kind: 'unknown', said: `${line} …` })
  })
})
