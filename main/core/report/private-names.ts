/** Too short to be told from a part of any word. */
const SHORTEST = 3
const SHORTEST_PART = 4
/** What so many people and computers are called that it tells nothing; to hide such words would make a report unreadable. */
const ORDINARY: ReadonlySet<string> = new Set([
  'root', 'user', 'users', 'home', 'admin', 'administrator', 'guest', 'system', 'computer', 'desktop', 'laptop', 'notebook', 'workstation', 'server', 'host',
  'local', 'localhost', 'localdomain', 'lan', 'workgroup', 'windows', 'linux', 'macos', 'macbook', 'debian', 'ubuntu', 'fedora', 'time', 'clock', 'medic',
])

/** What may stand between the letters of a name that was cut up: one character of these. */
const BETWEEN = String.raw`[\s\0._\u200b-]?`

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)

/** The name in letters of any size, however it is cut up or put together, where it is no part of a longer word. */
function asWord(name: string): string {
  const letters = [...name].map(escaped)
  return `(?<![\\p{L}\\p{N}])${letters.join(letters.length > SHORTEST_PART ? BETWEEN : '')}(?![\\p{L}\\p{N}])`
}

const bytesOf = (text: string): readonly number[] => [...new TextEncoder().encode(text)]

/** Hexadecimal digits, and what an address on the web makes of it. */
const encodedForms = (name: string): readonly string[] => [
  bytesOf(name).map((byte) => byte.toString(16).padStart(2, '0')).join(''),
  escaped(encodeURIComponent(name)),
]

/** Base64 without what the next letters could change. */
function inBase64(name: string): string {
  const bytes = bytesOf(name)
  const whole = btoa(String.fromCodePoint(...bytes))
  return escaped(whole.slice(0, Math.floor(bytes.length * 8 / 6)))
}

/**
 * Whole names, and the parts of those that have some: "alice.weber" is found as "Alice" as well. Patterns know capitals, but not
 * those that are two letters ("ß" is "SS").
 */
function withParts(name: string): readonly string[] {
  const parts = name.split(/[^\p{L}\p{N}]+/u).filter((part) => part.length >= SHORTEST_PART)
  const whole = [name, ...parts]
  return [...whole, ...whole.map((each) => each.toUpperCase()), ...whole.map((each) => each.normalize('NFD'))].filter((each) => each.length >= SHORTEST && !ORDINARY.has(each.toLowerCase()))
}

/** Gives a function that puts `[name]` in the place of each of these names, also of such that are split, encoded or in capitals. */
export function nameHider(names: readonly string[]): (text: string) => string {
  const all = [...new Set(names.flatMap(withParts))].toSorted((a, b) => b.length - a.length)
  if (all.length === 0) return (text) => text
  const long = all.filter(({ length }) => length > SHORTEST_PART)
  const words = new RegExp([...all.map(asWord), ...long.flatMap(encodedForms)].join('|'), 'giu')
  const base64 = long.length === 0 ? null : new RegExp(`(?:${long.map(inBase64).join('|')})[A-Za-z0-9+/_=-]*`, 'g')
  return (text) => (base64 === null ? text : text.replaceAll(base64, '[name]')).replaceAll(words, '[name]')
}
