import { impossible } from './answers.ts'
import type { Finding } from './finding.ts'
import { WORTH_CORRECTING } from './limits.ts'
import { REMEDIES, type Remedy, type RemedyContext, type RemedyTable, type Step } from './remedy.ts'
import { say } from './words/say.ts'

export interface Plan {
  /** Changes whenever what would be done changes; the window names a plan by it. */
  readonly id: string
  readonly steps: readonly Step[]
  /** Remedies that a finding asks for and this machine cannot do, each with its reason. */
  readonly impossible: readonly { readonly remedy: Remedy; readonly reason: string }[]
}

/**
 * Composes the remedies that the findings ask for into steps, in the order in which they have to run (REMEDIES).
 * A clock that has to be set is set before its service starts, because a service that starts on a wrong clock may
 * only slew it or restore an old one; the service is started or restarted after that, the hardware clock comes last.
 * @param only keep to these remedies; all when absent
 */
export function makePlan(findings: readonly Finding[], table: RemedyTable, context: RemedyContext, only?: readonly Remedy[]): Plan {
  const wanted = withCompanions(new Set(findings.flatMap(({ remedy }) => remedy ?? [])), context)
  const steps: Step[] = []
  const notHere: Plan['impossible'][number][] = []
  for (const remedy of REMEDIES) {
    if (!wanted.has(remedy) || (only !== undefined && !only.includes(remedy))) continue
    const given = table[remedy](context)
    // A system that writes the hardware clock by itself has no step that could come too early.
    const tooEarly = WRITES_HARDWARE_CLOCK.has(remedy) && given.kind === 'steps' && given.steps.length > 0 && staysWrong(context, steps)
    const answer = tooEarly ? impossible(say('The hardware clock is set from the clock, so the clock has to be right first.')) : given
    // Two remedies may come down to the same command on one system.
    if (answer.kind === 'steps') steps.push(...answer.steps.filter((step) => !steps.some((earlier) => sameCommand(earlier, step))))
    else notHere.push({ remedy, reason: answer.reason })
  }
  return { id: planId(steps, context), steps, impossible: notHere }
}

const WRITES_HARDWARE_CLOCK: ReadonlySet<Remedy> = new Set(['set-hardware-clock', 'set-hardware-clock-mode'])

/** Whether the clock is wrong, or not known to be right, and no step before sets it. */
function staysWrong({ offset }: RemedyContext, steps: readonly Step[]): boolean {
  return !steps.some(({ remedy }) => remedy === 'step-clock') && (offset === undefined || Math.abs(offset) > WORTH_CORRECTING)
}

const sameCommand = (a: Step, b: Step): boolean => a.command.join('\0') === b.command.join('\0')

/** Remedies that are only whole together with another one. */
function withCompanions(wanted: ReadonlySet<Remedy>, { state, timeZone }: RemedyContext): ReadonlySet<Remedy> {
  const all = new Set(wanted)
  // Setting the clock leaves the hardware clock wrong until a service has been in sync for minutes.
  if (all.has('step-clock') && state.hardwareClock !== undefined) all.add('set-hardware-clock')
  // A service asks its new servers once it is restarted, and after a step it has to be restarted anyway (docs/adr/0004).
  if (all.has('use-working-servers')) all.add('resync')
  // Who names a zone wants it set, whatever was found.
  if (timeZone !== undefined && timeZone !== state.timeZone) all.add('set-time-zone')
  // A service that is started anyway need not be restarted.
  if (all.has('enable-automatic-time') || all.has('start-service')) all.delete('resync')
  return all
}

/**
 * FNV-1a over what would run, the measured number left out: the same plan keeps its id while the clock drifts, and whichever
 * of the good time servers answered first.
 */
function planId(steps: readonly Step[], { workingServers = [] }: RemedyContext): string {
  const good = new Set(workingServers)
  const alike = (words: string): string => words.split(/([\s,:=]+)/).map((word) => (good.has(word) ? '*' : word)).join('').replaceAll(/[+-]?\d+(\.\d+)?/g, '#')
  const text = steps.map(({ remedy, command, input = [] }) => [remedy, ...command, ...input].map(alike).join(' ')).join('\n')
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0
  return `${steps.length}-${hash.toString(16).padStart(8, '0')}`
}
