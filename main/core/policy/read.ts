import type { LineReaders } from '../settings/schema.ts'
import type { PolicyLayer } from './layer.ts'
import type { PolicyReading, WrongPolicy } from './reading.ts'
import { POLICY_KEYS, type Policy, type PolicyName } from './schema.ts'
import { printable } from '../printable.ts'
import { readPolicyValue } from './values.ts'

const isPolicyName = (name: string): name is PolicyName => Object.hasOwn(POLICY_KEYS, name)

/** Where a document names its own schema, for editors. */
const SCHEMA_NAME = '$schema'

/**
 * Reads what the places of a system say, the strongest first: the first value that can be used holds. What cannot be used is
 * told by its name and left out by itself.
 */
export function readPolicy(layers: readonly PolicyLayer[], readers: LineReaders): PolicyReading {
  const values: Partial<Record<PolicyName, unknown>> = {}
  const from: Partial<Record<PolicyName, string>> = {}
  const wrong: WrongPolicy[] = []
  for (const { where, values: given, trouble } of layers) {
    if (trouble !== undefined) wrong.push({ where, sentence: trouble })
    for (const [name, raw] of Object.entries(given ?? {})) {
      if (name === SCHEMA_NAME) continue
      if (!isPolicyName(name)) {
        wrong.push({ where, name: printable(name), sentence: 'There is no such setting.' })
        continue
      }
      const read = readPolicyValue(POLICY_KEYS[name].shape, raw, readers)
      for (const sentence of read.wrong) wrong.push({ where, name, sentence })
      if (read.value === undefined || from[name] !== undefined) continue
      values[name] = read.value
      from[name] = where
    }
  }
  // Each value was read by the shape that its type is made from.
  return withLimitsInOrder({ policy: values as Policy, from, wrong, places: layers.map(({ where }) => where) })
}

/** The limit for a warning gives way to the one for a wrong clock, which is what decides about codes. */
function withLimitsInOrder(reading: PolicyReading): PolicyReading {
  const { warnSeconds, criticalSeconds, ...rest } = reading.policy
  if (warnSeconds === undefined || criticalSeconds === undefined || warnSeconds <= criticalSeconds) return reading
  const { warnSeconds: where = '', ...from } = reading.from
  const sentence = `It is above criticalSeconds (${criticalSeconds}).`
  return { ...reading, policy: { ...rest, criticalSeconds }, from, wrong: [...reading.wrong, { where, name: 'warnSeconds', sentence }] }
}
