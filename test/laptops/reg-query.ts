/** A text is a REG_SZ, a number a REG_DWORD; other types are named. */
type Value = string | number | readonly [type: string, data: string]

/** Keys by their path with their values. */
export type Registry = Readonly<Record<string, Readonly<Record<string, Value>> | null>>

const HIVES: Readonly<Record<string, string>> = { HKLM: 'HKEY_LOCAL_MACHINE', HKCU: 'HKEY_CURRENT_USER' }

/** `reg.exe query KEY [/s] [/v NAME]`: values and names of subkeys, or exit code 1 where there is no such key or value. */
export function regQuery(registry: Registry, [verb, key = '', ...options]: readonly string[]): { readonly exit: number; readonly stdout?: string; readonly stderr?: string } {
  const paths = Object.keys(registry).filter((path) => registry[path] !== null)
  const below = paths.filter((path) => path.toLowerCase().startsWith(`${key.toLowerCase()}\\`))
  const own = paths.find((path) => path.toLowerCase() === key.toLowerCase())
  const name = options.includes('/v') ? options[options.indexOf('/v') + 1] : undefined
  const values = rows(registry, own, name)
  if (verb !== 'query' || (own === undefined && below.length === 0) || (name !== undefined && values.length === 0)) {
    return { exit: 1, stderr: 'ERROR: The system was unable to find the specified registry key or value.\r\n' }
  }
  const blocks = options.includes('/s')
    ? [...(own === undefined ? [] : [own]), ...below].map((path) => [full(path), ...rows(registry, path, name)])
    : [[full(own ?? key), ...values], ...(name === undefined ? subkeys(key, below) : [])]
  return { exit: 0, stdout: `\r\n${blocks.map((lines) => `${lines.join('\r\n')}\r\n`).join('\r\n')}\r\n` }
}

const full = (path: string): string => path.replace(/^[A-Z]+/, (hive) => HIVES[hive] ?? hive)

const subkeys = (key: string, below: readonly string[]): readonly (readonly string[])[] => {
  const names = new Set(below.map((path) => path.slice(key.length + 1).split('\\')[0] ?? ''))
  return names.size === 0 ? [] : [[...names].map((name) => `${full(key)}\\${name}`)]
}

const rows = (registry: Registry, path: string | undefined, only?: string): readonly string[] =>
  Object.entries(path === undefined ? {} : registry[path] ?? {}).filter(([name]) => only === undefined || name.toLowerCase() === only.toLowerCase()).map(([name, value]) => {
    const [type, data] = typeof value === 'string' ? ['REG_SZ', value] : typeof value === 'number' ? ['REG_DWORD', `0x${value.toString(16)}`] : value
    return `    ${name}    ${type}    ${data}`
  })
