import { consoleLines } from './console-text.ts'

export interface RegistryValue {
  /** Full path of the key it belongs to, as printed. */
  readonly key: string
  readonly name: string
  /** REG_SZ, REG_DWORD, …: never translated. */
  readonly type: string
  readonly data: string
}

/** What `reg.exe query` listed: the keys in its order and their values. */
export interface RegistryDump {
  readonly keys: readonly string[]
  readonly values: readonly RegistryValue[]
}

export const NO_REGISTRY: RegistryDump = { keys: [], values: [] }

/**
 * Reads `reg.exe query KEY` with or without `/s`: unindented lines are keys, lines indented by four blanks are
 * `name    REG_TYPE    data`. Everything else, such as a translated error or a cut-off line, is left out.
 */
export const parseRegQuery = (stdout: Uint8Array): RegistryDump => {
  const keys: string[] = []
  const values: RegistryValue[] = []
  for (const line of consoleLines(stdout)) {
    const key = /^(HKEY_[A-Z_]+\\.*?)\s*$/.exec(line)?.[1]
    if (key !== undefined) {
      keys.push(key)
      continue
    }
    const row = /^ {4}(\S.*?) {4}(REG_[A-Z_]+)(?: {4}(.*))?$/.exec(line)
    const owner = keys.at(-1)
    if (owner === undefined || row?.[1] === undefined || row[2] === undefined) continue
    values.push({ key: owner, name: row[1], type: row[2], data: (row[3] ?? '').trim() })
  }
  return { keys, values }
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

/** Gives the text of a value by name, in the key that ends in `subkey` when given. Ignores case, as Windows does. */
export const registryText = (dump: RegistryDump, name: string, subkey?: string): string | undefined =>
  dump.values.find((value) => same(value.name, name)
    && (subkey === undefined || value.key.toLowerCase().endsWith(`\\${subkey.toLowerCase()}`)))?.data

/** Gives a REG_DWORD or REG_QWORD as an unsigned number; undefined when it is absent or not a number. */
export const registryNumber = (dump: RegistryDump, name: string, subkey?: string): number | undefined => {
  const text = registryText(dump, name, subkey)
  return text !== undefined && /^0x[0-9a-f]{1,16}$/i.test(text) ? Number(text) : undefined
}

/** Tells whether the key has a direct or deeper subkey of this name in the listing. */
export const hasSubkey = (dump: RegistryDump, subkey: string): boolean =>
  dump.keys.some((key) => key.toLowerCase().endsWith(`\\${subkey.toLowerCase()}`))
