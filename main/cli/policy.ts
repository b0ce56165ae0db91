import { limitsBy, offeredBy } from '../core/policy/effect.ts'
import { explainPolicy, type ExplainedValue, type KeptSettings } from '../core/policy/explain.ts'
import type { PolicyReading, WrongPolicy } from '../core/policy/reading.ts'
import { POLICY_KEYS, type Policy } from '../core/policy/schema.ts'
import { allowedBy, type Allowed } from '../core/service-page.ts'
import { namedSources } from '../sources/named-sources.ts'
import { readArguments, type Arguments } from './arguments.ts'

/** A command line as policy lets it run, or why it does not. */
export type UnderPolicy =
  | { readonly arguments: Arguments; readonly allowed?: Allowed }
  | { readonly refused: string }

/**
 * Fills in what the command line left open. Whom to ask and what to call wrong are the caller's choice; what may be changed,
 * and which features there are, is not.
 */
export function underPolicy(argv: readonly string[], given: Arguments, policy: Policy): UnderPolicy {
  if (given.command === 'code' && (policy.codeTest === false || policy.ownKey === false)) return { refused: 'Your organisation has turned off the test of codes with a key of one\'s own.' }
  const only = offeredBy(policy, given.only)
  const notOffered = given.only?.filter((remedy) => only?.includes(remedy) !== true) ?? []
  if (notOffered.length > 0) return { refused: `Your organisation does not offer ${notOffered.join(', ')}.` }
  // Read again, because what is left open of the limits depends on what was said.
  const again = readArguments(argv, limitsBy(policy))
  return {
    arguments: { ...namedSources(policy), ...(again.kind === 'run' ? again.arguments : given), ...(only === undefined ? {} : { only }) },
    ...(policy.servicePageHosts === undefined ? {} : { allowed: allowedBy(policy.servicePageHosts) }),
  }
}

/** The document of `policy --json`; `kept` are the settings of the user, where there are some. */
export function policyJson(reading: PolicyReading, kept: KeptSettings | undefined): Record<string, unknown> {
  return {
    schema: 1,
    places: reading.places,
    values: explainPolicy(reading, kept).map(({ name, value, decidedBy, from }) =>
      ({ name, ...(decidedBy === 'default' ? { usual: POLICY_KEYS[name].usual } : { value }), decidedBy, ...(from === null ? {} : { from }) })),
    wrong: reading.wrong,
  }
}

/** `policy` for people; `all`: also what policy leaves to the user. */
export function policyText(reading: PolicyReading, kept: KeptSettings | undefined, all: boolean): string {
  const values = explainPolicy(reading, kept).filter(({ decidedBy }) => all || decidedBy === 'policy')
  const nothing = reading.places.length === 0 ? [] : [`Nothing is set. Looked in ${reading.places.join(' and ')}.`]
  return [
    'Policy of this computer',
    ...(values.length === 0 ? nothing : columns(values.map(rowOf))).map((line) => `  ${line}`),
    ...(reading.wrong.length === 0 ? [] : ['', 'Not used', ...reading.wrong.map((wrong) => `  ${wrongText(wrong)}`)]),
  ].join('\n')
}

const rowOf = ({ name, value, decidedBy, from }: ExplainedValue): readonly [string, string, string] =>
  [name, decidedBy === 'default' ? POLICY_KEYS[name].usual : valueText(value), decidedBy === 'default' ? 'default' : decidedBy === 'user' ? `settings of the user: ${from ?? ''}` : from ?? '']

const valueText = (value: unknown): string =>
  (Array.isArray(value) ? (value.length === 0 ? '(empty list)' : value.map(valueText).join(', ')) : typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : String(value))

const wrongText = ({ where, name, sentence }: WrongPolicy): string => [where, ...(name === undefined ? [] : [name]), sentence].join(': ')

/** The first two columns as wide as their widest cell, up to a width that leaves room for the third. */
function columns(rows: readonly (readonly [string, string, string])[]): readonly string[] {
  const widthOf = (column: 0 | 1): number => Math.min(40, Math.max(...rows.map((row) => row[column].length)))
  const [first, second] = [widthOf(0), widthOf(1)]
  return rows.map(([name, value, from]) => `${name.padEnd(first)}  ${value.padEnd(second)}  ${from}`)
}
