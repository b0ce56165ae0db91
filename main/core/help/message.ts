import type { HelpMessage } from './help-end.ts'
import { measuredLines, type MeasuredClocks } from './measured.ts'

/**
 * The message to the people who look after a system, ready to copy: what is asked, the numbers that were measured, commands.
 * Holds no secret, no code and no name.
 * @param error the recognised error text, without names and addresses
 */
export function messageText({ subject, asks, commands = [] }: HelpMessage, clocks: MeasuredClocks, error?: string): string {
  return [
    subject,
    '',
    ...asks,
    ...(error === undefined ? [] : ['', 'The error says:', ...error.split('\n').map((line) => `  ${line}`)]),
    '',
    'Measured by Clock Medic:',
    ...measuredLines(clocks).map((line) => `- ${line}`),
    ...commands.flatMap(({ title, commands: lines }) => ['', `${title}:`, ...lines.map((line) => `  ${line}`)]),
  ].join('\n')
}
