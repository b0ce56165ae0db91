/** Lines without comments and blank ends. `signs` are the characters that start a comment line. */
const linesOf = (text: string, signs: string): readonly string[] =>
  text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '' && !signs.includes(line[0] ?? ''))

/** A host name or address as it may stand in a server list; everything else in such a place is not a server. */
const isServer = (word: string): boolean => /^[A-Za-z0-9_:[][A-Za-z0-9._:%[\]-]{0,252}$/.test(word)

const onlyServers = (words: readonly (string | undefined)[]): readonly string[] =>
  [...new Set(words.filter((word): word is string => word !== undefined && isServer(word)))]

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
      const grown = (list: readonly string[]) => words.length === 0 ? [] : onlyServers([...list, ...words])
      if (match[1] === 'FallbackNTP') fallback = grown(fallback ?? [])
      else servers = grown(servers)
    }
  }
  return { servers, ...(fallback === undefined ? {} : { fallback }) }
}

export interface ChronyConf {
  readonly servers: readonly string[]
  /** Folders whose *.conf files belong to the configuration. */
  readonly confFolders: readonly string[]
  /** Folders whose *.sources files hold further servers. */
  readonly sourceFolders: readonly string[]
}

/** Servers and included folders out of chrony.conf or a *.sources file (chrony.conf(5)), in any case of letters. */
export const parseChronyConf = (text: string): ChronyConf => {
  const words = linesOf(text, '!;#%').map((line) => line.split(/\s+/))
  const after = (...names: readonly string[]) =>
    words.filter(([name]) => names.includes((name ?? '').toLowerCase()))
  const folders = (name: string) =>
    after(name).flatMap(([, ...rest]) => rest).filter((folder) => folder.startsWith('/'))
  return {
    servers: onlyServers(after('server', 'pool', 'peer').map(([, server]) => server)),
    confFolders: folders('confdir'),
    sourceFolders: folders('sourcedir'),
  }
}

/** Servers out of ntp.conf of ntpd and ntpsec (ntp.conf(5)). What sits at 127.127.x.x is a device, not a server. */
export const parseNtpConf = (text: string): readonly string[] =>
  onlyServers(linesOf(text, '#').map((line) => {
    const [name, ...rest] = line.split(/\s+/)
    if (!['server', 'pool', 'peer'].includes((name ?? '').toLowerCase())) return undefined
    const server = rest.find((word) => !word.startsWith('-'))
    return server?.startsWith('127.127.') === true || server === 'refclock' ? undefined : server
  }))

/** Servers out of ntpd.conf of OpenNTPD (ntpd.conf(5)). HTTPS constraints are no time servers. */
export const parseOpenntpdConf = (text: string): readonly string[] =>
  onlyServers(linesOf(text, '#').map((line) => /^servers?\s+(\S+)/.exec(line)?.[1]))

/** Servers out of ntp.toml of ntpd-rs: the addresses of its sources, without a port. */
export const parseNtpdRsConf = (text: string): readonly string[] =>
  onlyServers(linesOf(text, '#').map((line) => /^address\s*=\s*"([^"]+?)(?::\d+)?"/.exec(line)?.[1]))
