import type { Checkup } from '../core/checkup.ts'
import { tookWords, plusMinus, slowOrFastShort } from '../core/words/duration.ts'
import { commandsText } from '../core/words/plan.ts'
import { meaningWords, sourcesWords, statementWords, unknownNextStep, unknownWords } from '../core/words/verdict.ts'
import type { RepairReport } from '../repair.ts'

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

const STEP_WORDS = { 'done': 'done', 'failed': 'did not work', 'timed-out': 'did not end in time', 'not-reached': 'not reached' } as const

/** What a repair did and proved, for people. */
export function repairText({ result, before, after, steps, explanation }: RepairReport): string {
  const done = steps.map(({ title, state, tookSeconds, said }) => `  ${title}: ${STEP_WORDS[state]}${state === 'done' && tookSeconds > 0 ? `, ${tookWords(tookSeconds)}` : ''}${said === '' ? '' : ` (${said})`}`)
  const { verdict } = after ?? before
  switch (result) {
    case 'nothing-to-do': return verdict.kind === 'unknown' ? checkText(before) : [`${statementWords(verdict)}. Nothing has to be changed.`, ...explanation].join('\n')
    case 'repaired': return [...done, `${statementWords(verdict)} again: ${verdict.kind === 'known' ? `${slowOrFastShort(verdict.offset)}, right to ${plusMinus(verdict.uncertainty)}` : ''}.`].join('\n')
    case 'refused': return [...explanation, '', 'An administrator can run these steps:', commandsText(before.plan)].join('\n')
    case 'failed': case 'cannot-tell': return [...done, '', ...explanation, '', 'For your administrator:', commandsText(before.plan)].join('\n')
  }
}
