/** A range of the Monitoring Plugins guidelines ("Threshold and Ranges"): outside of it, or inside where `inside` holds, it alerts. */
export interface Range {
  readonly from: number
  readonly to: number
  readonly inside: boolean
}

export interface Performance {
  readonly label: string
  readonly value: number
  readonly unit: string
  readonly warning: Range | null
  readonly critical: Range | null
}

export interface PluginOutput {
  readonly words: string
  readonly performance: readonly Performance[]
}

const NUMBER = /^-?\d+(?:\.\d+)?$/
const UNITS = new Set(['', 's', 'us', 'ms', '%', 'B', 'KB', 'MB', 'GB', 'TB', 'c'])
/** Tools that carry results to Nagios cut them here at the latest. */
const LONGEST = 1024

/** Reads the output of a monitoring plugin and throws at what the guidelines forbid: one line, words, a bar, performance data. */
export function readPluginOutput(output: string): PluginOutput {
  if (!output.endsWith('\n') || output.indexOf('\n') !== output.length - 1) throw new Error('Not one line.')
  if (Buffer.byteLength(output) > LONGEST) throw new Error('Too long.')
  const [words = '', data, ...rest] = output.slice(0, -1).split('|')
  if (words.trim() === '' || rest.length > 0) throw new Error('No words, or more than one bar.')
  return { words: words.trim(), performance: data === undefined ? [] : split(data.trim()).map(readPerformance) }
}

/** At spaces, but not within a label in quotes. */
const split = (data: string): readonly string[] => data.match(/(?:'(?:[^']|'')*'|[^'\s])+/g) ?? []

function readPerformance(text: string): Performance {
  const [, quoted, plain, rest = ''] = /^(?:'((?:[^']|'')+)'|([^'=\s]+))=(.*)$/.exec(text) ?? []
  const label = quoted?.replaceAll('\'\'', '\'') ?? plain
  if (label === undefined) throw new Error(`No label: ${text}`)
  const [measured = '', warning = '', critical = '', least = '', most = '', ...more] = rest.split(';')
  const [, value = '', unit = ''] = /^(-?[\d.]+)([a-zA-Z%]*)$/.exec(measured) ?? []
  if (!NUMBER.test(value) || !UNITS.has(unit)) throw new Error(`No value with a unit: ${measured}`)
  if (more.length > 0 || [least, most].some((each) => each !== '' && !NUMBER.test(each))) throw new Error(`Too much, or no number: ${text}`)
  return { label, value: Number(value), unit, warning: readRange(warning), critical: readRange(critical) }
}

function readRange(text: string): Range | null {
  if (text === '') return null
  const [, at, from = '', colon, to = ''] = /^(@?)(?:(~|-?[\d.]+)?(:))?(-?[\d.]+)?$/.exec(text) ?? []
  if (at === undefined) throw new Error(`No range: ${text}`)
  const start = from === '~' ? -Infinity : colon === undefined || from === '' ? 0 : Number(from)
  const end = to === '' ? Infinity : Number(to)
  if (!(start <= end)) throw new Error(`A range that ends before it begins: ${text}`)
  return { from: start, to: end, inside: at === '@' }
}

/** Whether a value alerts by a range. */
export const alerts = (value: number, { from, to, inside }: Range): boolean => (value < from || value > to) !== inside
