import { describe, expect, it } from 'vitest'
import { configuredServers } from '../../../main/platform/linux/config-servers.ts'
import { parseChronyConf, parseNtpConf, parseNtpdRsConf, parseOpenntpdConf, parseTimesyncdConf } from '../../../main/platform/linux/ntp-conf.ts'
import { scriptedMachine } from '../../fakes/scripted-machine.ts'

describe('timesyncd.conf', () => {
  it.each([
    ['nothing is set', ['[Time]\n#NTP=\n#FallbackNTP=a.example\n'], { servers: [] }],
    ['a list with several names', ['[Time]\nNTP=a.example  192.0.2.1 2001:db8::1\n'], { servers: ['a.example', '192.0.2.1', '2001:db8::1'] }],
    ['a drop-in adds to the list', ['[Time]\nNTP=a.example\n', '[Time]\nNTP=b.example\n'], { servers: ['a.example', 'b.example'] }],
    ['an empty assignment starts anew', ['[Time]\nNTP=a.example\n', '[Time]\nNTP=\nNTP=b.example\n'], { servers: ['b.example'] }],
    ['fallback switched off', ['[Time]\nFallbackNTP=\n'], { servers: [], fallback: [] }],
    ['another section', ['[Other]\nNTP=a.example\n'], { servers: [] }],
    ['words that are no servers', ['[Time]\nNTP=-oops $(x) a;b ok.example\n'], { servers: ['ok.example'] }],
    ['garbage', ['\u0000\n=\n[Time\nNTP'], { servers: [] }],
  ])('%s', (_what, texts, conf) => expect(parseTimesyncdConf(texts)).toEqual(conf))
})

describe('chrony.conf', () => {
  it('knows servers, pools, peers and the folders that belong to it', () => {
    const text = '! old\n# comment\nPool 2.debian.pool.ntp.org iburst\nserver 192.0.2.7 iburst nts\npeer p.example\n% x\n'
      + 'confdir /etc/chrony/conf.d\nsourcedir /run/chrony-dhcp\nsourcedir relative\nmakestep 1 3\n'
    expect(parseChronyConf(text)).toEqual({
      servers: ['2.debian.pool.ntp.org', '192.0.2.7', 'p.example'],
      confFolders: ['/etc/chrony/conf.d'], sourceFolders: ['/run/chrony-dhcp'],
    })
  })
  it('finds nothing in nothing', () => expect(parseChronyConf('server\npool   \n')).toEqual({ servers: [], confFolders: [], sourceFolders: [] }))
})

it('ntp.conf: servers without options, without reference clocks', () => {
  expect(parseNtpConf('driftfile /x\npool 0.debian.pool.ntp.org iburst\nserver -4 ntp.example prefer\nserver 127.127.1.0\nrefclock shm\n'
    + 'server\nrestrict 192.0.2.9\n#server no.example\npeer 2001:db8::5\n')).toEqual(['0.debian.pool.ntp.org', 'ntp.example', '2001:db8::5'])
})

it('ntpd.conf of OpenNTPD: servers, not constraints', () => {
  expect(parseOpenntpdConf('# x\nlisten on *\nserver 192.0.2.4 weight 5\nservers pool.example\nconstraints from "https://a.example"\nsensor *\n'))
    .toEqual(['192.0.2.4', 'pool.example'])
})

it('ntp.toml of ntpd-rs: addresses without ports', () => {
  expect(parseNtpdRsConf('[[source]]\nmode = "pool"\naddress = "pool.example:123"\n# address = "no.example"\n[[source]]\naddress="b.example"\n'))
    .toEqual(['pool.example', 'b.example'])
})

describe('the servers a service is set up with', () => {
  const vendor = ['0.vendor.example']

  it('timesyncd: a drop-in in /etc hides the one of the same name in /usr/lib', async () => {
    const machine = scriptedMachine({ files: {
      '/etc/systemd/timesyncd.conf': '[Time]\n',
      '/etc/systemd/timesyncd.conf.d/10-a.conf': '[Time]\nNTP=etc.example\n',
      '/usr/lib/systemd/timesyncd.conf.d/10-a.conf': '[Time]\nNTP=lib.example\n',
      '/usr/lib/systemd/timesyncd.conf.d/05-b.conf': '[Time]\nNTP=first.example\n',
      '/etc/systemd/timesyncd.conf.d/readme': '[Time]\nNTP=no.example\n',
    } })
    expect(await configuredServers(machine, 'systemd-timesyncd', vendor)).toEqual(['first.example', 'etc.example'])
  })

  it('timesyncd: the vendor\'s servers when no file names any, none when the fallback is switched off', async () => {
    expect(await configuredServers(scriptedMachine({}), 'systemd-timesyncd', vendor)).toEqual(vendor)
    const off = scriptedMachine({ files: { '/etc/systemd/timesyncd.conf': '[Time]\nFallbackNTP=\n' } })
    expect(await configuredServers(off, 'systemd-timesyncd', vendor)).toEqual([])
  })

  it('chrony: its file, its further files, and servers learnt from DHCP', async () => {
    const machine = scriptedMachine({ files: {
      '/etc/chrony/chrony.conf': 'confdir /etc/chrony/conf.d\npool 2.debian.pool.ntp.org iburst\nsourcedir /run/chrony-dhcp\n',
      '/etc/chrony/conf.d/README': 'server no.example\n',
      '/etc/chrony/conf.d/x.conf': 'server office.example\nsourcedir /etc/chrony/sources.d\n',
      '/run/chrony-dhcp/eth0.sources': 'server 192.0.2.1 iburst\n',
      '/etc/chrony/sources.d/y.sources': 'pool 2.debian.pool.ntp.org\n',
    } })
    expect(await configuredServers(machine, 'chrony', vendor)).toEqual(['2.debian.pool.ntp.org', 'office.example', '192.0.2.1'])
  })

  it('each ntpd keeps its file in a place of its own', async () => {
    const files = { '/etc/ntpsec/ntp.conf': 'server sec.example\n', '/etc/ntp.conf': 'server ntp.example\n', '/etc/ntpd.conf': 'server open.example\n' }
    const machine = scriptedMachine({ files })
    expect(await configuredServers(machine, 'ntpsec', vendor)).toEqual(['sec.example'])
    expect(await configuredServers(machine, 'ntpd', vendor)).toEqual(['ntp.example'])
    expect(await configuredServers(machine, 'openntpd', vendor)).toEqual(['open.example'])
    expect(await configuredServers(machine, 'htpdate', vendor)).toEqual([])
  })
})
