import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'

/** One program to compare with, and how to read what it says. */
export interface Peer {
  readonly tool: string
  readonly command: readonly string[]
  /** The offset in seconds (true time minus local clock) out of all it printed; null where it gave none. */
  readonly read: (output: string) => number | null
}

const PACKAGES = ['chrony', 'ntpsec-ntpdate', 'ntpsec-ntpdig', 'python3-ntp', 'htpdate']

/**
 * Unpacks the peers into the user's cache, never installs them (some would start a daemon), and gives that folder.
 * Throws a sentence where that is not possible.
 */
export function unpackPeers(): string {
  const folder = path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'clock-medic-bench')
  if (existsSync(folder)) return folder
  const fresh = `${folder}.${process.pid}`
  const archives = path.join(fresh, 'archives')
  mkdirSync(path.join(archives, 'partial'), { recursive: true })
  try {
    // Brings the libraries that are missing here as well.
    const download = ['-q', '-o', 'DPkg::Lock::Timeout=300', 'install', '--download-only', '--reinstall', '-y', '--no-install-recommends',
      '-o', `Dir::Cache::archives=${archives}`, ...PACKAGES]
    if (!succeeds('apt-get', ...download)) {
      succeeds('apt-get', '-q', 'update')
      if (!succeeds('apt-get', ...download)) throw new Error(`apt-get could not download ${PACKAGES.join(', ')}; Debian or Ubuntu and root are needed.`)
    }
    for (const file of readdirSync(archives).filter((name) => name.endsWith('.deb'))) {
      if (!succeeds('dpkg-deb', '-x', path.join(archives, file), fresh)) throw new Error(`${file} could not be unpacked.`)
    }
    rmSync(archives, { recursive: true })
    const modules = path.join(fresh, 'usr/lib/python3/dist-packages')
    const library = libraryFolders(fresh).map((one) => path.join(one, 'libntpc.so')).find((file) => existsSync(file))
    // Its Python part looks beside itself first, and then only in /usr/lib.
    if (library !== undefined) symlinkSync(path.relative(path.join(modules, 'ntp'), library), path.join(modules, 'ntp', 'libntpc.so'))
    // Installing would compile them; otherwise the first run would pay for it.
    succeeds('python3', '-m', 'compileall', '-q', modules)
    renameSync(fresh, folder)
    return folder
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
}

const succeeds = (program: string, ...args: string[]): boolean =>
  spawnSync(program, args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' } }).status === 0

/** Folders of shared libraries among what was unpacked. */
function libraryFolders(folder: string): readonly string[] {
  const roots = ['lib', 'usr/lib'].map((name) => path.join(folder, name)).filter((root) => existsSync(root))
  const below = roots.flatMap((root) => readdirSync(root).filter((name) => name.includes('-linux-')).map((name) => path.join(root, name)))
  return below.flatMap((one) => [one, path.join(one, 'ntp')])
}

/** Environment in which the unpacked programs find each other, their modules and their libraries. */
export function peerEnvironment(folder: string): NodeJS.ProcessEnv {
  const programs = ['usr/bin', 'usr/sbin'].map((name) => path.join(folder, name))
  return {
    ...process.env,
    LC_ALL: 'C',
    PATH: [...programs, process.env['PATH'] ?? ''].join(':'),
    LD_LIBRARY_PATH: libraryFolders(folder).join(':'),
    PYTHONPATH: path.join(folder, 'usr/lib/python3/dist-packages'),
  }
}

export const CHRONYD = 'chronyd -Q, 4 servers iburst'
export const NTPDIG = 'ntpdig -p 4, 4 servers'
export const HTPDATE = 'htpdate -q, 1 host'

/** The peers that ask time servers. */
export function ntpPeers(servers: readonly string[]): readonly Peer[] {
  const four = servers.slice(0, 4)
  const chronyd = (options: string) => ['chronyd', '-Q', '-u', 'root', '-f', '/dev/null', ...four.map((server) => `server ${server} ${options}`)]
  return [
    { tool: CHRONYD, command: chronyd('iburst'), read: readChronyd },
    { tool: 'chronyd -Q, 4 servers maxsamples 1', command: chronyd('iburst maxsamples 1'), read: readChronyd },
    { tool: 'ntpdate -q, 4 servers', command: ['ntpdate', '-q', ...four], read: readNtpdig },
    { tool: NTPDIG, command: ['ntpdig', '-p', '4', ...four], read: readNtpdig },
  ]
}

/** The peers that read `Date` headers. */
export const webPeers = (hosts: readonly string[]): readonly Peer[] => [
  { tool: HTPDATE, command: ['htpdate', '-q', ...hosts.slice(0, 1)], read: readHtpdate },
]

const found = (pattern: RegExp, output: string): number | null => {
  const [, digits] = pattern.exec(output) ?? []
  return digits === undefined ? null : Number(digits)
}

/** "System clock wrong by 47.299539 seconds (ignored)": what has to be added (chronyd(8), -Q). */
export const readChronyd = (output: string): number | null => found(/System clock wrong by (-?\d+\.\d+) seconds/, output)

/** "2026-11-22 17:28:01.407817 (+0000) +47.298613 +/- 0.009497 192.0.2.12 s1 no-leap" (ntpdig(1)). */
export const readNtpdig = (output: string): number | null => found(/([+-]\d+\.\d+) \+\/- /, output)

/** "Offset 47.250 seconds" (htpdate(8), -q). */
export const readHtpdate = (output: string): number | null => found(/Offset (-?\d+\.\d+) seconds/, output)
