import { afterEach, describe, expect, it } from 'vitest'
import { addressesInHosts, openNames } from '../../main/sources/names.ts'

const HOSTS = [
  '# a comment with 192.0.2.9 time.example', '127.0.0.1 localhost', '::1\tlocalhost ip6-localhost', '',
  '192.0.2.1   Time.Example  ntp # 192.0.2.8 ntp', '  2001:db8::1 time.example', '192.0.2.2 time.example.', 'nonsense time.example', '192.0.2.3', '0x7f.1 ntp',
].join('\r\n')

describe('the hosts file', () => {
  it.each([
    ['time.example', ['192.0.2.1', '2001:db8::1']], ['TIME.EXAMPLE.', ['192.0.2.1', '2001:db8::1']], ['ntp', ['192.0.2.1']], ['localhost', ['127.0.0.1', '::1']],
    ['example', []], ['', []], ['192.0.2.1', []],
  ])('%s', (host, addresses) => expect(addressesInHosts(HOSTS, host)).toEqual(addresses))

  it('survives being empty, of another system, or no text at all', () => {
    for (const text of ['', '\n\n', '\uFEFF', '\0\0\0', '127.0.0.1 a\r127.0.0.1 b']) expect(addressesInHosts(text, 'time.example')).toEqual([])
  })
})

describe('names', () => {
  const names = openNames(0.1)
  afterEach(() => names.cancel())

  it('an address needs no name service and belongs to its own family only', async () => {
    expect(await names.addresses('192.0.2.1', 4)).toEqual(['192.0.2.1'])
    expect(await names.addresses('192.0.2.1', 6)).toEqual([])
    expect(await names.addresses('2001:db8::1', 6)).toEqual(['2001:db8::1'])
    expect(await names.addresses('2001:db8::1', 4)).toEqual([])
  })
})
