import { complains, says, type Insides, type Output, type Program } from '../program.ts'
import { fileState, findUnit, fullName, linksOf, properties } from '../units.ts'
import type { TimeService } from '../time-service.ts'

interface Request {
  readonly verb: string
  readonly units: readonly string[]
  readonly properties: readonly string[]
  readonly valueOnly: boolean
  readonly now: boolean
}

/** How long starting, stopping and enabling took on real machines. */
const START_SECONDS = 0.8
const RELOAD_SECONDS = 0.6

const NEEDS_RIGHTS = 'Interactive authentication required.'
const SILENT_OPTIONS = new Set(['--no-pager', '--no-ask-password', '--quiet', '-q', '--full', '-l', '--no-block'])

type Verb = (request: Request, insides: Insides, asRoot: boolean) => Output

/** systemctl(1) for the laptop's time service; every other unit does not exist. */
export const systemctl: Program = (args, insides, asRoot) => {
  insides.kernel.now()
  const request = readArguments(args)
  if ('exit' in request) return request
  const verb = VERBS[request.verb]
  if (verb === undefined) return complains(1, `Unknown command verb ${request.verb}.`)
  if (request.units.length === 0 && request.verb !== 'show') return complains(1, 'Too few arguments.')
  return verb(request, insides, asRoot)
}

function readArguments(args: readonly string[]): Request | Output {
  const words: string[] = []
  const wanted: string[] = []
  let valueOnly = false
  let now = false
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? ''
    if (arg === '-p' || arg === '--property') {
      const names = args[++i]
      if (names === undefined) return complains(1, `systemctl: option requires an argument -- 'p'`)
      wanted.push(...names.split(','))
    } else if (arg.startsWith('--property=')) wanted.push(...arg.slice('--property='.length).split(','))
    else if (arg === '--now') now = true
    else if (arg === '--value') valueOnly = true
    else if (!arg.startsWith('-')) words.push(arg)
    else if (!SILENT_OPTIONS.has(arg)) return complains(1, `systemctl: unrecognized option '${arg}'`)
  }
  const [verb = 'list-units', ...units] = words
  return { verb, units, properties: wanted, valueOnly, now }
}

const show: Verb = ({ units, properties: wanted, valueOnly }, insides) => {
  const blocks = units.map((unit) => properties(unit, insides)
    .filter(([name]) => wanted.length === 0 || wanted.includes(name))
    .map(([name, value]) => valueOnly ? `${value}\n` : `${name}=${value}\n`)
    .join(''))
  return { exit: 0, stdout: blocks.join('\n') }
}

const isActive: Verb = ({ units }, insides) => {
  const states = units.map((unit) => findUnit(unit, insides)?.active ?? 'inactive')
  return { ...says(...states), exit: states.includes('active') ? 0 : 3 }
}

/** Stops at the first unit it does not know and does not show the rest. */
const isEnabled: Verb = ({ units }, insides) => {
  const states: string[] = []
  for (const unit of units) {
    const service = findUnit(unit, insides)
    if (service === null) {
      const why = `Failed to get unit file state for ${fullName(unit)}: No such file or directory`
      return { ...says(...states), ...complains(1, why) }
    }
    states.push(fullName(unit) === service.facts.unit ? fileState(service) : 'alias')
  }
  return { ...says(...states), exit: states.some((state) => state === 'enabled' || state === 'alias') ? 0 : 1 }
}

/** Does something to each unit in turn and keeps the first failure's exit code. */
function forEach(units: readonly string[], act: (unit: string) => Output): Output {
  const outputs = units.map(act)
  return {
    exit: outputs.find((output) => output.exit !== 0)?.exit ?? 0,
    stderr: outputs.map((output) => output.stderr ?? '').join(''),
    takes: outputs.reduce((sum, output) => sum + (output.takes ?? 0), 0),
  }
}

const job = (verb: 'start' | 'stop' | 'restart'): Verb => ({ units }, insides, asRoot) => forEach(units, (name) => {
  const unit = fullName(name)
  const failed = (exit: number, why: string): Output => complains(exit, `Failed to ${verb} ${unit}: ${why}`)
  if (!asRoot) {
    const { stderr = '' } = failed(1, NEEDS_RIGHTS)
    return { exit: 1, stderr: `${stderr}See system logs and 'systemctl status ${unit}' for details.\n` }
  }
  const service = findUnit(name, insides)
  if (service === null) return failed(5, `Unit ${unit} not ${verb === 'stop' ? 'loaded' : 'found'}.`)
  if (service.masked && verb !== 'stop') return failed(1, `Unit ${unit} is masked.`)
  const at = insides.kernel.now()
  if (verb !== 'start') service.stop(at)
  return verb === 'stop' || service.start(at) ? { exit: 0, takes: START_SECONDS } : startFailed(service)
})

const startFailed = ({ facts }: TimeService): Output => complains(1,
  `Job for ${facts.unit} failed because the control process exited with error code.`,
  `See "systemctl status ${facts.unit}" and "journalctl -xeu ${facts.unit}" for details.`)

/** What systemctl says first about units that still have an old start script. */
const sysvLines = (service: TimeService, verb: string): readonly string[] => service.facts.sysv === undefined ? [] : [
  `Synchronizing state of ${service.facts.unit} with SysV service script with /lib/systemd/systemd-sysv-install.`,
  `Executing: /lib/systemd/systemd-sysv-install ${verb} ${service.facts.sysv}`,
]

const enable: Verb = (request, insides, asRoot) => {
  const output = forEach(request.units, (name) => {
    const service = findUnit(name, insides)
    if (!asRoot) return enableRefused(service)
    if (service === null) return complains(1, `Failed to enable unit: Unit file ${fullName(name)} does not exist.`)
    const path = `/etc/systemd/system/${service.facts.unit}`
    if (service.masked) return complains(1, `Failed to enable unit: Unit file ${path} is masked.`)
    const links = service.enabled ? [] : linksOf(service)
    service.enabled = true
    const created = links.map((link) => `Created symlink ${link} → ${service.facts.fragment}.`)
    return { ...complains(0, ...sysvLines(service, 'enable'), ...created), takes: RELOAD_SECONDS }
  })
  return request.now && output.exit === 0 ? then(output, job('start')(request, insides, asRoot)) : output
}

function enableRefused(service: TimeService | null): Output {
  if (service?.facts.sysv === undefined) return complains(1, `Failed to enable unit: ${NEEDS_RIGHTS}`)
  const reload = `Reload daemon failed: ${NEEDS_RIGHTS}`
  const rest = service.enabled
    ? [reload, reload, `Failed to enable unit: ${NEEDS_RIGHTS}`]
    : [reload, 'update-rc.d: error: Permission denied']
  return complains(1, ...sysvLines(service, 'enable'), ...rest)
}

const disable: Verb = (request, insides, asRoot) => {
  if (!asRoot) return complains(1, `Failed to disable unit: ${NEEDS_RIGHTS}`)
  const output = forEach(request.units, (name) => {
    const service = findUnit(name, insides)
    if (service === null) return complains(1, `Failed to disable unit: Unit file ${fullName(name)} does not exist.`)
    const links = service.enabled ? linksOf(service) : []
    service.enabled = false
    const removed = links.map((link) => `Removed "${link}".`)
    return { ...complains(0, ...sysvLines(service, 'disable'), ...removed), takes: RELOAD_SECONDS }
  })
  return request.now && output.exit === 0 ? then(output, job('stop')(request, insides, asRoot)) : output
}

const mask: Verb = (request, insides, asRoot) => {
  if (!asRoot) return complains(1, `Failed to mask unit: ${NEEDS_RIGHTS}`)
  const output = forEach(request.units, (name) => {
    const service = findUnit(name, insides)
    if (service === null) return complains(0, `Unit ${fullName(name)} does not exist, proceeding anyway.`)
    if (service.masked) return { exit: 0 }
    service.masked = true
    const created = `Created symlink /etc/systemd/system/${service.facts.unit} → /dev/null.`
    return { ...complains(0, created), takes: RELOAD_SECONDS }
  })
  return request.now ? then(output, job('stop')(request, insides, asRoot)) : output
}

const unmask: Verb = ({ units }, insides, asRoot) => {
  if (!asRoot) return complains(1, `Failed to unmask unit: ${NEEDS_RIGHTS}`)
  return forEach(units, (name) => {
    const service = findUnit(name, insides)
    if (service === null) return complains(0, `Unit ${fullName(name)} does not exist, proceeding anyway.`)
    if (!service.masked) return { exit: 0 }
    service.masked = false
    return { ...complains(0, `Removed "/etc/systemd/system/${service.facts.unit}".`), takes: RELOAD_SECONDS }
  })
}

const then = (first: Output, second: Output): Output => ({
  exit: second.exit,
  stderr: `${first.stderr ?? ''}${second.stderr ?? ''}`,
  takes: (first.takes ?? 0) + (second.takes ?? 0),
})

const VERBS: { readonly [verb: string]: Verb | undefined } = {
  'show': show,
  'is-active': isActive,
  'is-enabled': isEnabled,
  'start': job('start'),
  'stop': job('stop'),
  'restart': job('restart'),
  'enable': enable,
  'disable': disable,
  'mask': mask,
  'unmask': unmask,
}
