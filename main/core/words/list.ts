/** "a", "a and b", "a, b and c". Empty for none. */
export function listWords(items: readonly string[]): string {
  const last = items.at(-1)
  return last === undefined || items.length === 1 ? last ?? '' : `${items.slice(0, -1).join(', ')} and ${last}`
}
