import { labelWords } from '../words/label.ts'
import { say } from '../words/say.ts'
import { COMMENT, type HelpMessage } from './help-end.ts'
import { measuredLines, type MeasuredClocks } from './measured.ts'

/**
 * The message to the people who look after a system, ready to copy: what is asked, the numbers that were measured, commands.
 * Holds no secret, no code and no name.
 * @param error the recognised error text, without names and addresses
 */
export function messageText({ subject, asks, commands = [] }: HelpMessage, clocks: MeasuredClocks, error?: string): string {
  return [
    say(subject),
    '',
    ...asks.map((ask) => say(ask)),
    ...(error === undefined ? [] : ['', say('The error says:'), ...error.split('\n').map((line) => `  ${line}`)]),
    '',
    say('Measured by Clock Medic:'),
    ...measuredLines(clocks).map((line) => `- ${line}`),
    ...commands.flatMap(({ title, commands: lines }) => ['', labelWords(say(title)), ...lines.map((line) => `  ${commandLine(line)}`)]),
  ].join('\n')
}

/** The mark is put before the words again, so that no translation can turn an explanation into a command. */
const commandLine = (line: string): string => (line.startsWith(COMMENT) ? `${COMMENT}${say(line.slice(COMMENT.length))}` : line)
