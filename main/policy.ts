import type { PolicyLayer } from './core/policy/layer.ts'
import { NOTHING_SET, type PolicyReading } from './core/policy/reading.ts'
import { policyLayers } from './platform/policy.ts'

const UNREADABLE: PolicyLayer = { where: 'this computer', values: null, trouble: 'Its policy could not be read.' }

/** What the organisation has decided for this computer, as of now. Never rejects. */
export async function thisPolicy(): Promise<PolicyReading> {
  const layers = await policyLayers().catch(() => [UNREADABLE])
  // Most computers have no policy, and no start should wait for what reads one.
  if (layers.every(({ values, trouble }) => values === null && trouble === undefined)) return { ...NOTHING_SET, places: layers.map(({ where }) => where) }
  const [{ readPolicy }, { LINE_READERS }] = await Promise.all([import('./core/policy/read.ts'), import('./sources/line-readers.ts')])
  return readPolicy(layers, LINE_READERS)
}
