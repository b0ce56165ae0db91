import type { Plan } from '../plan.ts'
import { labelledText } from './label.ts'
import { say } from './say.ts'
import { shellWords } from './shell.ts'

/** A plan for people: each step with its reason, the exact command, what it touches and what takes it back. */
export function planText({ steps, impossible }: Plan): string {
  if (steps.length === 0) return [say('Nothing has to be changed.'), ...impossible.map(({ reason }) => reason)].join('\n')
  const lines = steps.flatMap(({ title, why, command, touches, undo }, index) => [
    `${index + 1}. ${title}`,
    ...labelledText([
      [say('Why || label: why a step of a repair is needed'), why],
      [say('Command'), shellWords(command)],
      [say('Changes || label: what a step of a repair changes'), touches],
      ...(undo === undefined ? [] : [[say('Undo || label: the command that takes a step back'), shellWords(undo)] as const]),
    ]).map((line) => `   ${line}`),
  ])
  return [...lines, ...impossible.map(({ reason }) => reason)].join('\n')
}

/** The commands of a plan, one a line, ready to hand to an administrator. */
export function commandsText({ steps }: Plan): string {
  return steps.map(({ command }) => `  sudo ${shellWords(command)}`).join('\n')
}
