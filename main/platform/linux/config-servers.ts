import type { ServiceName } from '../../core/clock-state.ts'
import type { Machine } from '../machine.ts'
import {
  type ChronyConf, joined, NO_SERVERS, parseChronyConf, parseNetworkdState, parseNtpConf, parseNtpdRsConf, parseOpenntpdConf, parseTimesyncdConf, type ServerList,
} from './ntp-conf.ts'

/**
 * Time servers that this machine is set up to ask: those of the service in charge, in its order, then those that the
 * network told systemd-networkd of.
 * @param service the one in charge; undefined where there is none
 * @param vendor what timesyncd falls back to
 */
export const configuredServers = async (
  machine: Machine, service: ServiceName | undefined, vendor: readonly string[],
): Promise<ServerList> => {
  // Read from the file that timesyncd itself reads: asking timesync1 over D-Bus could start it, or hang for 25 s.
  const network = parseNetworkdState(await machine.readText('/run/systemd/netif/state') ?? '')
  const own = service === undefined ? NO_SERVERS : await serversOf(machine, service, network, vendor)
  return joined([own, { servers: network, nts: [] }])
}

const serversOf = async (
  machine: Machine, service: ServiceName, network: readonly string[], vendor: readonly string[],
): Promise<ServerList> => {
  switch (service) {
    case 'systemd-timesyncd': return { servers: await timesyncdServers(machine, network, vendor), nts: [] }
    case 'chrony': return chronyServers(machine)
    // Debian starts it with the first file in place of the second where DHCP named servers.
    case 'ntpsec': return ntpServers(machine, '/run/ntpsec/ntp.conf.dhcp', '/etc/ntpsec/ntp.conf', '/etc/ntp.conf')
    case 'ntpd': return ntpServers(machine, '/etc/ntp.conf', '/etc/ntpsec/ntp.conf')
    case 'openntpd': return parseOpenntpdConf(await firstText(machine, '/etc/openntpd/ntpd.conf', '/etc/ntpd.conf'))
    case 'ntpd-rs': return parseNtpdRsConf(await firstText(machine, '/etc/ntpd-rs/ntp.toml'))
    case 'htpdate': case 'w32time': case 'timed': return NO_SERVERS
    default: return service satisfies never
  }
}

const firstText = async (machine: Machine, ...paths: readonly string[]): Promise<string> =>
  (await Promise.all(paths.map((path) => machine.readText(path)))).find((text) => text !== null) ?? ''

/** Texts of the chosen files of these folders, in the order of their names; a file hides those of the same name in later folders. */
const textsIn = async (machine: Machine, folders: readonly string[], chosen: (name: string) => boolean): Promise<readonly string[]> => {
  const listed = await Promise.all(folders.map(async (folder) => ({ folder: folder.replace(/\/$/, ''), names: await machine.list(folder) })))
  const paths = new Map<string, string>()
  for (const { folder, names } of listed) {
    for (const name of names) {
      if (chosen(name) && !paths.has(name)) paths.set(name, `${folder}/${name}`)
    }
  }
  const sorted = [...paths.keys()].toSorted().map((name) => paths.get(name) ?? '')
  return (await Promise.all(sorted.map((path) => machine.readText(path)))).filter((text) => text !== null)
}

const endsIn = (ending: string) => (name: string): boolean => name.endsWith(ending)

/** Texts of the files that a path names, in which the file's name may hold `*` (glob(7), as far as configurations use it). */
const textsLike = (machine: Machine, path: string): Promise<readonly string[]> => {
  const slash = path.lastIndexOf('/')
  const parts = path.slice(slash + 1).split('*')
  const [head = '', tail = ''] = [parts[0], parts.at(-1)]
  const matches = (name: string): boolean => parts.length === 1 ? name === head
    : name.length >= head.length + tail.length && name.startsWith(head) && name.endsWith(tail) && (head !== '' || !name.startsWith('.'))
  return textsIn(machine, [path.slice(0, slash) || '/'], matches)
}

/** Where systemd looks for settings; a file name in an earlier folder hides it in later ones (systemd.unit(5)). */
const SYSTEMD_FOLDERS = ['/etc/systemd', '/run/systemd', '/usr/local/lib/systemd', '/usr/lib/systemd'] as const

/** Texts of `*ending` files under systemd's folders, hidden ones left out, in the order of their names. */
export const systemdTexts = (machine: Machine, folder: string, ending: string): Promise<readonly string[]> =>
  textsIn(machine, SYSTEMD_FOLDERS.map((root) => `${root}/${folder}`), endsIn(ending))

const timesyncdServers = async (
  machine: Machine, network: readonly string[], vendor: readonly string[],
): Promise<readonly string[]> => {
  const [main, dropIns] = await Promise.all([
    firstText(machine, ...SYSTEMD_FOLDERS.map((root) => `${root}/timesyncd.conf`)),
    systemdTexts(machine, 'timesyncd.conf.d', '.conf'),
  ])
  const { servers, fallback = vendor } = parseTimesyncdConf([main, ...dropIns])
  // It falls back only where neither its files nor the network name a server (timesyncd.conf(5)).
  return servers.length > 0 || network.length > 0 ? servers : fallback
}

const chronyConf = async (machine: Machine): Promise<ChronyConf> =>
  parseChronyConf(await firstText(machine, '/etc/chrony/chrony.conf', '/etc/chrony.conf'))

/** The folder for lasting settings where chrony takes further sources from; undefined where its configuration names none. */
export const chronySourceFolder = async (machine: Machine): Promise<string | undefined> =>
  (await chronyConf(machine)).sourceFolders.flat().find((folder) => /^\/etc(\/\w[\w.-]{0,60}){1,5}$/.test(folder))

const chronyServers = async (machine: Machine): Promise<ServerList> => {
  const main = await chronyConf(machine)
  const further = await Promise.all([
    ...main.includes.map((path) => textsLike(machine, path)),
    ...main.confFolders.map((folders) => textsIn(machine, folders, endsIn('.conf'))),
  ])
  const parts = [main, ...further.flat().map(parseChronyConf)]
  const sources = await Promise.all(parts.flatMap(({ sourceFolders }) => sourceFolders)
    .map((folders) => textsIn(machine, folders, endsIn('.sources'))))
  return joined([...parts, ...sources.flat().map(parseChronyConf)])
}

const ntpServers = async (machine: Machine, ...paths: readonly string[]): Promise<ServerList> => {
  const main = parseNtpConf(await firstText(machine, ...paths))
  const further = await Promise.all(main.includes.map(async (path) => {
    const text = await machine.readText(path)
    return text === null ? textsIn(machine, [path], endsIn('.conf')) : [text]
  }))
  return joined([main, ...further.flat().map(parseNtpConf)])
}
