import { printableAscii } from '../printable.ts'
import { readServicePage } from '../service-page.ts'
import { SERVICES } from './data.ts'
import type { Service } from './service.ts'

export interface ServiceList {
  readonly services: readonly Service[]
  /** One sentence for each entry that is left out or value that is not used. */
  readonly wrong: readonly string[]
}

/** Longer lists are a mistake. */
const MOST_SERVICES = 200
const LONGEST_TEXT = 300
/** Ten minutes either side: more than any validator allows. */
const MOST_STEPS = 20
const DAY = 86_400

const KEYS: ReadonlySet<string> = new Set(['id', 'name', 'kind', 'window', 'period', 'limit', 'troubleFrom', 'source', 'checked', 'confirmed', 'note', 'page'])

type Entry = Readonly<Record<string, unknown>>

/**
 * Reads a list of services that an organisation adds: an array of entries as `Service` describes them. An entry needs `id`,
 * `name`, `kind` and its `window` or `limit`; the rest has defaults. What is wrong is named, and what is right is kept.
 * @param given what JSON.parse gave
 */
export function readServices(given: unknown): ServiceList {
  if (!Array.isArray(given)) return { services: [], wrong: ['The list of services has to be an array.'] }
  const services: Service[] = []
  const wrong: string[] = given.length > MOST_SERVICES ? [`The list has ${given.length} services; the first ${MOST_SERVICES} are used.`] : []
  for (const [n, entry] of given.slice(0, MOST_SERVICES).entries()) {
    const complaints: string[] = []
    const service = readService(entry, (what) => complaints.push(what))
    const named = `Service ${n + 1}${service === null ? '' : ` ("${service.id}")`}`
    for (const what of complaints) wrong.push(`${named}: ${what}`)
    if (service !== null && services.some(({ id }) => id === service.id)) wrong.push(`${named}: this id stands in the list already.`)
    else if (service !== null) services.push(service)
  }
  return { services, wrong }
}

/** All services to choose from: an added one takes the place of a listed one with the same id. */
export function allServices(added: readonly Service[] = []): readonly Service[] {
  return [...SERVICES.filter(({ id }) => !added.some((own) => own.id === id)), ...added]
}

/** Null where what an entry needs is missing or wrong; a wrong extra is left out. Each goes to `complain` as a sentence. */
function readService(given: unknown, complain: (what: string) => void): Service | null {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return refuse(complain, 'it has to be an object with id, name and kind.')
  const entry = given as Entry
  for (const key of Object.keys(entry)) if (!KEYS.has(key)) complain(`"${printableAscii(key, 40)}" is no property of a service and is not used.`)
  const { id, kind } = entry
  if (typeof id !== 'string' || !/^[a-z0-9][a-z0-9-]{0,63}$/.test(id)) return refuse(complain, '"id" has to be made of small letters, digits and dashes.')
  const name = textOf(entry, 'name', complain)
  if (name === undefined) return 'name' in entry ? null : refuse(complain, '"name" is missing.')
  const listed = { id, name, source: textOf(entry, 'source', complain) ?? 'Your organisation', ...extrasOf(entry, complain) }
  if (kind === 'totp') {
    const window = numberOf(entry, 'window', 0, MOST_STEPS, complain)
    const period = 'period' in entry ? numberOf(entry, 'period', 5, 600, complain) : 30
    return window === null || period === null ? null : { ...listed, kind, window, period }
  }
  if (kind === 'time-limit') {
    const limit = numberOf(entry, 'limit', 1, DAY, complain)
    if (limit === null) return null
    const troubleFrom = 'troubleFrom' in entry ? numberOf(entry, 'troubleFrom', 1, limit, complain) : null
    return { ...listed, kind, limit, ...(troubleFrom === null ? {} : { troubleFrom }) }
  }
  return refuse(complain, '"kind" has to be "totp" or "time-limit".')
}

/** What an entry may have besides; what is wrong with it is told and left out. */
function extrasOf(entry: Entry, complain: (what: string) => void): Pick<Service, 'checked' | 'confirmed' | 'note' | 'page'> {
  const { checked = '', confirmed = true } = entry
  const goodDay = typeof checked === 'string' && (checked === '' || isDay(checked))
  if (!goodDay) complain('"checked" has to be a day such as 2026-11-22.')
  if (typeof confirmed !== 'boolean') complain('"confirmed" has to be true or false.')
  const note = textOf(entry, 'note', complain)
  const page = pageOf(entry['page'], complain)
  return { checked: goodDay ? checked : '', confirmed: confirmed === true, ...(note === undefined ? {} : { note }), ...(page === undefined ? {} : { page }) }
}

/** Whether the host may be asked is decided when it is asked: an organisation may allow its own. */
function pageOf(given: unknown, complain: (what: string) => void): string | undefined {
  if (given === undefined) return undefined
  const page = typeof given === 'string' ? readServicePage(given, () => true) : { wrong: 'it has to be text.' }
  if (page instanceof URL) return page.href
  complain(`"page" is not used: ${page.wrong}`)
  return undefined
}

function textOf(entry: Entry, key: string, complain: (what: string) => void): string | undefined {
  const text = entry[key]
  if (text === undefined) return undefined
  if (typeof text === 'string' && text.trim() !== '' && text.length <= LONGEST_TEXT && !/\p{Cc}/u.test(text)) return text.trim()
  complain(`"${key}" has to be text of 1 to ${LONGEST_TEXT} characters in one line.`)
  return undefined
}

function numberOf(entry: Entry, key: string, low: number, high: number, complain: (what: string) => void): number | null {
  const number = entry[key]
  if (typeof number === 'number' && Number.isInteger(number) && number >= low && number <= high) return number
  return refuse(complain, `"${key}" has to be a whole number from ${low} to ${high}.`)
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

function refuse(complain: (what: string) => void, what: string): null {
  complain(what)
  return null
}
