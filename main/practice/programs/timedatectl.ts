import { distanceText, isZone, readDayAndClock, systemdText, zoneOffset } from '../calendar.ts'
import { complains, says, setClock, type Insides, type Output, type Program } from '../program.ts'

const NEEDS_RIGHTS = 'Interactive authentication required.'
const YES = new Set(['1', 'yes', 'y', 'true', 't', 'on'])
const NO = new Set(['0', 'no', 'n', 'false', 'f', 'off'])
const SET_SECONDS = 0.8

interface Request {
  readonly verb: string
  readonly operands: readonly string[]
  readonly properties: readonly string[]
  readonly valueOnly: boolean
}

type Verb = (request: Request, insides: Insides, asRoot: boolean) => Output

/** timedatectl(1): state of the clock for everybody, changes of it for root. */
export const timedatectl: Program = (args, insides, asRoot) => {
  insides.kernel.now()
  const request = readArguments(args)
  if ('exit' in request) return request
  return VERBS[request.verb]?.(request, insides, asRoot) ?? complains(1, `Unknown command verb ${request.verb}.`)
}

function readArguments(args: readonly string[]): Request | Output {
  const words: string[] = []
  const wanted: string[] = []
  let valueOnly = false
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? ''
    if (arg === '-p' || arg === '--property') {
      const names = args[++i]
      if (names === undefined) return complains(1, `timedatectl: option requires an argument -- 'p'`)
      wanted.push(...names.split(','))
    } else if (arg.startsWith('--property=')) wanted.push(...arg.slice('--property='.length).split(','))
    else if (arg === '--value') valueOnly = true
    else if (/^--?[a-z]/.test(arg) && !['--no-pager', '--no-ask-password', '--all', '-a'].includes(arg)) {
      return complains(1, `timedatectl: unrecognized option '${arg}'`)
    } else if (!/^--?[a-z]/.test(arg)) words.push(arg)
  }
  const [verb = 'status', ...operands] = words
  return { verb, operands, properties: wanted, valueOnly }
}

const yesNo = (value: boolean): string => value ? 'yes' : 'no'

const canNtp = ({ service }: Insides): boolean => service?.canNtp ?? false
const ntp = (insides: Insides): boolean => canNtp(insides) && insides.service?.active === 'active'

const show: Verb = ({ properties, valueOnly }, insides) => {
  const { kernel } = insides
  const now = kernel.now()
  const all = [
    ['Timezone', kernel.timeZone],
    ['LocalRTC', yesNo(kernel.rtc.mode === 'local')],
    ['CanNTP', yesNo(canNtp(insides))],
    ['NTP', yesNo(ntp(insides))],
    ['NTPSynchronized', yesNo(kernel.synchronized)],
    ['TimeUSec', systemdText(kernel.clock.localAt(now), kernel.timeZone)],
    ['RTCTimeUSec', systemdText(kernel.rtc.faceAt(now), kernel.timeZone)],
  ] as const
  const wanted = all.filter(([name]) => properties.length === 0 || properties.includes(name))
  return says(...wanted.map(([name, value]) => valueOnly ? value : `${name}=${value}`))
}

const status: Verb = (_request, insides) => {
  const { kernel } = insides
  const now = kernel.now()
  const local = kernel.clock.localAt(now)
  const { timeZone } = kernel
  const zone = systemdText(local, timeZone).split(' ')[3] ?? ''
  const service = canNtp(insides) ? ntp(insides) ? 'active' : 'inactive' : 'n/a'
  const lines = [
    `               Local time: ${systemdText(local, timeZone)}`,
    `           Universal time: ${systemdText(local, 'UTC')}`,
    `                 RTC time: ${systemdText(kernel.rtc.faceAt(now), 'UTC').replace(/ UTC$/, '')}`,
    `                Time zone: ${timeZone} (${zone}, ${distanceText(zoneOffset(local, timeZone))})`,
    `System clock synchronized: ${yesNo(kernel.synchronized)}`,
    `              NTP service: ${service}`,
    `          RTC in local TZ: ${yesNo(kernel.rtc.mode === 'local')}`,
  ]
  return says(...lines, ...(kernel.rtc.mode === 'local' ? LOCAL_RTC_WARNING : []))
}

const LOCAL_RTC_WARNING = [
  '',
  'Warning: The system is configured to read the RTC time in the local time zone.',
  '         This mode cannot be fully supported. It will create various problems',
  '         with time zone changes and daylight saving time adjustments. The RTC',
  '         time is never updated, it relies on external facilities to maintain it.',
  '         If at all possible, use RTC in UTC by calling',
  `         'timedatectl set-local-rtc 0'.`,
] as const

/** Succeeds without doing anything when the service is enabled and runs already, right clock or not. */
const setNtp: Verb = ({ operands: [value] }, insides, asRoot) => {
  if (value === undefined) return complains(1, 'Too few arguments.')
  const on = YES.has(value.toLowerCase())
  const off = NO.has(value.toLowerCase())
  if (!on && !off) return complains(1, `Failed to parse NTP setting '${value}': Invalid argument`)
  const { service, kernel } = insides
  if (service === null || !service.canNtp) return complains(1, 'Failed to set ntp: NTP not supported')
  if (!asRoot) return complains(1, `Failed to set ntp: ${NEEDS_RIGHTS}`)
  service.enabled = on
  if (on) service.start(kernel.now())
  else service.stop(kernel.now())
  return { exit: 0, takes: SET_SECONDS }
}

/** Sets the hardware clock as well. Refuses while a service it knows is running, before it asks for rights. */
const setTime: Verb = ({ operands: [text] }, insides, asRoot) => {
  if (text === undefined) return complains(1, 'Too few arguments.')
  const { kernel } = insides
  const wanted = readTime(text, kernel.local(), kernel.timeZone)
  if (wanted === null) return complains(1, `Failed to parse time specification '${text}': Invalid argument`)
  if (ntp(insides)) return complains(1, 'Failed to set time: Automatic time synchronization is enabled')
  if (!asRoot) return complains(1, `Failed to set time: ${NEEDS_RIGHTS}`)
  if (insides.faults.includes('step-fails')) return complains(1, 'Failed to set time: Access denied')
  setClock(insides, wanted)
  kernel.rtc.set(kernel.now(), wanted)
  return { exit: 0, takes: SET_SECONDS }
}

function readTime(text: string, local: number, zone: string): number | null {
  const epoch = /^@(\d+(?:\.\d+)?)$/.exec(text)
  if (epoch !== null) return Number(epoch[1])
  const relative = /^([+-]\d+(?:\.\d+)?)(?: ?s| ?sec| ?seconds)?$/.exec(text)
  if (relative !== null) return local + Number(relative[1])
  return readDayAndClock(text, zone)
}

const setTimezone: Verb = ({ operands: [zone] }, { kernel }, asRoot) => {
  if (zone === undefined) return complains(1, 'Too few arguments.')
  if (zone === kernel.timeZone) return { exit: 0 }
  if (!isZone(zone)) return complains(1, `Failed to set time zone: Invalid or not installed time zone '${zone}'`)
  if (!asRoot) return complains(1, `Failed to set time zone: ${NEEDS_RIGHTS}`)
  kernel.timeZone = zone
  if (kernel.rtc.mode === 'local') kernel.rtc.set(kernel.now(), kernel.local())
  return { exit: 0, takes: SET_SECONDS }
}

/** Writes the time of the system into the hardware clock at once, right or wrong. */
const setLocalRtc: Verb = ({ operands: [value] }, { kernel, files }, asRoot) => {
  if (value === undefined) return complains(1, 'Too few arguments.')
  const local = YES.has(value.toLowerCase())
  if (!local && !NO.has(value.toLowerCase())) return complains(1, `Failed to parse local RTC setting '${value}': Invalid argument`)
  if (local === (kernel.rtc.mode === 'local')) return { exit: 0 }
  if (!asRoot) return complains(1, `Failed to set local RTC: ${NEEDS_RIGHTS}`)
  kernel.rtc.keepIn(local ? 'local' : 'utc')
  kernel.rtc.set(kernel.now(), kernel.local())
  files.addFile('/etc/adjtime', `0.0 0 0.0\n0\n${local ? 'LOCAL' : 'UTC'}\n`)
  return { exit: 0, takes: SET_SECONDS }
}

const VERBS: { readonly [verb: string]: Verb | undefined } = {
  'show': show,
  'status': status,
  'set-ntp': setNtp,
  'set-time': setTime,
  'set-timezone': setTimezone,
  'set-local-rtc': setLocalRtc,
}
