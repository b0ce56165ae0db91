/** Words quoted for a POSIX shell; what needs no quotes stays readable. */
export function shellWords(words: readonly string[]): string {
  return words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll('\'', `'\\''`)}'`)).join(' ')
}
