import type { Checkup } from '../core/checkup.ts'
import { reasonWords } from '../core/words/verdict.ts'
import { say } from '../core/words/say.ts'
import { shellWords } from '../core/words/shell.ts'

/** The repair as text for an administrator: what was measured and found, and the commands with their reasons. */
export function adminSteps({ checkedAt, verdict, findings, plan, state: { os } }: Checkup): string {
  const reason = reasonWords(verdict)
  return [
    `${reason} ${say('Measured at {time} by its own clock. || the clock of the computer', { time: new Date(checkedAt * 1000).toISOString() })}`,
    ...findings.filter(({ severity }) => severity !== 'note').map(({ title }) => say('{finding}. || the title of a finding as a sentence', { finding: title })),
    '',
    ...(plan.steps.length === 0 ? [say('No step of this computer mends it.')] : [os === 'windows' ? say('As administrator: || commands follow') : say('As root: || commands follow')]),
    ...plan.steps.flatMap(({ title, command }) => ['', `# ${title}`, shellWords(command)]),
    ...plan.impossible.map(({ reason: why }) => `\n${why}`),
  ].join('\n')
}
