import * as v from 'valibot'
import { printable } from '../printable.ts'
import { isRemedy, REMEDIES } from '../remedy.ts'
import { readServices } from '../services/reader.ts'
import type { LineReaders } from '../settings/schema.ts'
import type { ListItem, PolicyShape } from './schema.ts'

/** The part of a value that can be used, absent where nothing of it can, and a sentence for each thing that cannot. */
export interface ReadPolicyValue {
  readonly value?: unknown
  readonly wrong: readonly string[]
}

const LONGEST_LINE = 300
const HOST = /^\.?[a-z0-9_-]+(\.[a-z0-9_-]+)*$|^\[?[0-9a-f:.]*:[0-9a-f:.]*\]?$/i

/** Reads one value of that shape. */
export function readPolicyValue(shape: PolicyShape, given: unknown, readers: LineReaders): ReadPolicyValue {
  switch (shape.kind) {
    case 'switch': return read(v.boolean(), given, 'It has to be true or false.')
    case 'number': {
      const { least, most } = shape
      return read(v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most)), given, `It has to be a whole number from ${least} to ${most}.`)
    }
    case 'choice': {
      const values = shape.choices.map(({ value }) => value)
      return read(v.picklist(values), given, `It has to be one of ${values.join(', ')}.`)
    }
    case 'text': {
      const schema = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(shape.longest), v.check((text) => !/\p{Cc}/u.test(text)))
      return read(schema, given, `It has to be text of 1 to ${shape.longest} characters in one line.`)
    }
    case 'list': return readList(shape, given, readers)
    case 'services': {
      const { services, wrong } = readServices(given)
      return Array.isArray(given) ? { value: services, wrong } : { wrong }
    }
  }
}

function read(schema: v.GenericSchema, given: unknown, otherwise: string): ReadPolicyValue {
  const result = v.safeParse(schema, given)
  return result.success ? { value: result.output, wrong: [] } : { wrong: [otherwise] }
}

function readList({ of, most }: PolicyShape & { readonly kind: 'list' }, given: unknown, readers: LineReaders): ReadPolicyValue {
  if (!Array.isArray(given)) return { wrong: ['It has to be a list.'] }
  const right: string[] = []
  const wrong: string[] = []
  for (const line of given as readonly unknown[]) {
    const text = typeof line === 'string' ? line.trim() : null
    if (text === '') continue
    if (text === null || text.length > LONGEST_LINE || !isRight(of, text, readers)) wrong.push(`"${printable(text ?? JSON.stringify(line) ?? '')}" is ${WANTED[of]}.`)
    else if (!right.includes(text)) right.push(text)
  }
  if (right.length > most) wrong.push(`No more than ${most} entries can be used.`)
  // Who named none but misspelt remedies wanted few; of the others a list of nothing would only hide the usual ones.
  return right.length === 0 && wrong.length > 0 && of !== 'remedy' ? { wrong } : { value: right.slice(0, most), wrong }
}

const WANTED: Readonly<Record<ListItem, string>> = {
  server: 'not the name or address of a time server',
  website: 'not a website that can be asked; it begins with https:// and holds no user name or password',
  host: 'not the name or address of a host',
  remedy: `no remedy; there are ${REMEDIES.join(', ')}`,
}

function isRight(of: ListItem, line: string, { isServer, isWebsite }: LineReaders): boolean {
  switch (of) {
    case 'server': return isServer(line)
    case 'website': return isWebsite(line)
    case 'host': return HOST.test(line)
    case 'remedy': return isRemedy(line)
  }
}
