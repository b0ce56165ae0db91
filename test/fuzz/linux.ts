import { readdirSync } from 'node:fs'
import path from 'node:path'
import { parseAdjtime } from '../../main/platform/linux/adjtime.ts'
import { parseSourcesSilent } from '../../main/platform/linux/chronyc-sources.ts'
import { parseTracking } from '../../main/platform/linux/chronyc-tracking.ts'
import { decide, otherClients, parseUnitLists, serviceOfUnit, UNITS } from '../../main/platform/linux/detect.ts'
import { installLine, parseDistribution, serversOfVendor } from '../../main/platform/linux/os-release.ts'
import { parseProcStat } from '../../main/platform/linux/proc-stat.ts'
import { parseSinceEpoch, rtcMinusLocalClock } from '../../main/platform/linux/rtc.ts'
import { parseSystemctlShow } from '../../main/platform/linux/systemctl-show.ts'
import { parseTimedatectlShow } from '../../main/platform/linux/timedatectl-show.ts'
import { hasUdpPort } from '../../main/platform/linux/udp-ports.ts'
import { load } from '../captures/load.ts'
import { claim, claimFigures } from './claims.ts'
import { textTarget } from './text.ts'

/** What was recorded of one command, on real machines and on practice ones. */
export const recorded = (command: string): readonly string[] => ['linux', 'linux-practice'].flatMap((folder) =>
  readdirSync(path.join(import.meta.dirname, '../captures', folder)).filter((name) => name.startsWith(`${command}.`)).map((name) => load(`${folder}/${name.slice(0, -'.txt'.length)}`).stdout))

/** What the last line of that name says, as systemd's tools print it. */
const lastOf = (text: string, name: string): string | undefined => text.split(/\r?\n/).filter((line) => line.startsWith(`${name}=`)).at(-1)?.slice(name.length + 1).trim()

export const timedatectlShow = textTarget({
  name: 'timedatectl-show', deepest: 'synchronised', seeds: recorded('timedatectl-show'),
  words: ['NTPSynchronized=yes', 'NTPSynchronized=no', 'NTPSynchronized', 'LocalRTC=yes', 'Timezone=', 'Europe/Prague', 'yes', 'no', '=yes', 'true'],
  read: (text) => {
    const facts = parseTimedatectlShow(text)
    if (facts === null) return 'nothing in it'
    const lines = text.split(/\r?\n/).map((line) => line.trim())
    claim(facts.synchronized !== true || lines.some((line) => /^NTPSynchronized=\s*yes$/.test(line)), 'It is said to be synchronised without a word of it.')
    claim(facts.localRtc !== true || lines.some((line) => /^LocalRTC=\s*yes$/.test(line)), 'The hardware clock is said to run in local time without a word of it.')
    claim(facts.timeZone === undefined || (facts.timeZone !== '' && !facts.timeZone.includes('\n') && text.includes(`Timezone=`)), 'A zone was made up.')
    return facts.synchronized === true ? 'synchronised' : facts.timeZone === undefined ? 'without a zone' : 'with a zone'
  },
})

const RUNNING = ['active', 'reloading', 'activating']

export const systemctlShow = textTarget({
  name: 'systemctl-show', deepest: 'a service in charge', seeds: [...recorded('systemctl-show').toSorted((a, b) => a.length - b.length).slice(0, -5), ...recorded('systemctl-show-missing')],
  words: [
    'Id=', 'LoadState=', 'ActiveState=', 'SubState=', 'UnitFileState=', 'ConditionResult=', 'StatusText=', 'loaded', 'masked', 'not-found', 'active', 'activating', 'auto-restart', 'failed', 'inactive',
    'enabled', 'disabled', 'yes', 'no', 'Idle.', 'Contacted time server ', ...UNITS.keys(), 'vmtoolsd.service', '\n\n',
  ],
  read: (text) => {
    const units = parseSystemctlShow(text)
    const blocks = text.replaceAll('\r\n', '\n').split(/\n{2,}/)
    claim(new Set(units.map(({ id }) => id)).size === units.length, 'A unit appears twice.')
    const said = new Set(blocks.map((block) => [lastOf(block, 'Id'), lastOf(block, 'LoadState'), lastOf(block, 'ActiveState')].join('\0')))
    for (const { id, load: loaded, active } of units) claim(said.has([id, loaded, active].join('\0')), () => `${id} was made up.`)
    const listed = parseUnitLists([text])
    const services = units.flatMap((unit) => serviceOfUnit(unit, listed) ?? [])
    const { services: [first], automaticTime } = decide(services)
    otherClients(units)
    if (services.some(({ running }) => running)) claim(units.some(({ id, active }) => UNITS.has(id) && RUNNING.includes(active)), 'A service is said to run, and none does.')
    if (automaticTime) claim(first !== undefined && first.running && first.startup !== 'disabled' && first.startup !== 'masked', 'Automatic time is said to be on without a service that comes back.')
    return automaticTime ? 'a service in charge' : services.length > 0 ? 'services' : units.length > 0 ? 'units' : 'nothing in it'
  },
})

export const chronycTracking = textTarget({
  name: 'chronyc-tracking', deepest: 'synchronised', seeds: [...recorded('chronyc-c-tracking'), '506 Cannot talk to daemon\n'],
  words: ['7F7F0101', '00000000', 'A1B2C3D4', 'Normal', 'Insert second', 'Not synchronised', 'Invalid', '-0.000012', ',', '127.127.1.1'],
  read: (text) => {
    const tracking = parseTracking(text)
    if (tracking === null) return 'refused'
    claimFigures(tracking)
    const fields = text.trim().split(',')
    claim(/^-?\d+\.\d+(e[+-]\d+)?$/i.test(fields[4] ?? ''), () => `"${fields[4]}" is taken for an offset.`)
    if (!tracking.synchronized) return 'not synchronised'
    claim(fields.length === 14 && ['Normal', 'Insert second', 'Delete second'].includes(fields[13] ?? '') && /[1-9A-F]/.test(fields[0] ?? ''), () => `"${text.trim()}" is taken for a synchronised clock.`)
    return 'synchronised'
  },
})

export const chronycSources = textTarget({
  name: 'chronyc-sources', deepest: 'heard', seeds: recorded('chronyc-c-sources'),
  words: ['^', '*', '?', '377', '0', '4294967295', '6', '1', '\n^,*,192.0.2.1,2,6,377,12,0.1,0.1,0.1'],
  read: (text) => {
    const silent = parseSourcesSilent(text)
    if (silent === null) return 'refused'
    const lines = text.trimEnd().split(/\r?\n/).map((line) => line.split(','))
    claim(text.endsWith('\n') && lines.length > 0 && lines.every((fields) => fields.length === 10 && Number(fields[5]) >= 0 && Number(fields[6]) >= 0), 'Half a line is taken for a source.')
    claim(silent === lines.every((fields) => Number(fields[5]) === 0 || fields[6] === '4294967295'), 'Whether a source was heard is told wrongly.')
    return silent ? 'silent' : 'heard'
  },
})

export const adjtime = textTarget({
  name: 'adjtime', deepest: 'local', seeds: [...recorded('adjtime'), '0.0 0 0.0\n0\nUTC\n', '0.0 0 0.0\n0\nLOCAL\n'], words: ['LOCAL', 'UTC', '0.0', '\n'],
  read: (text) => {
    const mode = parseAdjtime(text)
    claim((mode === 'local') === (text.split('\n')[2]?.trim() === 'LOCAL'), 'The hardware clock is said to run in another time than it does.')
    return text === '' ? 'empty' : text.split('\n').length < 3 ? 'too short' : mode
  },
})

export const osRelease = textTarget({
  name: 'os-release', deepest: 'a distribution with a line to type',
  seeds: ['ID=debian\nVERSION_ID="12"\n', 'NAME="Linux Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\n', 'ID="opensuse-tumbleweed"\nID_LIKE=\'opensuse suse\'\n', 'ID=arch', 'NAME=Nothing\n'],
  words: ['ID=', 'ID_LIKE=', 'debian', 'fedora', 'arch', '"', '\'', '$(id)', '; reboot', '`id`'],
  read: (text) => {
    const names = parseDistribution(text)
    claim(names.every((name) => text.toLowerCase().includes(name) && !/[^a-z0-9._-]/.test(name)) && new Set(names).size === names.length, () => `${names.join()} are no distributions.`)
    claim(serversOfVendor(names).every((server) => /^[a-z0-9.]+$/.test(server)), 'A maker has odd servers.')
    const line = installLine(names)
    claim(line === undefined || /^[a-z-]+ [a-zA-Z-]+ [a-z/-]+$/.test(line), () => `Nobody should type ${line}`)
    return line !== undefined ? 'a distribution with a line to type' : names.length > 0 ? 'a distribution' : 'none'
  },
})

const STAT = '4242 (tmux: server) S 1 4242 4242 0 -1 4194560 12 0 0 0 1 2 3 4 20 0 1 0 987654 1234 567 18446744073709551615 1 1 0'

export const procStat = textTarget({
  name: 'proc-stat', deepest: 'a process', seeds: [STAT, STAT.replace('tmux: server', 'evil) S 1 ('), '1 (init) S'], words: [')', ' ', '(', '0', '987654'],
  read: (text) => {
    const read = parseProcStat(text)
    if (read === null) return text.includes(')') ? 'refused' : 'no name in it'
    claim(text.startsWith(read.pid) && /^\d+$/.test(read.pid) && /^\d+$/.test(read.startTime), 'A process was made up.')
    // Counted from the end of its name, as proc(5) counts: what a program calls itself must not move the fields.
    const rest = text.split(')').at(-1) ?? ''
    claim(rest.slice(1).split(' ').indexOf(read.startTime) <= 19 && rest.includes(read.startTime), 'The start is read out of the name.')
    return text.length > 200 ? 'a long one' : 'a process'
  },
})

const ZONES = ['Europe/Prague', 'UTC', 'Asia/Kathmandu', 'America/St_Johns', '']

/** Input: the reading, the zone, how the clock is kept, the local clock; one a line. */
export const hardwareClock = textTarget({
  name: 'hardware-clock', deepest: 'local, in a zone', seeds: ZONES.flatMap((zone) => [`1795348800\n${zone}\nlocal\n1795348800.4`, `1795348800\n${zone}\nutc\n1795348853`]), words: [...ZONES, 'local', 'utc', '../../etc', '-1', '8640000000001'],
  read: (text) => {
    const [reading = '', zone = '', mode = '', wall = ''] = text.split('\n')
    const since = parseSinceEpoch(reading)
    if (since === null) return 'refused'
    claim(Number.isSafeInteger(since) && since >= 0 && reading.includes(String(since)), 'A reading was made up.')
    const now = Number(wall)
    if (!(Math.abs(now) < 1e11)) return 'no clock'
    const difference = rtcMinusLocalClock(since, mode === 'local' ? 'local' : 'utc', zone === '' ? undefined : zone, now)
    if (difference === null) return 'no zone'
    claim(Number.isSafeInteger(difference) && Math.abs(difference - (since - now)) <= (mode === 'local' ? 86_400 : 1), () => `It is ${since - now} away, and said to be ${difference}.`)
    return mode === 'local' ? 'local, in a zone' : 'utc'
  },
})

const UDP = `   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
  412: 00000000:007B 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 21000 2 0000000000000000 0
 1040: 0100007F:0143 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 21001 2 0000000000000000 0
`

export const udpPorts = textTarget({
  name: 'udp-ports', deepest: 'taken', seeds: [UDP, UDP.replaceAll('00000000:007B', '00000000000000000000000000000000:007B'), UDP.replace('007B', '0089')], words: ['007B', ':007B ', '  0: 00000000:007B 0', '00000000'],
  read: (text) => {
    const taken = hasUdpPort(text, 123)
    if (taken) claim(/^\s*\d+: [0-9A-F]{8,32}:007B /m.test(text), 'A port is said to be taken, and is not.')
    else claim(!text.split('\n').includes(UDP.split('\n')[1] ?? ''), 'A port is taken, and said to be free.')
    return taken ? 'taken' : text.includes('007B') ? 'free, though it is named' : text === '' ? 'empty' : 'free'
  },
})

export const LINUX = [timedatectlShow, systemctlShow, chronycTracking, chronycSources, adjtime, osRelease, procStat, hardwareClock, udpPorts]
