/** Text as XML holds it, in elements and in attributes. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Lines moved to the right, by two blanks each time. */
export const indented = (lines: readonly string[], by = 1): readonly string[] => lines.map((line) => `${'  '.repeat(by)}${line}`)
