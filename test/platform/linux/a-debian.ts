import type { ClockState } from '../../../main/core/clock-state.ts'
import { linux } from '../../../main/platform/linux/index.ts'
import { load } from '../../captures/load.ts'
import { scriptedMachine, type Reply, type Script } from '../../fakes/scripted-machine.ts'

const SHOW = '/usr/bin/systemctl show --property=Id,LoadState,ActiveState,SubState,UnitFileState,ConditionResult,'
  + 'ConditionTimestampMonotonic,StatusText systemd-timesyncd.service chrony.service chronyd.service ntpsec.service ntp.service '
  + 'ntpd.service openntpd.service ntpd-rs.service htpdate.service vboxadd-service.service virtualbox-guest-utils.service '
  + 'vboxservice.service open-vm-tools.service vmtoolsd.service prltoolsd.service'
const TIMEDATE = '/usr/bin/timedatectl show'
export const SOURCES = '/usr/bin/chronyc -c sources'
export const WALL = 1_795_355_881.4
export const DEBIAN_POOL = ['0.debian.pool.ntp.org', '1.debian.pool.ntp.org', '2.debian.pool.ntp.org', '3.debian.pool.ntp.org']

/** A Debian 12 laptop: what its files and folders are; the commands come from the test. */
export const debian = (show: Reply, timedate: Reply, more: Partial<Script> = {}): Script => ({
  commands: [[SHOW, show], [TIMEDATE, timedate]],
  wall: WALL,
  programs: ['/usr/bin/systemctl', '/usr/bin/timedatectl', '/usr/bin/date', '/usr/bin/touch', '/usr/sbin/hwclock', '/usr/bin/chronyc'],
  links: { '/etc/localtime': '/usr/share/zoneinfo/Europe/Berlin' },
  ...more,
  // As on the real machine: the folder that tells that systemd runs is there and empty.
  folders: { '/run/systemd': ['system', 'timesync'], '/run/systemd/system': [], ...more.folders },
  files: {
    '/etc/os-release': 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\nID=debian\n',
    '/proc/sys/kernel/osrelease': '6.1.0-56-cloud-amd64\n',
    '/sys/class/rtc/rtc0/since_epoch': '1795355881\n',
    '/sys/class/dmi/id/sys_vendor': 'LENOVO\n',
    '/sys/class/dmi/id/product_name': '21HMCTO1WW\n',
    '/usr/lib/systemd/system/systemd-timesyncd.service': '[Unit]\n',
    '/usr/lib/systemd/ntp-units.d/80-systemd-timesync.list': '# See systemd-timedated.service(8).\n\nsystemd-timesyncd.service\n',
    '/usr/lib/systemd/ntp-units.d/50-chrony.list': 'chrony.service\n',
    '/etc/systemd/timesyncd.conf': '[Time]\n#NTP=\n',
    '/etc/chrony/chrony.conf': 'confdir /etc/chrony/conf.d\npool 2.debian.pool.ntp.org iburst\nsourcedir /run/chrony-dhcp\n',
    '/etc/ntpsec/ntp.conf': DEBIAN_POOL.map((server) => `pool ${server} iburst\n`).join(''),
    '/etc/openntpd/ntpd.conf': DEBIAN_POOL.map((server) => `servers ${server}\n`).join(''),
    ...more.files,
  },
})

/** The same with chrony running, which is asked for its sources. */
export const debianWithChrony = (timedate: Reply, sources: Reply, more: Partial<Script> = {}): Script => {
  const script = debian(load('linux/systemctl-show.chrony.normal'), timedate, more)
  return { ...script, commands: [...script.commands ?? [], [SOURCES, sources]] }
}

/** The state of a scripted machine, on which every scripted command has to be run. */
export const read = async (script: Script): Promise<ClockState> => {
  const machine = scriptedMachine(script)
  const state = await linux.readState(machine)
  machine.finish()
  return state
}

/** What systemctl and timedatectl say on a laptop on which all is well. */
export const healthy = () => [load('linux/systemctl-show.timesyncd.normal'), load('linux/timedatectl-show.timesyncd.normal')] as const
