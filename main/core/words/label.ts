import { say } from './say.ts'

/** "Time zone:", a label before its value. */
export const labelWords = (label: string): string => say('{label}: || a label before its value', { label })

/** Rows of labels and values as text, the values in one column. */
export function labelledText(rows: readonly (readonly [label: string, value: string])[]): readonly string[] {
  const labels = rows.map(([label]) => labelWords(label))
  const width = Math.max(...labels.map(({ length }) => length)) + 1
  return rows.map(([, value], index) => `${(labels[index] ?? '').padEnd(width)}${value}`)
}
