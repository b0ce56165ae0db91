import { stripPrivate } from '../help/strip.ts'
import { nameHider } from './private-names.ts'
import { isPublicName } from './public-names.ts'

/** What must not stand in a report, and what the user lets stand in it. */
export interface Privacy {
  /** What this user and this computer are called, and the home folder. */
  readonly names: readonly string[]
  /** Time servers of one's own and all addresses of time servers are named. */
  readonly withAddresses: boolean
}

/** Takes private words out of texts. One hider serves a whole report, so that one server has one label in all of it. */
export interface Hider {
  /** The name of a source of time: itself where everybody asks it or where names were chosen, else "server-1". */
  readonly server: (name: string) => string
  /** A sentence or a command of our own, in which a name or an address may stand. */
  readonly words: (text: string) => string
  /** Names alone, out of what cannot hold anything else. */
  readonly names: (text: string) => string
  /** What other programs or people wrote: of this only plain words are left. */
  readonly outside: (text: string) => string
}

interface Rule {
  readonly pattern: RegExp
  readonly replace: string | ((found: string) => string)
}

/** What a path may begin with; every other one may hold the name of a person, a disk or a project. */
const SYSTEM_PATH = /^(?:\/(?:usr|bin|sbin|etc|lib|proc|sys|dev\/(?:null|rtc\d?)|run\/(?:systemd|current-system)|var\/(?:lib|run|db|service)|System|Library)(?![\w.-])|C:\\Windows(?![\w.-]))/i
/** Ends of words that have the form of a host and are none: units, programs, settings. */
const NO_HOST = /\.(?:service|timer|socket|target|exe|dll|log|conf|config|sources|d|ps1|m|js|timed|plist)$/i

/** Before all others, for they take names apart. */
const FIRST: readonly Rule[] = [
  // Invisible characters could hide a name from the rules below.
  { pattern: /[\u00ad\u200b-\u200d\u2060-\u2064\ufeff]/g, replace: '' },
  { pattern: /[^\s@<>()[\]"'=:;,]{1,100}(?:@|%40)[^\s@<>()[\]"',;]{1,255}/gi, replace: '[name]' },
]

const SHAPES: readonly Rule[] = [
  { pattern: /\b((?:e|b)?ssid|wi-?fi|wlan|network name|serial(?: ?(?:number|no))?|s\/n|password|passwd|passphrase|secret|token|otp|user ?name|login|host ?name)(\s{0,3}[=:]\s{0,3})[^\n;,]{1,200}/gi, replace: '$1$2[hidden]' },
  { pattern: /\bfile:\S+|\\\\[^\s"'<>|]+/gi, replace: '[path]' },
  { pattern: /(?<![\p{L}\d])[a-z]:\\[^\s"'<>|]*|(?<![\p{L}\p{N}/.<])~?\/[^\s"'“”„«»<>(),;]+/giu, replace: (found) => (SYSTEM_PATH.test(found) && !/\.\./.test(found) ? found : isOption(found) ? found : '[path]') },
  { pattern: /(?<![\p{L}\p{N}])(?:[0-9a-f]{2}([:-]))(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}(?![\p{L}\p{N}])/giu, replace: '[address]' },
  { pattern: /(?<![\p{L}\p{N}])(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}(?![\p{L}\p{N}])/giu, replace: '[address]' },
  // Keys as authenticators show them, and long runs in which letters and digits are mixed: keys, serial numbers, encoded text.
  { pattern: /(?<![\p{L}\p{N}])(?:[a-z2-7]{4}[ -]){3,20}[a-z2-7]{2,4}(?![\p{L}\p{N}])/giu, replace: (found) => (isMixed(found) || found === found.toUpperCase() ? '[key]' : found) },
  { pattern: /(?<![\p{L}\p{N}])[A-Z0-9]{8,}(?![\p{L}\p{N}])/gu, replace: (found) => (isMixed(found) || /^[A-Z2-7]{16,}$/.test(found) ? '[key]' : found) },
  { pattern: /(?<![\p{L}\p{N}])[a-z0-9+/]{12,}={0,2}(?![\p{L}\p{N}])/giu, replace: (found) => (isMixed(found) ? '[key]' : found) },
  { pattern: /(?<![\p{L}\p{N}.+-])\d{3}[ -]?\d{3,5}(?![\p{L}\p{N}]|\.\d)/gu, replace: '[code]' },
]

const ADDRESSES: readonly Rule[] = [
  { pattern: /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?(?![\d.]*\d)/g, replace: '[address]' },
  { pattern: /(?<![\w:])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?:%\w{1,20})?(?![\w:])/gi, replace: (found) => (found.length > 2 && (found.includes('::') || found.split(':').length > 4) ? '[address]' : found) },
  {
    pattern: /(?<![\p{L}\p{N}_./\\@-])(?:[\p{L}\p{N}_-]{1,63}\.){1,8}[\p{L}]{2,24}(?![\p{L}\p{N}_-])/gu,
    replace: (found) => (NO_HOST.test(found) || isPublicName(found) ? found : '[server]'),
  },
]

/** Options of programs of Windows that a plan uses look like paths. */
const isOption = (found: string): boolean => /^\/(?:config|update|(?:un)?register|resync|rediscover|manualpeerlist|syncfromflags|[a-z])(?::[^/\\]*)?$/i.test(found)

const isMixed = (text: string): boolean => /\d/.test(text) && /\p{L}/u.test(text)

const applied = (text: string, rules: readonly Rule[]): string => rules.reduce((rest, { pattern, replace }) => rest.replaceAll(pattern, replace as string), text)

/**
 * Makes a hider.
 * @param servers every name of a source of time that may occur
 * @param others words that must not stand anywhere, such as a value that is not what it should be
 */
export function hiderFor({ names, withAddresses }: Privacy, servers: readonly string[] = [], others: readonly string[] = []): Hider {
  const own = [...new Set(servers)].filter((name) => name !== '' && !isPublicName(name))
  const labels = new Map(own.map((name, index) => [name, withAddresses ? name : `server-${index + 1}`]))
  const server = (name: string): string => labels.get(name) ?? name
  const alike = (piece: string): string => own.find((name) => name.toLowerCase() === piece.toLowerCase()) ?? piece
  const inAnyCase = (piece: string): string => (withAddresses ? piece : labels.get(piece) ?? labels.get(alike(piece)) ?? '[server]')
  const hideNames = nameHider(names)
  const first = withAddresses ? FIRST : [...FIRST, ...ADDRESSES]
  const known = partedBy(own)
  const bad = others.filter((word) => word !== '')
  const words = (text: string): string => {
    const rest = bad.reduce((left, word) => left.replaceAll(word, '[hidden]'), text)
    // Addresses first: a name that is a part of one must not save the rest of it.
    return rest.split(known).map((piece, index) => (index % 2 === 1 ? inAnyCase(piece) : applied(hideNames(applied(piece, first)), SHAPES))).join('')
  }
  return { server, words, names: hideNames, outside: (text) => stripPrivate(words(text)) }
}

/** Splits a text at these names and keeps them, so that every second piece is one. Matches nothing where there is none. */
function partedBy(names: readonly string[]): RegExp {
  if (names.length === 0) return /(?!)/
  const longestFirst = names.toSorted((a, b) => b.length - a.length).map((name) => name.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`))
  return new RegExp(`(?<![\\p{L}\\p{N}_.-])(${longestFirst.join('|')})(?![\\p{L}\\p{N}_-]|\\.[\\p{L}\\p{N}])`, 'giu')
}
