import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { tokensOf } from './tokens.mjs'

/** Where words are said. The command line speaks English. */
const FOLDERS = ['main', 'preload']
const NOT_HERE = 'main/cli/'
const SAYERS = new Set(['say', 'msg'])
const OPENING = new Set(['(', '[', '{'])
const CLOSING = new Set([')', ']', '}'])

/** Every message that is given to `say` or `msg` below a project's folder. */
export function messagesIn(root) {
  const found = FOLDERS.flatMap((folder) => filesBelow(root, folder)).filter((file) => !file.startsWith(NOT_HERE)).toSorted(byText)
    .map((file) => messagesOf(file, readFileSync(path.join(root, file), 'utf8')))
  const first = new Map()
  for (const message of found.flatMap(({ messages }) => messages)) if (!first.has(message.text)) first.set(message.text, message)
  return { messages: [...first.values()], faults: found.flatMap(({ faults }) => faults) }
}

const byText = (a, b) => (a < b ? -1 : Number(a > b))

const filesBelow = (root, folder) => readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map(({ parentPath, name }) => path.relative(root, path.join(parentPath, name)).split(path.sep).join('/'))

/** The messages of one file, in the order in which they stand in it. */
export function messagesOf(file, code) {
  const tokens = tokensOf(code)
  const messages = []
  const faults = []
  // Without this import the names are somebody else's.
  if (!tokens.some(({ kind, text }) => kind === 'string' && text.endsWith('/say.ts'))) return { messages, faults }
  for (const [index, { kind, text, at }] of tokens.entries()) {
    const before = tokens[index - 1]?.text
    if (kind !== 'word' || !SAYERS.has(text) || tokens[index + 1]?.text !== '(' || before === '.' || before === 'function') continue
    const argument = firstArgument(tokens, index + 2)
    const [literal] = argument
    const line = code.slice(0, at).split('\n').length
    if (argument.length === 1 && literal?.kind === 'string') messages.push({ text: literal.text, file, line })
    else if (hasLooseLiteral(argument)) faults.push(`${file}:${line}: ${text}() needs one plain literal, or a variable from a table of msg().`)
  }
  return { messages, faults }
}

/** The tokens up to the comma or bracket that ends the first argument. */
function firstArgument(tokens, from) {
  let depth = 0
  const end = tokens.findIndex(({ kind, text }, index) => {
    if (index < from || kind !== 'mark') return false
    if (depth === 0 && (text === ',' || text === ')')) return true
    depth += OPENING.has(text) ? 1 : CLOSING.has(text) ? -1 : 0
    return false
  })
  return tokens.slice(from, end === -1 ? undefined : end)
}

/** Tells whether words are put together or chosen on the spot; what stands in brackets only looks something up. */
function hasLooseLiteral(argument) {
  let depth = 0
  return argument.some(({ kind, text }) => {
    if (kind === 'mark') depth += OPENING.has(text) ? 1 : CLOSING.has(text) ? -1 : 0
    return depth === 0 && (kind === 'hollow' || kind === 'string')
  })
}
