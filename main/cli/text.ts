import type { Checkup } from '../core/checkup.ts'
import { tookWords, plusMinus, slowOrFastShort } from '../core/words/duration.ts'
import { commandsText, planText } from '../core/words/plan.ts'
import { hintWords, meaningWords, sourceName, sourcesWords, statementWords, unknownNextStep, unknownWords } from '../core/words/verdict.ts'
import { stateText } from '../core/words/state.ts'
import type { RepairReport } from '../repair.ts'
import type { UndoProposal, UndoReport } from '../repair-undo.ts'

/** `check` for people: the statement, what it means, what explains it, what to do. */
export function checkText(checkup: Checkup): string {
  const { plan: { steps, impossible } } = checkup
  const lines = [whatIsWrong(checkup)]
  if (steps.length > 0) lines.push('', `Repair it with: clock-medic fix   (${steps.length === 1 ? '1 step; see it' : `${steps.length} steps; see them`} with: clock-medic plan)`)
  for (const { reason } of impossible) lines.push('', reason)
  return lines.join('\n')
}

/** What `fix` shows before it asks or runs: what is wrong, and every step with its command. */
export const beforeRepairText = (checkup: Checkup): string => `${whatIsWrong(checkup)}\n\n${planText(checkup.plan)}\n`

function whatIsWrong({ verdict, findings }: Checkup): string {
  const lines: string[] = []
  if (verdict.kind === 'unknown') lines.push(`${statementWords(verdict)}.`, unknownWords(verdict.reason), unknownNextStep(verdict.reason), ...(verdict.hint === undefined ? [] : [hintWords(verdict.hint)]))
  else {
    lines.push(`${statementWords(verdict)}. ${meaningWords(verdict)}.`)
    lines.push(`Checked against ${sourcesWords(verdict)}, right to ${plusMinus(verdict.uncertainty)}.`)
    for (const { name, address, offset } of verdict.sources.filter(({ status }) => status === 'falseticker')) {
      lines.push(`${sourceName({ name, address })} disagrees${offset === undefined ? '' : ` (${slowOrFastShort(offset)})`} and was ignored.`)
    }
  }
  for (const { title, meaning } of findings) lines.push('', `${title}.`, `  ${meaning}`)
  return lines.join('\n')
}

const STEP_WORDS = { 'done': 'done', 'failed': 'did not work', 'timed-out': 'did not end in time', 'not-reached': 'not reached' } as const

/** What a repair did and proved, for people. */
export function repairText({ result, before, after, steps, explanation }: RepairReport): string {
  const done = stepLines(steps)
  const { verdict } = after ?? before
  switch (result) {
    case 'nothing-to-do': return verdict.kind === 'unknown' ? checkText(before) : [`${statementWords(verdict)}. Nothing has to be changed.`, ...explanation].join('\n')
    case 'repaired': return [
      ...done, `${statementWords(verdict)} again: ${verdict.kind === 'known' ? `${slowOrFastShort(verdict.offset)}, right to ${plusMinus(verdict.uncertainty)}` : ''}.`,
      ...left(after ?? before).flatMap(({ title, meaning }) => ['', `${title}.`, `  ${meaning}`]),
    ].join('\n')
    case 'overtaken': return [...explanation, '', checkText(after ?? before)].join('\n')
    case 'refused': return [...explanation, '', 'An administrator can run these steps:', commandsText(before.plan)].join('\n')
    case 'failed': case 'cannot-tell': return [...done, '', ...explanation, ...forAdministrator(after ?? before)].join('\n')
  }
}

const stepLines = (steps: RepairReport['steps']): readonly string[] => steps
  .map(({ title, state, tookSeconds, said }) => `  ${title}: ${STEP_WORDS[state]}${state === 'done' && tookSeconds > 0 ? `, ${tookWords(tookSeconds)}` : ''}${said === '' ? '' : ` (${said})`}`)

/** What `fix --undo` shows before it asks or runs: every step with its command. */
export function undoPlanText(proposal: UndoProposal): string {
  if (proposal.kind !== 'steps') return proposal.words.join('\n')
  return ['This takes the last repair back:', '', planText({ id: '', steps: proposal.steps, impossible: [] }), '', ...proposal.words].join('\n').trimEnd()
}

/** What an undo did, and how this computer keeps its clock now. */
export function undoText({ result, steps, state, explanation }: UndoReport): string {
  const said = result === 'undone' ? ['The settings of the last repair are taken back.', ...explanation] : explanation
  return [...stepLines(steps), ...(steps.length === 0 ? [] : ['']), ...said, ...(state === undefined ? [] : ['', stateText(state)])].join('\n')
}

/** What a repair could not mend though the clock is right now. */
const left = ({ findings }: Checkup): Checkup['findings'] => findings.filter(({ severity }) => severity !== 'note')

/** The steps of the newest look: those of the first would move a clock once more that was moved already. */
function forAdministrator({ plan, verdict }: Checkup): readonly string[] {
  if (plan.steps.length > 0) return ['', 'For your administrator:', commandsText(plan)]
  return verdict.kind === 'unknown' ? [] : ['', 'This computer knows no further step.']
}
