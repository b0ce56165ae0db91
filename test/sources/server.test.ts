import { describe, expect, it } from 'vitest'
import { DEFAULT_SERVERS, DEFAULT_WEBSITES, readServer, readWebsite } from '../../main/sources/server.ts'

describe('a time server as typed', () => {
  it.each([
    ['time.example.com', 'time.example.com', 123], ['time.example.com:1123', 'time.example.com', 1123], ['time.example.com.', 'time.example.com.', 123],
    ['ntp', 'ntp', 123], ['3.debian.pool.ntp.org', '3.debian.pool.ntp.org', 123], ['my_server-2:65535', 'my_server-2', 65_535],
    ['192.0.2.1', '192.0.2.1', 123], ['192.0.2.1:1', '192.0.2.1', 1],
    ['2001:db8::1', '2001:db8::1', 123], ['::1', '::1', 123], ['::', '::', 123], ['[2001:DB8::1]', '2001:DB8::1', 123], ['[2001:db8::1]:1123', '2001:db8::1', 1123],
    ['::ffff:192.0.2.1', '::ffff:192.0.2.1', 123],
  ])('%s', (text, host, port) => expect(readServer(text)).toEqual({ host, port }))

  it.each([
    '', ' ', 'time.example.com ', '-v', '--help', 'a b', 'a..b', '.', 'http://time.example.com', 'user@time.example.com', 'time.example.com/x', '1.2.3', '1.2.3.4.5',
    '999.1.1.1', '256.0.0.1:123', '123', '1:2:3', ':::', '[:::]', '[1.2.3.4]:123', '[::1', '::1]', '[]', '[]:1', 'fe80::1%eth0', 'zeit.例え', '$(reboot)', 'a;b', 'a\nb',
    `${'a'.repeat(64)}.example`, `${'a.'.repeat(130)}example`,
  ])('"%s" is none, and the sentence says so', (text) => {
    expect(readServer(text)).toEqual({ wrong: expect.stringMatching(/^".*" is not a server name or address\.$/) as string })
  })

  it.each(['ntp:', 'ntp:0', 'ntp:65536', 'ntp:1e2', 'ntp:-1', 'ntp:+1', 'ntp: 1', 'ntp:123456', '192.0.2.1:x', '[::1]:', '[::1]:99999'])(
    '"%s" has no port that exists', (text) => {
      expect(readServer(text)).toEqual({ wrong: `"${text}" has no valid port (1 to 65535).` })
    })

  it('what was typed comes back without anything that a terminal would obey, and short', () => {
    const reading = readServer(`\u001b[31m\u0007${'x'.repeat(500)} é`)
    expect('wrong' in reading ? reading.wrong : '').toMatch(/^[\x20-\x7E]{1,130}$/)
  })
})

describe('a website as typed', () => {
  it.each(['https://www.example.com', 'https://192.0.2.1:8443/x', 'https://[2001:db8::1]/', 'HTTPS://EXAMPLE.COM'])('%s', (text) => expect(readWebsite(text)).toBeInstanceOf(URL))

  it.each([
    ['', '"" is not a web address.'], ['www.example.com', '"www.example.com" is not a web address.'], ['https://', '"https://" is not a web address.'],
    ['http://www.example.com', '"http://www.example.com" is not an https address; plain http cannot prove who answers.'],
    ['file:///etc/passwd', '"file:///etc/passwd" is not an https address; plain http cannot prove who answers.'],
    ['https://user:secret@www.example.com', 'A web address with a user name or password in it is not used.'],
  ])('"%s" gets a sentence', (text, wrong) => expect(readWebsite(text)).toEqual({ wrong }))

  it('a password never comes back in the sentence', () => expect(JSON.stringify(readWebsite('https://u:hunter2@x/'))).not.toContain('hunter2'))
})

describe('the sources asked by default', () => {
  it('can all be read, are of different operators, and are no pool that asks not to be built in', () => {
    for (const { host } of DEFAULT_SERVERS) expect(readServer(host)).toEqual({ host, port: 123 })
    for (const address of DEFAULT_WEBSITES) expect(readWebsite(address)).toBeInstanceOf(URL)
    expect(new Set(DEFAULT_SERVERS.map(({ host }) => host.split('.').slice(-2).join('.'))).size).toBe(DEFAULT_SERVERS.length)
    expect(DEFAULT_SERVERS.some(({ host }) => host.endsWith('pool.ntp.org'))).toBe(false)
  })
})
