import { ipFamily } from '../../core/address.ts'
import { isAskable } from '../askable.ts'

/** Time servers out of a configuration, in its order. */
export interface ServerList {
  readonly servers: readonly string[]
  /** Those of them that prove who they are (NTS, RFC 8915), to the certificate authorities of the system and on its usual port. */
  readonly nts: readonly string[]
}

export const NO_SERVERS: ServerList = { servers: [], nts: [] }

interface Entry {
  readonly host: string
  readonly port?: number
  readonly nts: boolean
}

/** The port of NTS key exchange (RFC 8915 section 6). */
const NTS_PORT = 4460

/** Lines without comments and blank ends. `signs` are the characters that start a comment line. */
const linesOf = (text: string, signs: string): readonly string[] =>
  text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '' && !signs.includes(line[0] ?? ''))

/** A host name or address as it may stand in a server list; everything else in such a place is not a server. */
const isServer = (word: string): boolean => ipFamily(word) !== 0 || /^[A-Za-z0-9_][A-Za-z0-9._-]{0,252}$/.test(word)

/** Host and port of `host`, `host:port`, `[address]:port` or a bare IPv6 address. */
const entryOf = (word: string, nts: boolean): Entry => {
  const [, bracketed, name, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d{1,5}))?$/.exec(word) ?? []
  return { host: bracketed ?? name ?? word, ...(port === undefined ? {} : { port: Number(port) }), nts }
}

const listOf = (entries: readonly Entry[]): ServerList => {
  const usable = entries.filter(({ host }) => isServer(host) && isAskable(host))
  const proven = usable.filter(({ nts, port = NTS_PORT }) => nts && port === NTS_PORT)
  return { servers: [...new Set(usable.map(({ host }) => host))], nts: [...new Set(proven.map(({ host }) => host))] }
}

const plain = (words: readonly string[]): readonly string[] => listOf(words.map((word) => entryOf(word, false))).servers

/** One list out of several, each server once. */
export const joined = (lists: readonly ServerList[]): ServerList => ({
  servers: [...new Set(lists.flatMap(({ servers }) => servers))],
  nts: [...new Set(lists.flatMap(({ nts }) => nts))],
})

export interface TimesyncdConf {
  readonly servers: readonly string[]
  /** Absent when the files leave the list that was compiled in. */
  readonly fallback?: readonly string[]
}

/**
 * Servers of systemd-timesyncd out of timesyncd.conf and its drop-ins, given in the order in which they are read
 * (timesyncd.conf(5)): a list grows from file to file, an empty assignment starts it anew.
 */
export const parseTimesyncdConf = (texts: readonly string[]): TimesyncdConf => {
  let servers: readonly string[] = []
  let fallback: readonly string[] | undefined
  for (const text of texts) {
    let section = ''
    for (const line of linesOf(text, '#;')) {
      const header = /^\[(.+)\]$/.exec(line)
      if (header?.[1] !== undefined) section = header[1]
      const match = section === 'Time' ? /^(NTP|Servers|FallbackNTP)\s*=\s*(.*)$/.exec(line) : null
      if (match === null) continue
      const words = (match[2] ?? '').split(/\s+/).filter((word) => word !== '')
      const grown = (list: readonly string[]) => words.length === 0 ? [] : plain([...list, ...words])
      if (match[1] === 'FallbackNTP') fallback = grown(fallback ?? [])
      else servers = grown(servers)
    }
  }
  return { servers, ...(fallback === undefined ? {} : { fallback }) }
}

/** Time servers that systemd-networkd was told of, by DHCP or its own files, out of its state file (sd_network_get_ntp). */
export const parseNetworkdState = (text: string): readonly string[] =>
  plain(linesOf(text, '#').flatMap((line) => (/^NTP="?([^"]*)"?$/.exec(line)?.[1] ?? '').split(/\s+/)))

export interface ChronyConf extends ServerList {
  /** Files that belong to the configuration, each by its path, in which the name may hold `*`. */
  readonly includes: readonly string[]
  /** Folders whose *.conf files belong to the configuration. Of one list, an earlier folder's file hides those of the same name. */
  readonly confFolders: readonly (readonly string[])[]
  /** Folders whose *.sources files hold further servers, in the same way. */
  readonly sourceFolders: readonly (readonly string[])[]
}

/** Tells whether the options of a source ask for NTS in a way that a client with the system's certificates can follow. */
const asksForNts = (options: readonly string[]): boolean => {
  const valueOf = (name: string, otherwise: string) => options.includes(name) ? options[options.indexOf(name) + 1] : otherwise
  return options.includes('nts') && valueOf('certset', '0') === '0' && valueOf('ntsport', String(NTS_PORT)) === String(NTS_PORT)
}

/** Servers and what else to read out of chrony.conf or a *.sources file (chrony.conf(5)), in any case of letters. */
export const parseChronyConf = (text: string): ChronyConf => {
  const words = linesOf(text, '!;#%').map((line) => line.split(/\s+/))
  const after = (...names: readonly string[]) =>
    words.filter(([name]) => names.includes((name ?? '').toLowerCase())).map(([, ...rest]) => rest)
  const paths = (name: string) => after(name).map((rest) => rest.filter((path) => path.startsWith('/'))).filter((rest) => rest.length > 0)
  return {
    ...listOf(after('server', 'pool', 'peer').map(([host = '', ...options]) =>
      ({ host, nts: asksForNts(options.map((option) => option.toLowerCase())) }))),
    includes: paths('include').flat(),
    confFolders: paths('confdir'),
    sourceFolders: paths('sourcedir'),
  }
}

export interface NtpConf extends ServerList {
  /** Files, or folders of *.conf files, that belong to the configuration. */
  readonly includes: readonly string[]
}

/** Servers and what else to read out of ntp.conf of ntpd and ntpsec (ntp.conf(5)). Reference clocks are devices, not servers. */
export const parseNtpConf = (text: string): NtpConf => {
  const words = linesOf(text, '#').map((line) => line.replace(/\s#.*$/, '').split(/\s+/))
  const sources = words.filter(([name]) => ['server', 'pool', 'peer'].includes((name ?? '').toLowerCase()))
  return {
    ...listOf(sources.map(([, ...rest]) => {
      const [host = '', ...options] = rest.filter((word) => !word.startsWith('-'))
      // With a certificate authority of its own, or none at all, it proves nothing to us.
      const nts = options.includes('nts') && !options.includes('ca') && !options.includes('noval')
      return host === 'refclock' ? { host: '', nts } : entryOf(host, nts)
    })),
    includes: words.flatMap(([name, path = '']) => name?.toLowerCase() === 'includefile' && path.startsWith('/') ? [path] : []),
  }
}

/** Servers out of ntpd.conf of OpenNTPD (ntpd.conf(5)). HTTPS constraints are no time servers. */
export const parseOpenntpdConf = (text: string): ServerList =>
  listOf(linesOf(text, '#').flatMap((line) => /^servers?\s+(\S+)/.exec(line)?.[1] ?? []).map((word) => entryOf(word, false)))

/** Servers out of ntp.toml of ntpd-rs (ntp.toml(5)): the addresses of its sources. Its sockets and pulses have none. */
export const parseNtpdRsConf = (text: string): ServerList => {
  const blocks = text.split(/^[ \t]*(?=\[)/m).filter((block) => /^\[\[\s*source\s*\]\]/.test(block))
  return listOf(blocks.flatMap((block) => {
    const valueOf = (name: string) => new RegExp(`^[ \\t]*${name}[ \\t]*=[ \\t]*["']([^"']*)["']`, 'm').exec(block)?.[1]
    const address = valueOf('address')
    const nts = /^nts(-pool)?$/.test(valueOf('mode') ?? '') && valueOf('certificate-authority') === undefined
    return address === undefined ? [] : [entryOf(address, nts)]
  }))
}
