/** How one kind of private detail looks, and what stands in its place. Every repetition is bounded or runs over a class that ends it. */
interface Rule {
  readonly pattern: RegExp
  readonly replace: string | ((found: string, ...groups: string[]) => string)
}

const KEYS = 'user(?:name|id)?|login|account|name|host(?:name)?|server|principal|client|upn|e?mail|subject|token|secret|password|pass|pwd|key|otp|pin|cookie|session(?:id)?|authorization|phone|number|tel|ip|ua'
const FUNCTION_WORDS = 'is|was|has|have|had|not|name|account|and|or|with|for|from|in|on|at|to|of|does|did|cannot|could|can|failed|locked|denied|authentication'

const RULES: readonly Rule[] = [
  // Invisible characters could hide a name from the rules below, or turn words around when they are shown.
  { pattern: /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, replace: '' },
  { pattern: /[^\P{Cc}\n]/gu, replace: ' ' },
  { pattern: /\b[a-z][a-z0-9+.-]{1,15}:\/\/\S+/gi, replace: '[address]' },
  // The context that servers write into each line: [name=…;ip=…;ua=…].
  { pattern: /\[[^[\]=\n]*=[^[\]\n]*\]/g, replace: '[details]' },
  { pattern: /[^\s@<>()[\]"'=:;,]{1,100}@[^\s@<>()[\]"',;]{1,255}/g, replace: '[name]' },
  { pattern: /"[^"\n]{1,200}"|“[^”\n]{1,200}”|„[^“\n]{1,200}“|«[^»\n]{1,200}»|(?<!\p{L})'[^'\n]{1,200}'(?!\p{L})/gu, replace: '[quoted]' },
  // What stands in the place of a quoted value or an address is of the value, and so is what follows it.
  { pattern: new RegExp(`\\b(${KEYS})(\\s{0,3}[=:]\\s{0,3})(?:\\[(?:address|details|name|quoted)\\]|[^\\s,;)\\]}>]){1,300}`, 'gi'), replace: (_found, key, sign) => `${key}${sign}[hidden]` },
  { pattern: /\b(bearer|basic)\s{1,3}\S{8,}/gi, replace: '$1 [hidden]' },
  { pattern: /(?<![\p{L}\d])[a-z]:\\[^\s"'<>|]*/giu, replace: '[path]' },
  { pattern: /\\\\[^\s"'<>|]+/g, replace: '[path]' },
  { pattern: /(?<![\p{L}\p{N}._$-])[\p{L}\p{N}._$-]{1,60}\\[\p{L}\p{N}._$-]{1,60}/gu, replace: '[name]' },
  { pattern: /(?<![\p{L}\p{N}/.<])~?\/[^\s"'<>()[\],;]+/gu, replace: '[path]' },
  { pattern: /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?(?!\d)/g, replace: '[address]' },
  { pattern: /(?<![\w:])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?:%\w{1,20})?(?![\w:])/gi, replace: (found) => (isAddress(found) ? '[address]' : found) },
  { pattern: /(?<![\p{L}\p{N}_.-])(?:[\p{L}\p{N}-]{1,63}\.){1,8}(?!(?:service|timer|socket|exe|dll|log|conf|m)\b)[a-z]{2,24}(?![\w-])(?::\d{1,5})?/giu, replace: '[address]' },
  { pattern: new RegExp(`\\b(user|account|login|principal|client|customer|benutzer|konto|utilisateur|usuario)\\s{1,3}(?!(?:${FUNCTION_WORDS})\\b)[^\\s,;:[\\]]{1,100}`, 'gi'), replace: '$1 [name]' },
  { pattern: /\b([Ff]or|[Bb]y|[Ff]rom|[Tt]o|[Dd]ear|[Hh]ello|[Hh]i|[Hh]allo)\s{1,3}\p{Lu}[\p{Ll}\p{M}'’-]{1,40}(?:[ \t]?\p{Lu}[\p{Ll}\p{M}'’-]{1,40}){0,3}/gu, replace: '$1 [name]' },
  // Keys in groups of four, as authenticators show them.
  { pattern: /(?<![\p{L}\p{N}])(?:[a-z2-7]{4}[ -]){3,20}[a-z2-7]{2,4}(?![\p{L}\p{N}])/giu, replace: (found) => (isKey(found) ? '[key]' : found) },
  { pattern: /[A-Za-z0-9+/_=~-]{12,}/g, replace: (found) => (isKey(found) ? '[key]' : found) },
  { pattern: /(?<![\p{L}\p{N}.-])(?:\+|00?)\d[\d ()/-]{6,18}\d/gu, replace: '[number]' },
  { pattern: /(?<![\p{L}\p{N}.-])\d{3}[ -]?\d{3,}(?![\p{L}\p{N}])/gu, replace: '[code]' },
]

/** "::1" and "fe80::1" are addresses, and so are five groups or more; "14:03:21" is a time. */
const isAddress = (found: string): boolean => found.length > 2 && (found.includes('::') || found.split(':').length > 4)

/** Letters mixed with digits, or a long run of capitals; words of a language and names of constants are neither. */
const isKey = (found: string): boolean => (/\d/.test(found) && /[a-z]/i.test(found)) || /[+/=~]/.test(found) || /^[A-Z2-7 ]{14,}$/.test(found)

/**
 * An error text without what is private in it: names, mail and network addresses, hosts, paths, keys, tokens and codes.
 * Words that look like any other word may be left, so it is shown before it is passed on.
 */
export const stripPrivate = (text: string): string => RULES.reduce((rest, { pattern, replace }) => rest.replaceAll(pattern, replace as string), text).trim()
