import { describe, expect, it } from 'vitest'
import type { ServiceName } from '../../../main/core/clock-state.ts'
import { configuredServers } from '../../../main/platform/linux/config-servers.ts'
import { scriptedMachine } from '../../fakes/scripted-machine.ts'

const VENDOR = ['0.vendor.example']
/** What systemd-networkd keeps after a DHCP server named two time servers. */
const TOLD_BY_DHCP = { '/run/systemd/netif/state': '# This is private data. Do not parse.\nOPER_STATE=routable\nNTP=192.0.2.5 ntp.office.example\n' }

const lists = (service: ServiceName | undefined, files: Readonly<Record<string, string>>) => configuredServers(scriptedMachine({ files }), service, VENDOR)
const servers = async (service: ServiceName | undefined, files: Readonly<Record<string, string>>) => (await lists(service, files)).servers

describe('timesyncd', () => {
  it('a drop-in in /etc hides the one of the same name in /usr/lib', async () => {
    expect(await servers('systemd-timesyncd', {
      '/etc/systemd/timesyncd.conf': '[Time]\n',
      '/etc/systemd/timesyncd.conf.d/10-a.conf': '[Time]\nNTP=etc.example\n',
      '/usr/lib/systemd/timesyncd.conf.d/10-a.conf': '[Time]\nNTP=lib.example\n',
      '/usr/lib/systemd/timesyncd.conf.d/05-b.conf': '[Time]\nNTP=first.example\n',
      '/etc/systemd/timesyncd.conf.d/readme': '[Time]\nNTP=no.example\n',
    })).toEqual(['first.example', 'etc.example'])
  })

  it('the vendor\'s servers when no file names any, none when the fallback is switched off', async () => {
    expect(await servers('systemd-timesyncd', {})).toEqual(VENDOR)
    expect(await servers('systemd-timesyncd', { '/etc/systemd/timesyncd.conf': '[Time]\nFallbackNTP=\n' })).toEqual([])
  })

  it('servers of the network come after those of the files and take the place of a fallback', async () => {
    expect(await servers('systemd-timesyncd', { ...TOLD_BY_DHCP, '/etc/systemd/timesyncd.conf': '[Time]\nNTP=own.example\n' })).toEqual(['own.example', '192.0.2.5', 'ntp.office.example'])
    expect(await servers('systemd-timesyncd', { ...TOLD_BY_DHCP, '/etc/systemd/timesyncd.conf': '[Time]\nFallbackNTP=far.example\n' })).toEqual(['192.0.2.5', 'ntp.office.example'])
    expect(await servers('systemd-timesyncd', TOLD_BY_DHCP)).toEqual(['192.0.2.5', 'ntp.office.example'])
  })
})

describe('chrony', () => {
  it('its file, its further files, and servers learnt from DHCP', async () => {
    expect(await servers('chrony', {
      '/etc/chrony/chrony.conf': 'confdir /etc/chrony/conf.d\npool 2.debian.pool.ntp.org iburst\nsourcedir /run/chrony-dhcp\n',
      '/etc/chrony/conf.d/README': 'server no.example\n',
      '/etc/chrony/conf.d/x.conf': 'server office.example\nsourcedir /etc/chrony/sources.d\n',
      '/run/chrony-dhcp/eth0.sources': 'server 192.0.2.1 iburst\n',
      '/etc/chrony/sources.d/y.sources': 'pool 2.debian.pool.ntp.org\n',
    })).toEqual(['2.debian.pool.ntp.org', 'office.example', '192.0.2.1'])
  })

  it('names what is authenticated, wherever it stands', async () => {
    expect(await lists('chrony', {
      ...TOLD_BY_DHCP,
      '/etc/chrony/chrony.conf': 'sourcedir /etc/chrony/sources.d\n',
      '/etc/chrony/sources.d/pools.sources': 'pool 1.ntp.example iburst maxsources 1 nts prefer\npool 2.ntp.example iburst\n',
    })).toEqual({ servers: ['1.ntp.example', '2.ntp.example', '192.0.2.5', 'ntp.office.example'], nts: ['1.ntp.example'] })
  })

  it('files that are included by a pattern, as openSUSE does it', async () => {
    expect(await servers('chrony', {
      '/etc/chrony.conf': 'include /etc/chrony.d/*.conf\ninclude /etc/one.conf\n',
      '/etc/chrony.d/pool.conf': 'pool 2.opensuse.pool.ntp.org iburst\n', '/etc/chrony.d/pool.conf.rpmsave': 'pool no.example\n', '/etc/chrony.d/.hidden.conf': 'pool no.example\n',
      '/etc/one.conf': 'server one.example\n', '/etc/two.conf': 'server no.example\n',
    })).toEqual(['2.opensuse.pool.ntp.org', 'one.example'])
  })

  it('of folders in one line the first hides files of the others', async () => {
    expect(await servers('chrony', {
      '/etc/chrony.conf': 'confdir /etc/a /etc/b\n', '/etc/a/x.conf': 'server a.example\n', '/etc/b/x.conf': 'server no.example\n', '/etc/b/w.conf': 'server b.example\n',
    })).toEqual(['b.example', 'a.example'])
  })
})

describe('the others', () => {
  it('each ntpd keeps its file in a place of its own', async () => {
    const files = { '/etc/ntpsec/ntp.conf': 'server sec.example\n', '/etc/ntp.conf': 'server ntp.example\n', '/etc/ntpd.conf': 'server open.example\n' }
    expect(await servers('ntpsec', files)).toEqual(['sec.example'])
    expect(await servers('ntpd', files)).toEqual(['ntp.example'])
    expect(await servers('openntpd', files)).toEqual(['open.example'])
    expect(await servers('htpdate', files)).toEqual([])
  })

  it('ntpsec runs with the servers of DHCP where there are any, and with the files of its folder', async () => {
    const files = { '/etc/ntpsec/ntp.conf': 'pool 0.debian.pool.ntp.org\nincludefile /etc/ntpsec/ntp.d\n', '/etc/ntpsec/ntp.d/x.conf': 'server x.example nts\n' }
    expect(await lists('ntpsec', files)).toEqual({ servers: ['0.debian.pool.ntp.org', 'x.example'], nts: ['x.example'] })
    expect(await servers('ntpsec', { ...files, '/run/ntpsec/ntp.conf.dhcp': 'server 192.0.2.5 iburst\n' })).toEqual(['192.0.2.5'])
  })

  it('without any time service the network\'s servers are still known', async () => {
    expect(await servers(undefined, TOLD_BY_DHCP)).toEqual(['192.0.2.5', 'ntp.office.example'])
    expect(await lists(undefined, {})).toEqual({ servers: [], nts: [] })
  })
})
