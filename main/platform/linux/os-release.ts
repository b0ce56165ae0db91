/**
 * The distribution and what it derives from, out of the text of os-release(5): ID first, then ID_LIKE. Empty when the
 * text names none.
 */
export const parseDistribution = (text: string): readonly string[] => {
  const fields = new Map<string, string>()
  for (const line of text.split(/\r?\n/)) {
    const match = /^\s*(ID|ID_LIKE)=(.*)$/.exec(line)
    const [, name, value] = match ?? []
    if (name !== undefined && value !== undefined) fields.set(name, value.trim().replaceAll(/^["']|["']$/g, ''))
  }
  const names = `${fields.get('ID') ?? ''} ${fields.get('ID_LIKE') ?? ''}`.toLowerCase().split(/\s+/)
  return [...new Set(names.filter((name) => /^[a-z0-9._-]+$/.test(name)))]
}

const pool = (zone: string): readonly string[] => ['0', '1', '2', '3'].map((number) => `${number}.${zone}pool.ntp.org`)

const VENDOR_SERVERS: ReadonlyMap<string, readonly string[]> = new Map(Object.entries({
  debian: pool('debian.'),
  ubuntu: ['ntp.ubuntu.com'],
  fedora: pool('fedora.'),
  rhel: pool('rhel.'),
  centos: pool('centos.'),
  almalinux: pool('almalinux.'),
  rocky: pool('rocky.'),
  arch: pool('arch.'),
  opensuse: pool('opensuse.'),
  suse: pool('opensuse.'),
  gentoo: pool('gentoo.'),
  alpine: ['pool.ntp.org'],
}))

/** Time servers the maker of this distribution gives its users; the public pool where the maker is not known. */
export const serversOfVendor = (distribution: readonly string[]): readonly string[] => {
  for (const name of distribution) {
    const servers = VENDOR_SERVERS.get(name)
    if (servers !== undefined) return servers
  }
  return pool('')
}

const INSTALL: ReadonlyMap<string, string> = new Map(Object.entries({
  debian: 'apt-get install systemd-timesyncd',
  ubuntu: 'apt-get install chrony',
  fedora: 'dnf install chrony',
  rhel: 'dnf install chrony',
  centos: 'dnf install chrony',
  opensuse: 'zypper install chrony',
  suse: 'zypper install chrony',
  arch: 'pacman -S chrony',
  alpine: 'apk add chrony',
  void: 'xbps-install chrony',
  gentoo: 'emerge net-misc/chrony',
}))

/** The line an administrator types to install a time service here; absent for an unknown distribution. */
export const installLine = (distribution: readonly string[]): string | undefined =>
  distribution.map((name) => INSTALL.get(name)).find((line) => line !== undefined)
