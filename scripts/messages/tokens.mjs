/**
 * A piece of TypeScript: enough of it to find calls with literals. `text` is as it stands in the code; of a string, what it
 * says. `hollow` is a piece of a template with something in `${}`. `at` is the offset in the file.
 * @typedef {{ kind: 'word' | 'mark' | 'string' | 'hollow' | 'other', text: string, at: number }} Token
 */

const SKIP = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y
const WORD = /[\p{ID_Start}$_][\p{ID_Continue}$]*/uy
const NUMBER = /\d[\w.]*/y
const QUOTED = /'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"/y
const REGEX = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y
/** From the opening quote or the end of a hole to the closing quote or the next hole. */
const TEMPLATE = /[`}](?:[^`\\$]|\\[\s\S]|\$(?!\{))*(?:`|\$\{)/y
/** After these a slash divides; after all else it begins a pattern. */
const ENDS_A_VALUE = /^[)\]}]$/
const BEFORE_A_VALUE = new Set(['return', 'typeof', 'case', 'in', 'of', 'delete', 'void', 'throw', 'new', 'await', 'yield'])

/**
 * Reads a file piece by piece, without comments and spaces.
 * @param {string} code
 * @returns {Token[]}
 */
export function tokensOf(code) {
  const tokens = []
  /** How many braces are open within each `${}` that is open. */
  const holes = []
  let at = 0
  const match = (pattern) => {
    pattern.lastIndex = at
    return pattern.exec(code)?.[0]
  }
  const take = (kind, raw, text = raw) => {
    tokens.push({ kind, text, at })
    at += raw.length
  }
  while (at < code.length) {
    const skipped = match(SKIP)
    if (skipped !== undefined) { at += skipped.length; continue }
    const char = code.charAt(at)
    const endsHole = char === '}' && holes.at(-1) === 0
    const template = char === '`' || endsHole ? match(TEMPLATE) : undefined
    if (template !== undefined) {
      if (endsHole) holes.pop()
      const whole = template.startsWith('`') && template.endsWith('`')
      take(whole ? 'string' : 'hollow', template, whole ? unescaped(template.slice(1, -1)) : template)
      if (template.endsWith('${')) holes.push(0)
      continue
    }
    const quoted = match(QUOTED)
    if (quoted !== undefined) { take('string', quoted, unescaped(quoted.slice(1, -1))); continue }
    const word = match(WORD)
    if (word !== undefined) { take('word', word); continue }
    const other = match(NUMBER) ?? (char === '/' && mayBeginValue(tokens.at(-1)) ? match(REGEX) : undefined)
    if (other !== undefined) { take('other', other); continue }
    if (holes.length > 0 && (char === '{' || char === '}')) holes.push((holes.pop() ?? 0) + (char === '{' ? 1 : -1))
    take('mark', char)
  }
  return tokens
}

function mayBeginValue(last) {
  if (last === undefined) return true
  if (last.kind === 'word') return BEFORE_A_VALUE.has(last.text)
  return last.kind === 'mark' && !ENDS_A_VALUE.test(last.text)
}

const NAMED = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', 0: '\0', '\n': '' }

/** What a literal says. */
const unescaped = (raw) => raw.replaceAll(/\\(?:u\{([\da-fA-F]+)\}|u([\da-fA-F]{4})|x([\da-fA-F]{2})|([\s\S]))/g, (_, long, short, byte, char) => {
  const code = long ?? short ?? byte
  return code === undefined ? NAMED[char] ?? char : String.fromCodePoint(Number.parseInt(code, 16))
})
