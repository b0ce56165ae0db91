import type { PolicyLayer } from '../../core/policy/layer.ts'
import { capitalName, POLICY_KEYS, type PolicyKeys, type PolicyShape } from '../../core/policy/schema.ts'
import { printable } from '../../core/printable.ts'
import type { Machine } from '../machine.ts'
import type { WindowsTools } from './commands.ts'
import { ask } from './read.ts'
import { parseRegQuery, type RegistryValue } from './reg-query.ts'

/** Below HKLM and HKCU; what Group Policy and Intune write from the template. */
export const POLICY_KEY = 'Software\\Policies\\Clock Medic'

const HIVES = ['HKLM', 'HKCU'] as const
const FULL_HIVES = { HKLM: 'HKEY_LOCAL_MACHINE', HKCU: 'HKEY_CURRENT_USER' } as const

/** Reads what Group Policy wrote for this PC, and for the user after that. Both places are writable to administrators alone. */
export const readWindowsPolicy = (machine: Machine, tools: Pick<WindowsTools, 'reg'>): Promise<readonly PolicyLayer[]> =>
  Promise.all(HIVES.map(async (hive): Promise<PolicyLayer> => {
    const where = `${hive}\\${POLICY_KEY}`
    const result = await ask(machine, tools.reg, 'query', where, '/s')
    if (result.missing || result.timedOut || result.exit === null) return { where, values: null, trouble: 'It could not be read, because reg.exe did not answer.' }
    // reg.exe ends with 1 where there is no such key.
    if (result.exit !== 0) return { where, values: null }
    return layerFrom(where, `${FULL_HIVES[hive]}\\${POLICY_KEY}`, parseRegQuery(result.stdout).values)
  }))

/** Values of the key itself are single ones; those of a key below it are the lines of a list. */
function layerFrom(where: string, root: string, values: readonly RegistryValue[]): PolicyLayer {
  const keys: PolicyKeys = POLICY_KEYS
  const found: Record<string, unknown> = {}
  const garbled = new Set<string>()
  for (const { key, name, type, data } of values) {
    const below = key.length > root.length ? key.slice(root.length + 1) : null
    // The value without a name of a key, which reg.exe calls by a translated word.
    if (below === null && name.startsWith('(')) continue
    const written = below ?? name
    const known = Object.keys(keys).find((each) => each.toLowerCase() === written.toLowerCase())
    const shape = known === undefined ? undefined : keys[known]?.shape
    const asked = known ?? written
    if (/[^\x20-\x7E]/.test(data)) {
      garbled.add(shape === undefined ? written : capitalName(asked))
      continue
    }
    if (below === null) found[asked] = single(shape, type, data)
    else found[asked] = [...(Array.isArray(found[asked]) ? found[asked] as readonly unknown[] : []), line(shape, data)]
  }
  if (garbled.size === 0) return { where, values: found }
  // reg.exe answers in the code page of a console, which has room for few letters.
  return { where, values: found, trouble: `Letters beyond ASCII cannot be read in ${[...garbled].map(printable).join(', ')}; write them as in JSON, such as \\u00fc.` }
}

function single(shape: PolicyShape | undefined, type: string, data: string): unknown {
  if (type !== 'REG_DWORD') return shape?.kind === 'text' ? unescaped(data) : data
  const number = /^0x[0-9a-f]{1,8}$/i.test(data) ? Number(data) : Number.NaN
  return shape?.kind === 'switch' && (number === 0 || number === 1) ? number === 1 : number
}

/** One service stands in one line, as JSON. */
function line(shape: PolicyShape | undefined, data: string): unknown {
  if (shape?.kind !== 'services') return data
  try {
    return JSON.parse(data) as unknown
  } catch {
    return data
  }
}

const unescaped = (text: string): string => text.replaceAll(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
