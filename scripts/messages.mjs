// Keeps the catalogues of main/languages complete. `node scripts/messages.mjs` counts what is missing and unused.
//   --write-missing DIR   writes one file a language with the messages that it lacks: {"message": ""}
//   --merge FILE          takes the translations of such a file (its name is the language's: de.json) into the catalogue
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { messagesIn } from './messages/messages-in.mjs'

export { messagesIn }

const ROOT = path.dirname(import.meta.dirname)
const FOLDER = path.join(ROOT, 'main', 'languages')
const TAGS = ['de', 'fr', 'es', 'pt', 'it', 'pl', 'ja', 'zh-Hans', 'ar']

const catalogueFile = (tag) => path.join(FOLDER, `${tag}.json`)
const readCatalogue = (file) => JSON.parse(readFileSync(file, 'utf8'))
const write = (file, catalogue) => writeFileSync(file, `${JSON.stringify(catalogue, null, 2)}\n`)

/** Says how complete each catalogue is. */
function count(texts) {
  console.log(`${texts.length} messages`)
  for (const tag of TAGS) {
    const catalogue = readCatalogue(catalogueFile(tag))
    const [missing, unused] = [missingIn(catalogue, texts), Object.keys(catalogue).filter((text) => !texts.includes(text))]
    console.log(`${tag}: ${missing.length} missing, ${unused.length} unused`)
  }
}

const missingIn = (catalogue, texts) => texts.filter((text) => !Object.hasOwn(catalogue, text))

function writeMissing(folder, texts) {
  mkdirSync(folder, { recursive: true })
  for (const tag of TAGS) write(path.join(folder, `${tag}.json`), Object.fromEntries(missingIn(readCatalogue(catalogueFile(tag)), texts).map((text) => [text, ''])))
}

/** What is not translated stays missing; what no code says any more goes. */
function merge(file, texts) {
  const tag = path.basename(file, '.json')
  if (!TAGS.includes(tag)) throw new Error(`"${path.basename(file)}" is not named by a language: ${TAGS.map((each) => `${each}.json`).join(', ')}.`)
  const [given, kept] = [readCatalogue(file), readCatalogue(catalogueFile(tag))]
  const unknown = Object.keys(given).filter((text) => !texts.includes(text))
  const said = texts.map((text) => [text, given[text] || kept[text]]).filter(([, words]) => typeof words === 'string')
  write(catalogueFile(tag), Object.fromEntries(said))
  console.log(`${tag}: ${said.length} of ${texts.length} messages${unknown.length === 0 ? '' : `; not in the code: ${unknown.map((text) => `"${text}"`).join(', ')}`}`)
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { 'write-missing': { type: 'string' }, 'merge': { type: 'string', multiple: true } } })
  const { messages, faults } = messagesIn(ROOT)
  const texts = messages.map(({ text }) => text)
  for (const fault of faults) console.error(fault)
  if (faults.length > 0) process.exitCode = 1
  if (values['write-missing'] !== undefined) writeMissing(values['write-missing'], texts)
  else if (values.merge !== undefined) for (const file of values.merge) merge(file, texts)
  else count(texts)
}
