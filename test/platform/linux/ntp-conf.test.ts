import { describe, expect, it } from 'vitest'
import { parseChronyConf, parseNetworkdState, parseNtpConf, parseNtpdRsConf, parseOpenntpdConf, parseTimesyncdConf } from '../../../main/platform/linux/ntp-conf.ts'
import { load } from '../../captures/load.ts'
import { seeded } from '../../core/random.ts'

describe('timesyncd.conf', () => {
  it.each([
    ['nothing is set', ['[Time]\n#NTP=\n#FallbackNTP=a.example\n'], { servers: [] }],
    ['a list with several names', ['[Time]\nNTP=a.example  192.0.2.1 2001:db8::1\n'], { servers: ['a.example', '192.0.2.1', '2001:db8::1'] }],
    ['a drop-in adds to the list', ['[Time]\nNTP=a.example\n', '[Time]\nNTP=b.example\n'], { servers: ['a.example', 'b.example'] }],
    ['an empty assignment starts anew', ['[Time]\nNTP=a.example\n', '[Time]\nNTP=\nNTP=b.example\n'], { servers: ['b.example'] }],
    ['fallback switched off', ['[Time]\nFallbackNTP=\n'], { servers: [], fallback: [] }],
    ['another section', ['[Other]\nNTP=a.example\n'], { servers: [] }],
    ['words that are no servers', ['[Time]\nNTP=-oops $(x) a;b a:b:c ok.example\n'], { servers: ['ok.example'] }],
    ['garbage', ['\u0000\n=\n[Time\nNTP'], { servers: [] }],
  ])('%s', (_what, texts, conf) => expect(parseTimesyncdConf(texts)).toEqual(conf))
})

it('networkd\'s state: the servers that the network named', () => {
  expect(parseNetworkdState(load('linux/networkd-state.named').stdout)).toEqual(['192.0.2.5', 'ntp.office.example', '2001:db8::5'])
  expect(parseNetworkdState('NTP=192.0.2.5 127.0.0.1 224.0.1.1 192.0.2.5\n')).toEqual(['192.0.2.5'])
  for (const text of ['', 'NTP=\n', 'OPER_STATE=off\n', '#NTP=a.example\n', 'XNTP=a.example\n']) expect(parseNetworkdState(text)).toEqual([])
})

describe('chrony.conf', () => {
  const chrony = (text: string) => parseChronyConf(text)

  it('knows servers, pools, peers and what belongs to it', () => {
    const text = '! old\n# comment\nPool 2.debian.pool.ntp.org iburst\nserver 192.0.2.7 iburst nts\npeer p.example\n% x\n'
      + 'confdir /etc/chrony/conf.d /usr/share/chrony/conf.d\nsourcedir /run/chrony-dhcp\nsourcedir relative\ninclude /etc/chrony.d/*.conf\nmakestep 1 3\n'
    expect(chrony(text)).toEqual({
      servers: ['2.debian.pool.ntp.org', '192.0.2.7', 'p.example'], nts: ['192.0.2.7'], includes: ['/etc/chrony.d/*.conf'],
      confFolders: [['/etc/chrony/conf.d', '/usr/share/chrony/conf.d']], sourceFolders: [['/run/chrony-dhcp']],
    })
  })

  it('tells which servers prove who they are, as far as the system\'s certificates reach', () => {
    const { servers, nts } = chrony('pool 1.ntp.ubuntu.com iburst maxsources 1 nts prefer\nserver own-authority.example nts certset 1\nserver a.example NTS ntsport 4460\n'
      + 'server elsewhere.example nts ntsport 11443\nserver plain.example iburst\nserver b.example certset 0 nts\n')
    expect(servers).toEqual(['1.ntp.ubuntu.com', 'own-authority.example', 'a.example', 'elsewhere.example', 'plain.example', 'b.example'])
    expect(nts).toEqual(['1.ntp.ubuntu.com', 'a.example', 'b.example'])
  })

  it('leaves out what cannot be asked: devices, this machine itself, addresses of many', () => {
    expect(chrony('refclock SOCK /run/chrony.sock\nrefclock PHC /dev/ptp0\nserver 127.0.0.1\nserver ::1\npeer localhost\nserver /run/ntp.sock\nserver 224.0.1.1\n'
      + 'server ff05::101\nserver 255.255.255.255\nserver 0.0.0.0\nserver 192.0.2.1\n').servers).toEqual(['192.0.2.1'])
  })

  it('finds nothing in nothing', () => {
    expect(chrony('server\npool   \nconfdir\ninclude\n')).toEqual({ servers: [], nts: [], includes: [], confFolders: [], sourceFolders: [] })
  })
})

describe('ntp.conf', () => {
  it('servers without options, without reference clocks', () => {
    expect(parseNtpConf('driftfile /x\npool 0.debian.pool.ntp.org iburst\nserver -4 ntp.example prefer # the one in the cellar\nserver 127.127.1.0\nrefclock shm\n'
      + 'server\nserver refclock pps\nrestrict 192.0.2.9\n#server no.example\npeer 2001:db8::5\nbroadcast 192.0.2.255\nmulticastclient\nmanycastclient 239.1.1.1\n'))
      .toEqual({ servers: ['0.debian.pool.ntp.org', 'ntp.example', '2001:db8::5'], nts: [], includes: [] })
  })

  it('ntpsec: servers that prove who they are, and further files', () => {
    const { nts, includes } = parseNtpConf('server a.example nts iburst\nserver b.example:4460 nts\nserver c.example:4461 nts\nserver d.example nts noval\n'
      + 'server e.example nts ca /etc/own.pem\nnts cert /x nts\nincludefile /etc/ntpsec/ntp.d\nincludefile relative.conf\n')
    expect({ nts, includes }).toEqual({ nts: ['a.example', 'b.example'], includes: ['/etc/ntpsec/ntp.d'] })
  })
})

it('ntpd.conf of OpenNTPD: servers, not constraints', () => {
  expect(parseOpenntpdConf('# x\nlisten on *\nserver 192.0.2.4 weight 5\nservers pool.example\nconstraints from "https://a.example"\nsensor *\n'))
    .toEqual({ servers: ['192.0.2.4', 'pool.example'], nts: [] })
})

it('ntp.toml of ntpd-rs: addresses without ports, and which of them prove who they are', () => {
  const text = '[observability]\naddress = "not.example"\n\n[[source]]\nmode = "pool"\naddress = "pool.example:123"\n# address = "no.example"\n[[source]]\naddress="b.example"\n'
    + '  [[source]]\n  address = "nts.example"\n  mode = "nts"\n[[source]]\nmode = "nts"\naddress = "far.example:14460"\n[[source]]\nmode = \'nts-pool\'\naddress = \'ntspool.example:4460\'\n'
    + '[[source]]\nmode = "server"\naddress = "[2001:db8::1]:123"\n[[source]]\nmode = "server"\naddress = "2001:db8::2"\n'
    + '[[source]]\nmode = "nts"\naddress = "own.example"\ncertificate-authority = "/x.pem"\n[[source]]\nmode = "sock"\npath = "/run/a.sock"\n[[server]]\nlisten = "0.0.0.0:123"\n'
  expect(parseNtpdRsConf(text)).toEqual({
    servers: ['pool.example', 'b.example', 'nts.example', 'far.example', 'ntspool.example', '2001:db8::1', '2001:db8::2', 'own.example'],
    nts: ['nts.example', 'ntspool.example'],
  })
})

it('no text, however broken, yields anything but names and addresses', () => {
  const { bytes, whole } = seeded(8)
  const starts = ['server ', '[Time]\nNTP=', '[[source]]\naddress = "', 'NTP=', 'pool\t', 'include /', '']
  for (let run = 0; run < 2000; run++) {
    const text = (starts[run % starts.length] ?? '') + Buffer.from(bytes(whole(0, 60))).toString('latin1')
    const lists = [parseChronyConf(text), parseNtpConf(text), parseOpenntpdConf(text), parseNtpdRsConf(text), { servers: [...parseTimesyncdConf([text]).servers, ...parseNetworkdState(text)], nts: [] }]
    for (const { servers, nts } of lists) for (const host of [...servers, ...nts]) expect(host).toMatch(/^[\w:][\w.:%-]{0,252}$/)
  }
  expect(parseChronyConf('server x\n'.repeat(100_000)).servers).toEqual(['x'])
})
