/** Units by name with those of their properties that differ from a unit that exists and either runs (`ActiveState`: `active`) or was never started. */
export type Units = Readonly<Record<string, Readonly<Record<string, string>> | null>>

const NOT_FOUND = { LoadState: 'not-found', ActiveState: 'inactive', SubState: 'dead', UnitFileState: '', ConditionResult: 'no', ConditionTimestampMonotonic: '0', StatusText: '' }
const LOADED = { ...NOT_FOUND, LoadState: 'loaded' }
const RUNNING = { ...LOADED, SubState: 'running', ConditionResult: 'yes', ConditionTimestampMonotonic: '9871234' }

/** `systemctl show --property=… UNIT…` (systemctl(1)): a block for each unit that is asked for, known or not, and always success. */
export function systemctlShow(units: Units, args: readonly string[]): { readonly stdout: string } {
  const properties = args.flatMap((arg) => /^--property=(.*)$/.exec(arg)?.[1]?.split(',') ?? [])
  const names = args.slice(1).filter((arg) => !arg.startsWith('-'))
  const blocks = names.map((name) => {
    const unit = units[name]
    const usual = unit === undefined || unit === null ? NOT_FOUND : unit['ActiveState'] === 'active' ? RUNNING : LOADED
    const facts: Readonly<Record<string, string>> = { Id: name, ...usual, ...unit }
    return properties.flatMap((property) => facts[property] === undefined ? [] : [`${property}=${facts[property]}\n`]).join('')
  })
  return { stdout: blocks.join('\n') }
}
