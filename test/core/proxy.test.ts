import { describe, expect, it } from 'vitest'
import { isBypassed, NO_PROXY, readPacResult, readProxyAddress } from '../../main/core/proxy.ts'

describe('the address of a proxy', () => {
  it.each([
    ['proxy.example:8080', 'http://proxy.example:8080/'], ['http://proxy.example:8080', 'http://proxy.example:8080/'], ['https://proxy.example', 'https://proxy.example/'],
    ['http://user:pass%40word@192.0.2.1:3128/', 'http://user:pass%40word@192.0.2.1:3128/'], ['[2001:db8::1]:3128', 'http://[2001:db8::1]:3128/'], [' proxy:3128 ', 'http://proxy:3128/'],
  ])('%s', (text, address) => expect(readProxyAddress(text)?.href).toBe(address))

  it.each(['', ' ', 'socks5://proxy.example:1080', 'http://', '://proxy', 'proxy:port', 'proxy:99999', 'file:///etc/passwd', 'http://us%er:pass@proxy.example', 'http://user:pa%ss@proxy.example', 'a b'])(
    'is none: %j', (text) => expect(readProxyAddress(text)).toBeNull())
})

describe('what a proxy script gives', () => {
  it.each([
    ['PROXY proxy.example:8080; DIRECT', 'http://proxy.example:8080/'], ['HTTPS proxy.example:443', 'https://proxy.example/'], ['HTTP proxy.example:3128', 'http://proxy.example:3128/'],
    ['SOCKS5 192.0.2.1:1080; PROXY proxy.example:8080', 'http://proxy.example:8080/'], ['proxy  proxy.example:8080;', 'http://proxy.example:8080/'],
    ['PROXY ; PROXY second.example:80', 'http://second.example/'], ['DIRECT', null], ['DIRECT; PROXY proxy.example:8080', null], ['SOCKS 192.0.2.1:1080', null], ['', null], [';;;', null],
    ['undefined', null], ['constructor proxy.example', null],
    ['PROXY', null], ['DIRECT-ISH proxy.example:80', null], ['SOCKS proxy.example:1080; DIRECT', null], ['PROXY  ;HTTPS second.example', 'https://second.example/'],
  ])('%j', (text, address) => expect(readPacResult(text)?.href ?? null).toBe(address))
})

describe('the exceptions', () => {
  const TIME = 'https://www.example.com/'

  it.each<[string, string]>([
    ['www.example.com', TIME], ['WWW.Example.COM', TIME], ['*.example.com', TIME], ['.example.com', TIME], ['*', TIME], ['www.*.com', TIME], ['*.com:443', TIME], ['https://www.example.com', TIME],
    ['<local>', 'https://intranet/'], ['intranet', 'https://intranet/'], ['192.168.*', 'https://192.168.7.1/'], ['10.0.0.0/8', 'https://10.1.2.3/'], ['169.254/16', 'https://169.254.9.9/'],
    ['0.0.0.0/0', 'https://192.0.2.1/'], ['2001:db8::1', 'https://[2001:db8::1]/'], ['[2001:db8::1]:8443', 'https://[2001:db8::1]:8443/'], [' www.example.com ', TIME],
    ['ww*ww.example.com', 'https://wwww.example.com/'], ['www*example.com', TIME], ['a*b*c', 'https://abc/'], ['a*b*c', 'https://axbbc/'], ['10.1.2.3/32', 'https://10.1.2.3/'], ['10.1.2.255/24', 'https://10.1.2.0/'], ['255.255.255.255/8', 'https://255.0.0.1/'],
    ['2001:db8::1', 'https://[2001:DB8::1]/'], ['[2001:db8::1]', 'https://[2001:db8::1]/'], ['127.0.0.1:8443', 'https://127.0.0.1:8443/'],
  ])('%s lets %s go directly', (entry, url) => expect(isBypassed(['other.example', entry], new URL(url))).toBe(true))

  it.each<[string, string]>([
    ['example.com', TIME], ['*.example.com', 'https://example.com/'], ['*.example.com', 'https://wwwxexample.com/'], ['www.example.com:8443', TIME], ['<local>', TIME], ['<local>', 'https://[2001:db8::1]/'],
    ['10.0.0.0/8', 'https://11.1.2.3/'], ['10.0.0.0/8', TIME], ['10.0.0.0/99', 'https://10.1.2.3/'], ['999.0.0.0/0', 'https://10.1.2.3/'], ['/', 'https://10.1.2.3/'], ['', TIME], [' ', TIME], ['(', TIME], ['[', TIME],
    ['www.example.co', TIME], ['ww*ww.example.com', TIME], ['x*.example.com', TIME], ['www*q*com', TIME], ['a*b*c', 'https://acb/'], ['a*b*c', 'https://abd/'], ['a*b*b', 'https://ab/'],
    ['10.0.0.0/33', 'https://10.0.0.0/'], ['10.0.0.0/-8', 'https://10.1.2.3/'], ['10.0.0.0/', 'https://10.0.0.0/'], ['10.0.0.0/8x', 'https://10.0.0.0/'], ['10.0.0.0/108', 'https://10.0.0.0/'], ['10.x.0.0/8', 'https://10.1.2.3/'],
    ['0.0.0.0/0', 'https://a.b.c.d/'], ['0.0.0.0/0', 'https://intranet/'], ['0.0.0.256/0', 'https://10.1.2.3/'], ['0.0.0.1000/0', 'https://10.1.2.3/'], ['10.1.2.3/32', 'https://10.1.2.4/'], ['127.0.0.1:8443', 'https://127.0.0.1/'],
    ['x[www.example.com]', TIME], ['www.example.com:', TIME], ['10.0.0.1/https://www.example.com', TIME], ['ww?.example.com', TIME],
  ])('%j does not let %s', (entry, url) => expect(isBypassed([entry], new URL(url))).toBe(false))

  it('without a proxy there are none', () => expect(NO_PROXY).toEqual({ bypass: [] }))

  it('without any, everything goes through the proxy', () => expect(isBypassed([], new URL(TIME))).toBe(false))

  it('a list made to be slow to match is matched at once', () => {
    expect(isBypassed([`${'*a'.repeat(8)}x`, '*'.repeat(10_000) + '!'], new URL(`https://${'a'.repeat(60)}.example/`))).toBe(false)
  })
})
