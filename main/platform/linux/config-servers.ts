import type { ServiceName } from '../../core/clock-state.ts'
import type { Machine } from '../machine.ts'
import { parseChronyConf, parseNtpConf, parseNtpdRsConf, parseOpenntpdConf, parseTimesyncdConf } from './ntp-conf.ts'

/** Time servers that the given service is configured to ask, in its order. `vendor` is what it falls back to. */
export const configuredServers = async (
  machine: Machine, service: ServiceName, vendor: readonly string[],
): Promise<readonly string[]> => {
  switch (service) {
    case 'systemd-timesyncd': return timesyncdServers(machine, vendor)
    case 'chrony': return chronyServers(machine)
    case 'ntpsec': return parseNtpConf(await firstText(machine, '/etc/ntpsec/ntp.conf', '/etc/ntp.conf'))
    case 'ntpd': return parseNtpConf(await firstText(machine, '/etc/ntp.conf', '/etc/ntpsec/ntp.conf'))
    case 'openntpd': return parseOpenntpdConf(await firstText(machine, '/etc/openntpd/ntpd.conf', '/etc/ntpd.conf'))
    case 'ntpd-rs': return parseNtpdRsConf(await firstText(machine, '/etc/ntpd-rs/ntp.toml'))
    case 'htpdate': case 'w32time': case 'timed': return []
    default: return service satisfies never
  }
}

const firstText = async (machine: Machine, ...paths: readonly string[]): Promise<string> =>
  (await Promise.all(paths.map((path) => machine.readText(path)))).find((text) => text !== null) ?? ''

/** Texts of the files of a folder that end in `ending`, in the order of their names. */
const textsIn = async (machine: Machine, folder: string, ending: string): Promise<readonly string[]> => {
  const names = (await machine.list(folder)).filter((name) => name.endsWith(ending)).toSorted()
  const texts = await Promise.all(names.map((name) => machine.readText(`${folder.replace(/\/$/, '')}/${name}`)))
  return texts.filter((text) => text !== null)
}

/** Where systemd looks for settings; a file name in an earlier folder hides it in later ones (systemd.unit(5)). */
const SYSTEMD_FOLDERS = ['/etc/systemd', '/run/systemd', '/usr/local/lib/systemd', '/usr/lib/systemd'] as const

/** Texts of `*ending` files under systemd's folders, hidden ones left out, in the order of their names. */
export const systemdTexts = async (machine: Machine, folder: string, ending: string): Promise<readonly string[]> => {
  const listed = await Promise.all(SYSTEMD_FOLDERS.map(async (root) => ({
    root, names: await machine.list(`${root}/${folder}`),
  })))
  const paths = new Map<string, string>()
  for (const { root, names } of listed) {
    for (const name of names) {
      if (name.endsWith(ending) && !paths.has(name)) paths.set(name, `${root}/${folder}/${name}`)
    }
  }
  const sorted = [...paths.keys()].toSorted().map((name) => paths.get(name) ?? '')
  return (await Promise.all(sorted.map((path) => machine.readText(path)))).filter((text) => text !== null)
}

const timesyncdServers = async (machine: Machine, vendor: readonly string[]): Promise<readonly string[]> => {
  const [main, dropIns] = await Promise.all([
    firstText(machine, ...SYSTEMD_FOLDERS.map((root) => `${root}/timesyncd.conf`)),
    systemdTexts(machine, 'timesyncd.conf.d', '.conf'),
  ])
  const conf = parseTimesyncdConf([main, ...dropIns])
  return conf.servers.length > 0 ? conf.servers : conf.fallback ?? vendor
}

const chronyServers = async (machine: Machine): Promise<readonly string[]> => {
  const main = parseChronyConf(await firstText(machine, '/etc/chrony/chrony.conf', '/etc/chrony.conf'))
  const partsIn = async (folders: readonly string[], ending: string) =>
    (await Promise.all(folders.map((folder) => textsIn(machine, folder, ending)))).flat().map(parseChronyConf)
  const parts = await partsIn(main.confFolders, '.conf')
  const sources = await partsIn([main, ...parts].flatMap((part) => part.sourceFolders), '.sources')
  return [...new Set([main, ...parts, ...sources].flatMap((part) => part.servers))]
}
