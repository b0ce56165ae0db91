import { say } from './say.ts'

/** "Time zone:", a label before its value. */
export const labelWords = (label: string): string => say('{label}: || a label before its value', { label })

/** Rows of labels and values as text, the values in one column. */
export function labelledText(rows: readonly (readonly [label: string, value: string])[]): readonly string[] {
  const width = Math.max(...rows.map(([label]) => labelWords(label).length)) + 1
  return rows.map(([label, value]) => `${labelWords(label).padEnd(width)}${value}`)
}
