import { readHttpDate } from '../../main/core/http-date.ts'
import { dateSample } from '../../main/core/sample.ts'
import { mutated, oneOf, type FuzzTarget } from './engine.ts'

/** Seconds between sending and receiving and the local clock, as two doubles in front of the header's text. */
const CLOCK_BYTES = 16
const SOURCE = { name: 'www.example', address: '192.0.2.1', kind: 'https-date' } as const
/** Beyond this, which no clock shows, a double is too coarse to compare with. */
const FAR = 1e11

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec', 'Foo']
const TEXTS = [
  'Sun, 22 Nov 2026 12:00:37 GMT', 'Sat, 29 Feb 2020 23:59:60 GMT', 'Thu, 01 Jan 1970 00:00:00 GMT', 'Wed, 01 Jan 2037 08:09:10 GMT', 'Fri, 31 Dec 9999 23:59:59 GMT',
  'Mon, 29 Feb 2027 00:00:00 GMT', 'Sunday, 22-Nov-26 12:00:37 GMT', 'Sun Nov 22 12:00:37 2026', '',
]

const SEEDS = TEXTS.flatMap((text) => [[0.04, 1_795_348_800], [6, 0], [-1, Number.NaN]].map(([elapsed = 0, local = 0]) => written(elapsed, local, text)))

/** An accepted text says the very second that JavaScript's own formatter writes the same way; nothing else gives a sample. */
export const httpDate: FuzzTarget = {
  name: 'http-date',
  deepest: 'sample',
  seeds: SEEDS,
  make: (random) => {
    if (random.whole(0, 3) === 0) return mutated(oneOf(SEEDS, random), random, SEEDS)
    // Blind changes hardly ever hit a digit: most texts keep the form and get other figures and months.
    const text = oneOf(TEXTS, random).replaceAll(/\d/g, (digit) => (random.whole(0, 4) === 0 ? String(random.whole(0, 9)) : digit)).replace(/[A-Z][a-z]{2}(?= \d{4})/, () => oneOf(MONTHS, random))
    return written(random.between(-0.1, 5.2), random.between(-1e9, 1e10), text)
  },
  run: (input) => {
    if (input.length < CLOCK_BYTES) return 'too short'
    const view = new DataView(input.buffer, input.byteOffset, input.byteLength)
    const elapsed = view.getFloat64(0)
    const sentAt = view.getFloat64(8)
    const text = Buffer.from(input.subarray(CLOCK_BYTES)).toString(input[7] === 0 ? 'utf8' : 'latin1')
    const date = readHttpDate(text)
    if (date === null) return 'refused'
    if (!Number.isInteger(date)) throw new Error(`${text} is read as ${date}`)
    const leap = text.endsWith(':60 GMT')
    const again = new Date((leap ? date - 1 : date) * 1000).toUTCString().slice(4)
    // Which day of the week a server thinks it is does not matter.
    if (again !== text.slice(4).replace(':60 GMT', ':59 GMT')) throw new Error(`${text} is read as ${again}`)
    const sample = dateSample(SOURCE, sentAt, elapsed, date)
    if (typeof sample === 'string') return `read, then ${sample}`
    if (!(elapsed >= 0 && elapsed <= 5) || date < Date.UTC(2010, 0) / 1000 || date > Date.UTC(2100, 0) / 1000) throw new Error('A sample that no server can have meant')
    // The date was right at some moment between sending and receiving, and may have been cut by a second.
    const { offset, distance } = sample
    const isHeld = offset - distance <= date - sentAt - elapsed + 0.001 && offset + distance >= date + 1 - sentAt - 0.001
    if (Math.abs(sentAt) < FAR && !isHeld) throw new Error(`${date} lies outside ${offset} ± ${distance}`)
    return 'sample'
  },
}

function written(elapsed: number, sentAt: number, text: string): Uint8Array {
  const bytes = Buffer.alloc(CLOCK_BYTES + text.length)
  bytes.writeDoubleBE(elapsed, 0)
  bytes.writeDoubleBE(sentAt, 8)
  bytes.write(text, CLOCK_BYTES, 'latin1')
  return bytes
}
