import type { Checkup } from '../core/checkup.ts'
import type { ClockState } from '../core/clock-state.ts'
import type { Plan } from '../core/plan.ts'
import { durationShort, plusMinus, slowOrFastShort } from '../core/words/duration.ts'
import { meaningWords, sourcesWords, statementWords, unknownNextStep, unknownWords } from '../core/words/verdict.ts'
import type { RepairReport } from '../repair.ts'
import { shellWords } from '../platform/script.ts'

/** `check` for people: the statement, what it means, what explains it, what to do. */
export function checkText({ verdict, findings, plan }: Checkup): string {
  const lines = [`${statementWords(verdict)}. ${meaningWords(verdict)}.`]
  if (verdict.kind === 'unknown') lines.push(unknownWords(verdict.reason), unknownNextStep(verdict.reason))
  else {
    lines.push(`Checked against ${sourcesWords(verdict)}, right to ${plusMinus(verdict.uncertainty)}.`)
    for (const { name, address, offset } of verdict.sources.filter(({ status }) => status === 'falseticker')) {
      lines.push(`${name} (${address}) disagrees${offset === undefined ? '' : ` (${slowOrFastShort(offset)})`} and was ignored.`)
    }
  }
  for (const { title, meaning } of findings) lines.push('', `${title}.`, `  ${meaning}`)
  if (plan.steps.length > 0) lines.push('', `Repair it with: clock-medic fix   (${plan.steps.length} step${plan.steps.length === 1 ? '' : 's'}; see them with: clock-medic plan)`)
  for (const { reason } of plan.impossible) lines.push('', reason)
  return lines.join('\n')
}

/** A plan for people: each step with its reason, the exact command, what it touches and what takes it back. */
export function planText({ steps, impossible }: Plan): string {
  if (steps.length === 0) return ['Nothing has to be changed.', ...impossible.map(({ reason }) => reason)].join('\n')
  const lines = steps.flatMap(({ title, why, command, touches, undo }, index) => [
    `${index + 1}. ${title}`, `   Why:     ${why}`, `   Command: ${shellWords(command)}`, `   Changes: ${touches}`,
    ...(undo === undefined ? [] : [`   Undo:    ${shellWords(undo)}`]),
  ])
  return [...lines, ...impossible.map(({ reason }) => reason)].join('\n')
}

const STEP_WORDS = { 'done': 'done', 'failed': 'did not work', 'timed-out': 'did not end in time', 'not-reached': 'not reached' } as const

/** What a repair did and proved, for people. */
export function repairText({ result, before, after, steps, explanation }: RepairReport): string {
  const done = steps.map(({ title, state, tookSeconds, said }) => `  ${title}: ${STEP_WORDS[state]}${state === 'done' && tookSeconds > 0 ? `, ${durationShort(tookSeconds)}` : ''}${said === '' ? '' : ` (${said})`}`)
  const { verdict } = after ?? before
  switch (result) {
    case 'nothing-to-do': return [`${statementWords(verdict)}. Nothing has to be changed.`, ...explanation].join('\n')
    case 'repaired': return [...done, `${statementWords(verdict)} again: ${verdict.kind === 'known' ? `${slowOrFastShort(verdict.offset)}, right to ${plusMinus(verdict.uncertainty)}` : ''}.`].join('\n')
    case 'refused': return [...explanation, '', 'An administrator can run these steps:', commandsText(before.plan)].join('\n')
    case 'failed': case 'cannot-tell': return [...done, '', ...explanation, '', 'For your administrator:', commandsText(before.plan)].join('\n')
  }
}

/** The commands of a plan, one a line, ready to hand to an administrator. */
export function commandsText({ steps }: Plan): string {
  return steps.map(({ command }) => `  sudo ${shellWords(command)}`).join('\n')
}

/** `status` for people: how this machine keeps its clock right. */
export function stateText(state: ClockState): string {
  const [service, ...others] = state.services
  const yes = (value: boolean | undefined): string => (value === undefined ? 'not known' : value ? 'on' : 'off')
  const rows: readonly (readonly [string, string])[] = [
    ['Time service', service === undefined ? 'none found' : `${service.name}, ${service.running ? 'running' : 'not running'}, ${service.startup}`],
    ...others.map(({ name, running }) => ['Also found', `${name}, ${running ? 'running' : 'not running'}`] as const),
    ['Automatic time', yes(state.automaticTime)],
    ['The system says', state.synchronized === undefined ? 'nothing' : state.synchronized ? 'synchronized' : 'not synchronized'],
    ['Time servers', state.servers.join(', ') || 'none configured'],
    ['Time zone', state.timeZone ?? 'not known'],
    ['Hardware clock', state.hardwareClock === undefined ? 'not readable' : hardwareWords(state.hardwareClock)],
    ...(state.managed ? [['Managed by', state.managedBy ?? 'your organisation'] as const] : []),
    ...(state.container === undefined ? [] : [['Runs inside', state.container] as const]),
    ...(state.virtualMachine === undefined ? [] : [['Virtual machine', state.virtualMachine] as const]),
    ...state.unreadable.map(({ what, why }) => [what, why] as const),
  ]
  return rows.map(([label, value]) => `${`${label}:`.padEnd(17)}${value}`).join('\n')
}

function hardwareWords({ mode, minusLocalClock }: NonNullable<ClockState['hardwareClock']>): string {
  const kept = mode === 'utc' ? 'in UTC' : 'in local time'
  if (minusLocalClock === undefined) return kept
  const away = Math.abs(minusLocalClock)
  return away < 2 ? `${kept}, like the system clock` : `${kept}, ${durationShort(away)} ${minusLocalClock > 0 ? 'ahead of' : 'behind'} the system clock`
}
