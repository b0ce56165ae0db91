import { checkUp, type CheckOptions } from '../checkup.ts'
import { AUTHENTICATE, MEASURE_FOR_REPAIR, repair, type RepairParts } from '../repair.ts'
import type { Checkup } from '../core/checkup.ts'
import type { ServiceClock } from '../core/service-clock.ts'
import type { KeptSettings } from '../core/policy/explain.ts'
import { NOTHING_SET, type PolicyReading } from '../core/policy/reading.ts'
import type { Allowed } from '../core/service-page.ts'
import { planText } from '../core/words/plan.ts'
import { stateText } from '../core/words/state.ts'
import type { Elevation } from '../platform/elevation-types.ts'
import type { Past } from '../report-past.ts'
import { readArguments, type Arguments } from './arguments.ts'
import { EXIT, exitOf, exitOfRepair, exitOfUndo } from './exit-codes.ts'
import { factsLine, jamfResult, nagiosLine, prometheusText } from './fleet-formats.ts'
import { HELP } from './help.ts'
import { checkJson, fixJson, planJson, systemJson, undoJson, undoPlanJson } from './json.ts'
import { beforeRepairText, checkText, repairText, undoPlanText, undoText } from './text.ts'

/** What the command line touches besides the laptop. */
export interface Terminal {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Asks a yes-or-no question; null where nobody can be asked. */
  readonly confirm: ((question: string) => Promise<boolean>) | null
  readonly version: string
  /** Lines of standard input, each as it comes, never shown. */
  readonly lines: () => AsyncIterable<string>
  /** Hosts of services that may be asked though they are not public; none when absent. */
  readonly allowed?: Allowed
  /** From now on an interrupt does not end the program but this signal, which `--watch` obeys; it lasts for ever when absent. */
  readonly stop?: () => AbortSignal
  /** What the organisation has decided for this machine; nothing when absent. */
  readonly policy?: () => Promise<PolicyReading>
  /** The settings that the user keeps with the app; undefined where there are none. */
  readonly keptSettings?: () => Promise<KeptSettings | undefined>
  /** Opens this machine, or a practice one by its name; a sentence where there is no such one. */
  readonly open: (practice: string | undefined) => Promise<OpenLaptop | string>
}

export interface OpenLaptop extends Omit<RepairParts, 'elevation'> {
  /** The road to the rights; a function where finding it takes time, which only a repair has. */
  readonly elevation: Elevation | (() => Promise<Elevation>)
  /** Options that belong to this laptop, for example its own servers. */
  readonly options: CheckOptions
  /** Words on the system for the report. */
  readonly about: () => Promise<readonly string[]>
  /** What its user and it are called, which no report may tell; absent where the laptop is made up. */
  readonly privateNames?: () => Promise<readonly string[]>
  /** What the app in the tray has kept of the past. */
  readonly past?: () => Promise<Past>
  readonly close: () => Promise<void>
}

/** Runs one command line and gives its exit code (product.md). Never throws for what a user typed. */
export async function runCli(argv: readonly string[], terminal: Terminal): Promise<number> {
  const parsed = readArguments(argv)
  switch (parsed.kind) {
    case 'help': return say(terminal, HELP, EXIT.fine)
    case 'version': return say(terminal, terminal.version, EXIT.fine)
    case 'wrong': return usage(terminal, parsed.sentence)
    case 'run': return runUnderPolicy(parsed.arguments, argv, terminal)
  }
}

/** A practice laptop knows no policy. */
async function runUnderPolicy(given: Arguments, argv: readonly string[], terminal: Terminal): Promise<number> {
  if (given.practice !== undefined || given.command === 'policy') return runOn(given, terminal)
  const { policy } = await terminal.policy?.() ?? NOTHING_SET
  if (Object.keys(policy).length === 0) return runOn(given, terminal)
  const { underPolicy } = await import('./policy.ts')
  const under = underPolicy(argv, given, policy)
  if ('arguments' in under) return runOn(under.arguments, { ...terminal, ...(under.allowed === undefined ? {} : { allowed: under.allowed }) })
  terminal.err(under.refused)
  return EXIT.refused
}

async function runOn(given: Arguments, terminal: Terminal): Promise<number> {
  if (given.command === 'fix' && !given.yes && !given.dryRun && (given.format === 'json' || terminal.confirm === null)) {
    return usage(terminal, 'Nothing was changed: nobody can be asked here, so say --yes to go on or --dry-run to see the plan.')
  }
  const { command } = given
  if (command === 'services') return listServices(given, terminal)
  if (command === 'policy') return tellPolicy(given, terminal)
  const page = given.service === undefined ? null : (await import('../core/service-page.ts')).readServicePage(given.service, terminal.allowed)
  if (page !== null && 'wrong' in page) return usage(terminal, page.wrong)
  const laptop = await terminal.open(given.practice)
  if (typeof laptop === 'string') return usage(terminal, laptop)
  if (given.practice !== undefined) terminal.err('Practice: a made-up laptop. Nothing on this computer is changed.')
  try {
    return await commands[command](given, terminal, given.verbose === true ? (await import('./verbose.ts')).telling(laptop, terminal.err) : laptop, page)
  } finally {
    await laptop.close()
  }
}

/** `page`: that of the service whose clock is to be measured as well. */
type Run = (given: Arguments, terminal: Terminal, laptop: OpenLaptop, page: URL | null) => Promise<number>

const commands: { readonly [C in Exclude<Arguments['command'], 'services' | 'policy'>]: Run } = {
  check: async (given, terminal, laptop, page) => {
    const { fleet } = given
    if (fleet !== undefined) {
      const { fleetCheck } = await import('./fleet-check.ts')
      return fleetCheck({ fleet, terminal, laptop, look: () => checkUp(laptop, optionsOf(given, laptop)), format: (checkup) => formatted(checkup, given, null) })
    }
    const checkup = await checkUp(laptop, optionsOf(given, laptop))
    const service = await serviceOf(page, given, terminal, laptop, checkup)
    return say(terminal, formatted(checkup, given, service), exitOf(checkup.verdict))
  },
  plan: async (given, terminal, laptop) => {
    const checkup = await checkUp(laptop, optionsOf(given, laptop))
    return say(terminal, given.format === 'json' ? json({ ...checkJson(checkup), plan: planJson(checkup.plan) }) : planOf(checkup), exitOf(checkup.verdict))
  },
  fix: async (given, terminal, laptop) => {
    if (given.undo) return takeBack(given, terminal, laptop)
    const options = optionsOf(given, laptop)
    if (given.dryRun) return commands.plan(given, terminal, laptop, null)
    const before = await checkUp(laptop, { ...MEASURE_FOR_REPAIR, ...options })
    const parts = await withRights(laptop)
    if (given.format === 'text') terminal.out(before.plan.steps.length === 0 ? '' : beforeRepairText(before))
    if (!given.yes && before.plan.steps.length > 0 && !(await agreed(terminal, parts, 'Repair the clock now?'))) return say(terminal, 'Nothing was changed.', exitOf(before.verdict))
    const report = await repair(parts, before, options)
    const { verdict } = report.after ?? report.before
    return say(terminal, given.format === 'json' ? json(fixJson(report)) : repairText(report), exitOfRepair(report.result, verdict))
  },
  status: async (given, terminal, { platform, machine }) => {
    const state = await platform.readState(machine)
    return say(terminal, given.format === 'json' ? json({ schema: 1, system: systemJson(state) }) : stateText(state), EXIT.fine)
  },
  report: async (given, terminal, laptop, page) => {
    const [checkup, about] = await Promise.all([checkUp(laptop, { authenticate: AUTHENTICATE, ...optionsOf(given, laptop) }), laptop.about()])
    const service = await serviceOf(page, given, terminal, laptop, checkup)
    const { reportOf, saveReport } = await import('./report.ts')
    const text = await reportOf(given, terminal.version, laptop, { checkup, about, service })
    const { report: { output, force } = {} } = given
    if (output === undefined) return say(terminal, text, exitOf(checkup.verdict))
    const trouble = await saveReport(output, text, force === true)
    if (trouble === null) return say(terminal, '', exitOf(checkup.verdict))
    terminal.err(trouble)
    return EXIT.unknown
  },
  code: async (given, terminal, laptop, page) => {
    const { answerCode, codeJson, codeText, exitOfCode, readCodeInput } = await import('./code.ts')
    const { clock } = laptop.machine
    const input = await readCodeInput(terminal.lines(), clock.monotonic)
    if (typeof input === 'string') return usage(terminal, input)
    const checkup = await checkUp(laptop, optionsOf(given, laptop))
    const service = await serviceOf(page, given, terminal, laptop, checkup)
    const answer = answerCode(input, checkup, { wall: clock.wall(), monotonic: clock.monotonic() }, service?.clock)
    return say(terminal, given.format === 'json' ? json(codeJson(answer)) : codeText(answer), exitOfCode(answer))
  },
}

/** `policy`: what it sets, and with `--explain` also what it leaves open. Needs no laptop. */
async function tellPolicy({ format, explain }: Arguments, terminal: Terminal): Promise<number> {
  const [{ policyJson, policyText }, reading = NOTHING_SET, kept] = await Promise.all([import('./policy.ts'), terminal.policy?.(), terminal.keptSettings?.()])
  return say(terminal, format === 'json' ? json(policyJson(reading, kept)) : policyText(reading, kept, explain === true), reading.wrong.length === 0 ? EXIT.fine : EXIT.warning)
}

/** `services`: what is known of the tolerances of services. Needs no laptop. */
async function listServices({ format }: Arguments, terminal: Terminal): Promise<number> {
  const { SERVICES } = await import('../core/services/data.ts')
  if (format === 'json') return say(terminal, json({ schema: 1, services: SERVICES }), EXIT.fine)
  const { servicesText } = await import('../core/words/services.ts')
  return say(terminal, servicesText(SERVICES), EXIT.fine)
}

/** What `--service` found out; null where it was not asked for. Loaded only then: no other check needs any of it. */
async function serviceOf(page: URL | null, { timeout }: Arguments, { allowed }: Terminal, laptop: OpenLaptop, checkup: Checkup): Promise<ServiceAnswer | null> {
  if (page === null) return null
  const [{ checkService }, { serviceClockWords }, { serviceJson }] = await Promise.all([import('../service-check.ts'), import('../core/words/service-clock.ts'), import('./service-json.ts')])
  const { proxy } = laptop.options
  const clock = await checkService(laptop, checkup, page, {
    ...(allowed === undefined ? {} : { allowed }), ...(proxy === undefined ? {} : { proxy }), ...(timeout === undefined ? {} : { deadline: Math.max(0.1, timeout - checkup.tookSeconds) }),
  })
  return { clock, words: serviceClockWords(clock), json: { service: serviceJson(clock) } }
}

interface ServiceAnswer {
  readonly clock: ServiceClock
  readonly words: readonly string[]
  readonly json: { readonly service: Record<string, unknown> }
}

/** `fix --undo`: shows what takes the last repair back, asks, and does it. */
async function takeBack({ format, yes, dryRun }: Arguments, terminal: Terminal, laptop: OpenLaptop): Promise<number> {
  const { proposeUndo, undo } = await import('../repair-undo.ts')
  const { lastRepair } = laptop.options
  const parts = await withRights(laptop)
  const proposal = await proposeUndo(parts, lastRepair)
  if (dryRun) return say(terminal, format === 'json' ? json(undoPlanJson(proposal)) : undoPlanText(proposal), proposal.kind === 'unusable' ? EXIT.critical : EXIT.fine)
  if (proposal.kind === 'steps') {
    if (format === 'text') terminal.out(`${undoPlanText(proposal)}\n`)
    if (!yes && !(await agreed(terminal, parts, 'Take the last repair back now?'))) return say(terminal, 'Nothing was changed.', EXIT.fine)
  }
  const report = await undo(parts, proposal, lastRepair)
  return say(terminal, format === 'json' ? json(undoJson(proposal, report)) : undoText(report), exitOfUndo(report.result))
}

/** Where the clock could not be measured, an empty plan does not mean that all is well. */
const planOf = (checkup: Checkup): string =>
  checkup.plan.steps.length === 0 && checkup.verdict.kind === 'unknown' ? checkText(checkup) : planText(checkup.plan)

async function withRights(laptop: OpenLaptop): Promise<RepairParts> {
  const { elevation } = laptop
  return { ...laptop, elevation: typeof elevation === 'function' ? await elevation() : elevation }
}

async function agreed({ confirm }: Terminal, { elevation }: RepairParts, question: string): Promise<boolean> {
  const asks = elevation.asks === null ? '' : ' You will be asked for an administrator\'s password once.'
  return confirm !== null && (await confirm(`${question}${asks} [y/N] `))
}

/** Where only websites answer, hundredths of a second take some time. */
const MEASURE_PRECISELY: CheckOptions = { fine: true, precision: 0.02, deadline: 6 }

function optionsOf({ warning, critical, timeout, servers, websites, precise, only, zone }: Arguments, { options }: OpenLaptop): CheckOptions {
  return {
    ...options,
    limits: { warning, critical },
    ...(precise ? MEASURE_PRECISELY : {}),
    ...(timeout === undefined ? {} : { deadline: timeout }),
    ...(servers === undefined ? {} : { servers }),
    ...(websites === undefined ? {} : { websites }),
    ...(only === undefined ? {} : { only }),
    ...(zone === undefined ? {} : { timeZone: zone }),
  }
}

function formatted(checkup: Checkup, { format, warning, critical, fleet }: Arguments, service: ServiceAnswer | null): string {
  switch (format) {
    case 'text': return [checkText(checkup), ...(service === null ? [] : ['', ...service.words]), ...(fleet?.watch === undefined ? [] : [''])].join('\n')
    // Of many documents in a row each has a line of its own.
    case 'json': return fleet?.watch === undefined ? json({ ...checkJson(checkup), ...service?.json }) : JSON.stringify(checkJson(checkup))
    case 'nagios': return nagiosLine(checkup, { warning, critical })
    case 'prometheus': return prometheusText(checkup)
    case 'jamf': return jamfResult(checkup)
    case 'facts': return factsLine(checkup)
  }
}

const json = (document: unknown): string => JSON.stringify(document, null, 2)

function say({ out }: Terminal, text: string, exit: number): number {
  out(text)
  return exit
}

function usage({ err }: Terminal, sentence: string): number {
  err(`${sentence}\nSee: clock-medic --help`)
  return EXIT.usage
}
