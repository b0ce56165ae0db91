import {
  parseChronyConf, parseNetworkdState, parseNtpConf, parseNtpdRsConf, parseOpenntpdConf, parseTimesyncdConf, type ServerList,
} from '../../main/platform/linux/ntp-conf.ts'
import { parseNtpConf as parseMacNtpConf } from '../../main/platform/macos/ntp-conf.ts'
import { isHostName } from '../../main/platform/macos/commands.ts'
import { claim, claimAskable } from './claims.ts'
import type { FuzzTarget } from './engine.ts'
import { recorded } from './linux.ts'
import { textTarget } from './text.ts'

const WORDS = [
  'server', 'pool', 'peer', 'nts', 'iburst', 'time.example', '192.0.2.1', '2001:db8::1', '[2001:db8::1]:123', '127.127.1.0', '127.0.0.1', '::1', 'localhost', '127.1', '0', '-4', '!', '#', ';', '%', ':4460', 'ntp.example:123', '$(id)', '-h', '\u0430pple.com',
]

/** Whoever is named stands in the text, can be asked, is named once; proof is asked for where the text asks for it. */
function claimServers(text: string, { servers, nts }: ServerList): string {
  claim(new Set(servers).size === servers.length && new Set(nts).size === nts.length, 'A server is named twice.')
  for (const server of servers) {
    claimAskable(server)
    claim(text.includes(server), () => `${server} was made up.`)
  }
  claim(nts.every((server) => servers.includes(server)), 'Proof is asked of a server that is none.')
  claim(nts.length === 0 || /nts/i.test(text), 'Proof is asked for, and nobody wants it.')
  return nts.length > 0 ? 'with proof' : servers.length > 0 ? 'servers' : text.trim() === '' ? 'empty' : 'none'
}

const claimPaths = (text: string, paths: readonly string[]): void => claim(paths.every((path) => path.startsWith('/') && text.includes(path)), 'A path was made up.')

interface ConfigTarget {
  readonly name: string
  readonly deepest: string
  readonly seeds: readonly string[]
  readonly words: readonly string[]
  readonly read: (text: string) => ServerList
}

const config = ({ read, words, ...rest }: ConfigTarget): FuzzTarget => textTarget({ ...rest, words: [...WORDS, ...words], read: (text) => claimServers(text, read(text)) })

/** Input: the main file, a line `---`, then each drop-in. */
export const timesyncdConf = config({
  name: 'timesyncd-conf', deepest: 'servers', words: ['[Time]', 'NTP=', 'FallbackNTP=', 'Servers=', '[Network]', '---'],
  seeds: ['[Time]\n#NTP=\nNTP=time.example 192.0.2.1\nFallbackNTP=0.pool.example 1.pool.example\n', '[Time]\nNTP=a.example\n---\n[Time]\nNTP=\nNTP=b.example\n', ''],
  read: (text) => {
    const { servers, fallback = [] } = parseTimesyncdConf(text.split('\n---\n'))
    for (const server of fallback) claimAskable(server)
    return { servers, nts: [] }
  },
})

export const networkdState = config({
  name: 'networkd-state', deepest: 'servers', words: ['NTP=', 'NTP="', '"', 'DNS='], seeds: [...recorded('networkd-state'), 'OPER_STATE=routable\nNTP=192.0.2.1 ntp.example\n', 'NTP=""\n', 'NTP="2001:db8::1"'],
  read: (text) => ({ servers: parseNetworkdState(text), nts: [] }),
})

export const chronyConf = config({
  name: 'chrony-conf', deepest: 'with proof', words: ['confdir', 'sourcedir', 'include', '/etc/chrony/conf.d', 'ntsport 4460', 'certset 0', '../etc', 'SERVER'],
  seeds: ['pool 2.debian.pool.ntp.org iburst\nserver time.cloudflare.com iburst nts\nsourcedir /run/chrony-dhcp /etc/chrony/sources.d\nconfdir /etc/chrony/conf.d\n', 'server nts.example nts ntsport 4460 certset 0\npeer 192.0.2.1\ninclude /etc/x*.conf\n', '! server x\n'],
  read: (text) => {
    const { includes, confFolders, sourceFolders, ...list } = parseChronyConf(text)
    claimPaths(text, [includes, confFolders.flat(), sourceFolders.flat()].flat())
    return list
  },
})

export const ntpConf = config({
  name: 'ntp-conf', deepest: 'with proof', words: ['refclock', 'includefile', '/etc/ntp.d', '-4', 'ca /x', 'noval', 'restrict', 'minpoll 4'],
  seeds: ['driftfile /var/lib/ntp/drift\npool 0.debian.pool.ntp.org iburst\nserver time.cloudflare.com nts\nserver 127.127.1.0\nincludefile /etc/ntpsec/ntp.d\n', 'server -6 ntp.example:123 iburst # best\nrefclock shm unit 0\n', 'restrict default kod\n'],
  read: (text) => {
    const { includes, ...list } = parseNtpConf(text)
    claimPaths(text, includes)
    return list
  },
})

export const openntpdConf = config({
  name: 'openntpd-conf', deepest: 'servers', words: ['servers ', 'constraint from', 'sensor *', 'listen on *'],
  seeds: ['# x\nservers pool.ntp.org\nserver time.example weight 5\nconstraints from "https://www.example"\n', 'server 192.0.2.1\n', 'sensor *\n'], read: parseOpenntpdConf,
})

export const ntpdRsConf = config({
  name: 'ntpd-rs-conf', deepest: 'with proof', words: ['[[source]]', 'mode = "nts"', 'address = "', 'certificate-authority = "x"', '[[server]]', '"'],
  seeds: ['[[source]]\nmode = "pool"\naddress = "ntpd-rs.pool.ntp.org"\ncount = 4\n\n[[source]]\nmode = "nts"\naddress = "time.example:4460"\n', '[[ source ]]\nmode = \'server\'\naddress = \'[2001:db8::1]:123\'\n', '[synchronization]\nminimum-agreeing-sources = 3\n'],
  read: parseNtpdRsConf,
})

export const macNtpConf = textTarget({
  name: 'macos-ntp-conf', deepest: 'a server that may be named to a command', words: WORDS, seeds: ['server time.apple.com\n', '# none\n', 'server time.apple.com iburst\nserver b.example\n', ''],
  read: (text) => {
    const server = parseMacNtpConf(text)
    if (server === undefined) return text.trim() === '' ? 'empty' : 'none'
    claim(text.includes(server) && !/[\s#]/.test(server), 'A server was made up.')
    if (!isHostName(server)) return 'a word that no command gets'
    claim(/^[A-Za-z0-9][\w.-]{0,252}$/.test(server), 'It could be taken for an option.')
    return 'a server that may be named to a command'
  },
})

export const LINUX_SERVERS = [timesyncdConf, networkdState, chronyConf, ntpConf, openntpdConf, ntpdRsConf, macNtpConf]
