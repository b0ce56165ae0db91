const FIELDS = 10
/** What `last sample` says of a source that never gave one. */
const NEVER = '4294967295'

/**
 * Tells by the output of `chronyc -c sources` (chronyc(1): ten fields a line) whether no source was heard lately. Reach
 * alone does not tell: it stays 377 for minutes after the network went away. Null when the text is something else or names no source.
 */
export const parseSourcesSilent = (text: string): boolean | null => {
  const lines = text.trimEnd().split(/\r?\n/).map((line) => line.split(','))
  // Without an end of line the last one was cut off.
  if (!text.endsWith('\n') || !lines.every(isSource)) return null
  return lines.every(([, , , , , reach, last]) => Number(reach) === 0 || last === NEVER)
}

const isSource = (fields: readonly string[]): boolean => {
  const [mode = '', state = '', , , , reach = '', last = ''] = fields
  return fields.length === FIELDS && /^[\^=#]$/.test(mode) && /^[*+\-x~?]$/.test(state) && /^[0-7]{1,3}$/.test(reach) && /^\d{1,10}$/.test(last)
}
