import { describe, expect, test } from 'vitest'
import { isPublicAddress } from '../../main/core/public-address.ts'
import { allowedBy, readServicePage } from '../../main/core/service-page.ts'

describe('an address that is public', () => {
  test.each(['1.1.1.1', '8.8.8.8', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '126.255.255.255', '172.15.255.255', '172.32.0.0', '192.167.255.255', '198.20.0.0', '223.255.255.255',
    '169.253.255.255', '169.255.0.0', '192.0.1.0', '192.0.3.0', '192.88.98.255', '192.88.100.0', '192.169.0.0', '198.17.255.255', '198.51.99.255', '198.51.101.0', '203.0.112.255', '203.0.114.0',
    '2001:db7::1', '2001:db9::1', '2003::1', '3fff:1000::1', '3ffe::1', '2a00:1:2:3:4:5:6:7', '2a00::1.2.3.4', '64:ff9b::9.255.255.255', '64:ff9b::b00:1',
    '2606:4700::1111', '2001:4860:4860::8888', '2a00::1', '2001:200::1', '64:ff9b::808:808', '64:ff9b::8.8.8.8'])('%s', (address) => expect(isPublicAddress(address)).toBe(true))

  test.each(['0.0.0.0', '0.1.2.3', '10.1.2.3', '100.64.0.1', '100.127.255.255', '127.0.0.1', '127.255.0.9', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.8', '192.0.2.1', '192.168.1.1',
    '198.18.0.1', '198.19.255.255', '198.51.100.7', '203.0.113.9', '224.0.0.1', '239.255.255.250', '240.0.0.1', '255.255.255.255',
    '::', '::1', 'fe80::1', 'fe80::1%eth0', 'febf::1', 'fec0::1', 'fc00::1', 'fd12:3456::1', 'ff02::1', 'ff0e::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:8.8.8.8', '::7f00:1', '::10.0.0.1',
    '2001::1', '2001:0:4136:e378::1', '2001:20::1', '2001:db8::1', '2002:7f00:1::', '2002:c0a8:101::1', '3fff::1', '4000::1', '64:ff9b::127.0.0.1', '64:ff9b::a00:1', '64:ff9b:1::1', '100::1', '2606:4700::1111%eth0',
    '192.88.99.1', '1fff::1', '2001:1ff::1', '3fff:fff::1', '64:ff9b:0:1::808:808', '64:ff9c::808:808', '65:ff9b::808:808', '64:ff9b::c0a8:101', '64:ff9b::ac1f:1',
    '', 'localhost', '2606:zz', '2a00::g', '1.2.3', '01.2.3.4', '::g'])('not %s', (address) => expect(isPublicAddress(address)).toBe(false))
})

describe('the page that rejects the code', () => {
  test.each([
    ['https://login.example.com/', 'https://login.example.com/'],
    ['  https://Login.Example.com:8443/2fa?user=me&token=1#top ', 'https://login.example.com:8443/2fa'],
    ['https://login.example.com./x', 'https://login.example.com/x'],
    ['https://1.1.1.1/', 'https://1.1.1.1/'],
    ['https://[2606:4700::1111]/', 'https://[2606:4700::1111]/'],
    ['https://bücher.example.com/', 'https://xn--bcher-kva.example.com/'],
  ])('%s', (text, href) => {
    const page = readServicePage(text)
    expect(page instanceof URL ? page.href : page).toBe(href)
  })

  test.each([
    'https://localhost/', 'https://localhost:8443/', 'https://a.localhost/', 'https://printer.local/', 'https://id.internal/', 'https://router.lan/', 'https://intranet/', 'https://home.arpa/', 'https://nas.home.arpa/',
    'https://LOCALHOST./', 'https://127.0.0.1/', 'https://127.1/', 'https://2130706433/', 'https://0x7f.0.0.1/', 'https://0177.0.0.1/', 'https://[::1]/', 'https://[::ffff:10.0.0.1]/', 'https://192.168.0.1/', 'https://169.254.169.254/latest/',
    'https://[fe80::1]/', 'https://[2002:7f00:1::]/', 'https://１２７.0.0.1/', 'https://a..example.com/', `https://${'a.'.repeat(130)}example.com/`,
  ])('not %s, which leads to no public host', (text) => {
    const page = readServicePage(text)
    expect(page instanceof URL ? page.href : page.wrong).toMatch(/^".*" is not a public host\. Only the pages of public hosts are asked for their time\.$/)
  })

  test.each([
    ['http://login.example.com/', '"http://login.example.com/" is not an https address; without it nobody can prove who answers.'],
    ['ftp://login.example.com/', '"ftp://login.example.com/" is not an https address; without it nobody can prove who answers.'],
    ['javascript:alert(1)', '"javascript:alert(1)" is not an https address; without it nobody can prove who answers.'],
    ['file:///etc/passwd', '"file:///etc/passwd" is not an https address; without it nobody can prove who answers.'],
    ['https://me:hunter2@login.example.com/', 'A web address with a user name or password in it is not used.'],
    ['https://login.example.com@evil.example/', 'A web address with a user name or password in it is not used.'],
    ['login.example.com', '"login.example.com" is not a web address; it begins with https://.'],
    ['', '"" is not a web address; it begins with https://.'],
    ['https://', '"https://" is not a web address; it begins with https://.'],
    ['https://[fe80::1%25eth0]/', '"https://[fe80::1%25eth0]/" is not a web address; it begins with https://.'],
    ['me:hunter2@exa mple', '"***@exa mple" is not an https address; without it nobody can prove who answers.'],
    ['https://me:hunter2@exa mple', '"***@exa mple" is not a web address; it begins with https://.'],
  ])('"%s" gets a sentence', (text, wrong) => expect(readServicePage(text)).toEqual({ wrong }))

  test.each(['localhost', 'local', 'internal', 'intranet', 'private', 'corp', 'home', 'lan', 'localdomain', 'home.arpa', 'in-addr.arpa', 'ip6.arpa', 'test', 'example', 'invalid', 'onion', 'alt'])('a name below %s belongs to no public host, one that only ends alike does', (ending) => {
    expect(readServicePage(`https://a.b.${ending}/`)).toHaveProperty('wrong')
    expect(readServicePage(`https://a.my${ending}/`)).toBeInstanceOf(URL)
  })

  test('a name may hold 253 characters, of letters, digits, hyphens and underscores', () => {
    const long = `${'a.'.repeat(125)}xyz`
    expect(readServicePage(`https://${long}/`)).toBeInstanceOf(URL)
    expect(readServicePage(`https://${long}z/`)).toHaveProperty('wrong')
    expect(readServicePage('https://a_b-9.example.com/')).toBeInstanceOf(URL)
    for (const bad of ['https://a~b.example.com/', 'https://example.com..~/', 'https://a.b~/', 'https://~a.example.com/']) expect(readServicePage(bad)).toHaveProperty('wrong')
  })

  test('a sentence shows no more than 80 characters of what was pasted, and none that a terminal would obey', () => {
    const wrongOf = (text: string): string => {
      const page = readServicePage(text)
      return page instanceof URL ? page.href : page.wrong
    }
    expect(wrongOf(`a${'b'.repeat(200)}`)).toBe(`"a${'b'.repeat(79)}" is not a web address; it begins with https://.`)
    expect(wrongOf(' \n x \t ')).toBe('"x" is not a web address; it begins with https://.')
    expect(wrongOf('x\u001B[2Jy ~')).toBe('"x?[2Jy ~" is not a web address; it begins with https://.')
    expect(wrongOf('me:secret\nmore@x')).toContain('"***@x" is not an https address')
    expect(wrongOf(`https://${'c'.repeat(90)}/`)).toBe(`"${'c'.repeat(80)}" is not a public host. Only the pages of public hosts are asked for their time.`)
    expect(wrongOf('https://me@login.example.com/')).toBe('A web address with a user name or password in it is not used.')
    expect(wrongOf('https://:hunter2@login.example.com/')).toBe('A web address with a user name or password in it is not used.')
  })

  test('an organisation may allow hosts of its own, and nothing beside them', () => {
    const allowed = allowedBy([' ID.internal', '.corp.example.com', '.team.internal', '[fd12::7]', ' ', '.'])
    for (const good of ['https://id.internal/', 'https://a.b.corp.example.com/', 'https://a.team.internal/', 'https://a.b.team.internal./', 'https://[fd12::7]:8443/']) expect(readServicePage(good, allowed)).toBeInstanceOf(URL)
    for (const bad of ['https://evil-id.internal/', 'https://team.internal/', 'https://evil-team.internal/', 'https://team.internal.lan/', 'https://router.lan../', 'https://x.id.internal/', 'https://[fd12::8]/', 'http://id.internal/', 'https://me@id.internal/']) expect(readServicePage(bad, allowed)).not.toBeInstanceOf(URL)
  })
})
