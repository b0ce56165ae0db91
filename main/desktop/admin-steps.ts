import type { Checkup } from '../core/checkup.ts'
import { reasonWords } from '../core/words/verdict.ts'
import { shellWords } from '../core/words/shell.ts'

/** The repair as text for an administrator: what was measured and found, and the commands with their reasons. */
export function adminSteps({ checkedAt, verdict, findings, plan, state: { os } }: Checkup): string {
  const reason = reasonWords(verdict)
  return [
    `${reason} Measured at ${new Date(checkedAt * 1000).toISOString()} by its own clock.`,
    ...findings.filter(({ severity }) => severity !== 'note').map(({ title }) => `${title}.`),
    '',
    ...(plan.steps.length === 0 ? ['No step of this computer mends it.'] : [os === 'windows' ? 'As administrator:' : 'As root:']),
    ...plan.steps.flatMap(({ title, command }) => ['', `# ${title}`, shellWords(command)]),
    ...plan.impossible.map(({ reason: why }) => `\n${why}`),
  ].join('\n')
}
