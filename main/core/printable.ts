/** What may be shown of words that were not understood: whatever stands before an @ may be a password, and nothing steers a terminal. */
export const printable = (text: string): string => withoutPassword(text.trim()).replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '?').slice(0, 80)

/** The same of what has to be plain ASCII, such as an address; no longer than `longest` characters. */
export const printableAscii = (text: string, longest = 80): string => withoutPassword(text).replaceAll(/[^\x20-\x7E]/g, '?').slice(0, longest)

const withoutPassword = (text: string): string => text.replace(/^.*@/s, '***@')
