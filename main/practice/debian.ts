import { utcParts } from './calendar.ts'
import { DEBIAN_POOL, type LaptopDescription } from './description.ts'
import { FileTree } from './file-tree.ts'
import type { Kernel } from './kernel.ts'
import { CHRONY, NTPSEC, OPENNTPD, TIMESYNCD } from './services.ts'
import type { TimeService } from './time-service.ts'

const lines = (...texts: readonly string[]): string => `${texts.join('\n')}\n`

const OS_RELEASE = lines(
  'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"', 'NAME="Debian GNU/Linux"', 'VERSION_ID="12"',
  'VERSION="12 (bookworm)"', 'VERSION_CODENAME=bookworm', 'ID=debian', 'HOME_URL="https://www.debian.org/"',
  'SUPPORT_URL="https://www.debian.org/support"', 'BUG_REPORT_URL="https://bugs.debian.org/"',
)

/** The files of a Debian 12 laptop with this time service, as far as time is concerned. */
export function debianFiles(kernel: Kernel, service: TimeService | null, description: LaptopDescription): FileTree {
  const files = new FileTree()
  files.addFile('/etc/os-release', OS_RELEASE)
  files.addFile('/etc/timezone', () => `${kernel.timeZone}\n`)
  files.addLink('/etc/localtime', () => `/usr/share/zoneinfo/${kernel.timeZone}`)
  files.addFolder('/etc/init.d')
  files.addFolder('/run/systemd/system')
  files.addFile('/proc/sys/kernel/osrelease', '6.1.0-56-amd64\n')
  files.addFile('/proc/uptime', () => {
    const up = (kernel.now() - kernel.bootedAt).toFixed(2)
    return `${up} ${up}\n`
  })
  files.addFile('/sys/class/dmi/id/product_name', 'Practice Laptop\n')
  files.addFile('/sys/class/dmi/id/sys_vendor', 'Clock Medic\n')
  if (description.hardwareClock?.mode === 'local') files.addFile('/etc/adjtime', lines('0.0 0 0.0', '0', 'LOCAL'))
  addHardwareClock(files, kernel)
  if (service !== null) {
    addUnit(files, service)
    addConfiguration(files, kernel, service, description.servers ?? DEBIAN_POOL, description.servers !== undefined)
  }
  for (const program of programsOf(service)) files.addProgram(program)
  return files
}

function addHardwareClock(files: FileTree, kernel: Kernel): void {
  const face = (): number => kernel.rtc.faceAt(kernel.now())
  files.addFile('/sys/class/rtc/rtc0/since_epoch', () => `${face()}\n`)
  files.addFile('/sys/class/rtc/rtc0/date', () => `${utcParts(face()).day}\n`)
  files.addFile('/sys/class/rtc/rtc0/time', () => `${utcParts(face()).clock}\n`)
  files.addFile('/sys/class/rtc/rtc0/name', 'rtc_cmos rtc_cmos\n')
  files.addFile('/sys/class/rtc/rtc0/hctosys', '1\n')
}

function addUnit(files: FileTree, service: TimeService): void {
  const { unit, fragment, wantedBy, aliases, listFile, sysv } = service.facts
  files.addFile(fragment, lines('[Unit]', `Description=${service.facts.description}`))
  files.addLink(`/etc/systemd/system/${unit}`, () => service.masked ? '/dev/null' : null)
  files.addLink(`/etc/systemd/system/${wantedBy}.wants/${unit}`, () => service.enabled ? fragment : null)
  for (const alias of aliases) files.addLink(`/etc/systemd/system/${alias}`, () => service.enabled ? fragment : null)
  if (listFile !== undefined) files.addFile(`/usr/lib/systemd/ntp-units.d/${listFile}`, lines(unit))
  if (sysv !== undefined) files.addFile(`/etc/init.d/${sysv}`, '#!/bin/sh\n')
}

/** The settings in force; Debian ships its timesyncd.conf with every line commented out. */
function addConfiguration(
  files: FileTree, kernel: Kernel, service: TimeService, servers: readonly string[], configured: boolean,
): void {
  if (service.facts === TIMESYNCD) {
    const fallback = `#FallbackNTP=${DEBIAN_POOL.join(' ')}`
    files.addFile('/etc/systemd/timesyncd.conf', lines(
      '[Time]', configured ? `NTP=${servers.join(' ')}` : '#NTP=', fallback, '#RootDistanceMaxSec=5',
      '#PollIntervalMinSec=32', '#PollIntervalMaxSec=2048', '#ConnectionRetrySec=30', '#SaveIntervalSec=60',
    ))
    files.addFile('/var/lib/systemd/timesync/clock', '')
    files.addFile('/run/systemd/timesync/synchronized', () => {
      kernel.now()
      return service.active === 'active' && kernel.synchronized ? '' : null
    })
  } else if (service.facts === CHRONY) {
    const ownServers = servers.map((server) => `server ${server} iburst`)
    const sources = configured ? ownServers : ['pool 2.debian.pool.ntp.org iburst']
    files.addFile('/etc/chrony/chrony.conf', lines(
      'confdir /etc/chrony/conf.d', ...sources, 'sourcedir /run/chrony-dhcp', 'sourcedir /etc/chrony/sources.d',
      'keyfile /etc/chrony/chrony.keys', 'driftfile /var/lib/chrony/chrony.drift', 'ntsdumpdir /var/lib/chrony',
      'logdir /var/log/chrony', 'maxupdateskew 100.0', 'rtcsync', 'makestep 1 3', 'leapsectz right/UTC',
    ))
    files.addFolder('/etc/chrony/conf.d')
    files.addFolder('/etc/chrony/sources.d')
  } else if (service.facts === NTPSEC) {
    files.addFile('/etc/ntpsec/ntp.conf', lines(
      'driftfile /var/lib/ntpsec/ntp.drift', 'leapfile /usr/share/zoneinfo/leap-seconds.list', 'tos maxclock 11',
      'tos minclock 4 minsane 3', ...servers.map((server) => `pool ${server} iburst`),
      'restrict default kod nomodify nopeer noquery limited', 'restrict 127.0.0.1', 'restrict ::1',
    ))
  } else if (service.facts === OPENNTPD) {
    files.addFile('/etc/openntpd/ntpd.conf', lines(...servers.map((server) => `servers ${server}`)))
    files.addFile('/etc/default/openntpd', 'DAEMON_OPTS="-f /etc/openntpd/ntpd.conf"\n')
  }
}

/** Every program found on the laptop. Those without a simulation can be found but not run. */
function programsOf(service: TimeService | null): readonly string[] {
  const base = [
    ...['systemctl', 'timedatectl', 'date', 'touch', 'install', 'tee', 'rm'].map((name) => `/usr/bin/${name}`), '/usr/sbin/hwclock',
  ]
  switch (service?.facts) {
    case TIMESYNCD: return [...base, '/usr/lib/systemd/systemd-timesyncd']
    case CHRONY: return [...base, '/usr/bin/chronyc', '/usr/sbin/chronyd']
    case NTPSEC: return [...base, '/usr/sbin/ntpd']
    case OPENNTPD: return [...base, '/usr/sbin/ntpd']
    default: return base
  }
}
