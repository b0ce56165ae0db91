import type { Insides } from './program.ts'
import type { TimeService } from './time-service.ts'

/** A unit name as systemctl completes it. */
export const fullName = (name: string): string =>
  /\.(service|target|timer|socket)$/.test(name) ? name : `${name}.service`

/** The laptop's time service when the unit of this name (or alias) is it; null for every unit it does not have. */
export function findUnit(name: string, { service }: Insides): TimeService | null {
  return service?.names.includes(fullName(name)) === true ? service : null
}

export function fileState(service: TimeService): 'masked' | 'enabled' | 'disabled' {
  if (service.masked) return 'masked'
  return service.enabled ? 'enabled' : 'disabled'
}

/** Symbolic links that enabling makes: its other names, then its place in the target. */
export const linksOf = ({ facts }: TimeService): readonly string[] =>
  [...facts.aliases, `${facts.wantedBy}.wants/${facts.unit}`].map((name) => `/etc/systemd/system/${name}`)

const SUB_STATES = { active: 'running', inactive: 'dead', failed: 'failed' } as const

/** Properties in the order in which `systemctl show` prints them, whatever the order of the request. */
export function properties(name: string, insides: Insides): readonly (readonly [name: string, value: string])[] {
  const service = findUnit(name, insides)
  if (service === null) return unknownUnit(fullName(name))
  const { facts } = service
  const ready = !service.masked
  return [
    ['StatusText', statusText(service, insides)],
    ['Result', service.active === 'failed' ? 'exit-code' : 'success'],
    ['Id', facts.unit],
    ['Names', service.names.join(' ')],
    ['Description', ready ? facts.description : facts.unit],
    ['LoadState', ready ? 'loaded' : 'masked'],
    ['ActiveState', service.active],
    ['SubState', SUB_STATES[service.active]],
    ['FragmentPath', ready ? facts.fragment : `/etc/systemd/system/${facts.unit}`],
    ['UnitFileState', fileState(service)],
    ['UnitFilePreset', 'enabled'],
    ['ConditionResult', service.wasStarted ? 'yes' : 'no'],
  ]
}

const unknownUnit = (id: string): readonly (readonly [string, string])[] => [
  ['StatusText', ''], ['Result', 'success'], ['Id', id], ['Names', id], ['Description', id],
  ['LoadState', 'not-found'], ['ActiveState', 'inactive'], ['SubState', 'dead'], ['FragmentPath', ''],
  ['UnitFileState', ''], ['UnitFilePreset', ''], ['ConditionResult', 'no'],
]

/** Of the time services only timesyncd tells systemd what it is doing. */
function statusText(service: TimeService, { kernel }: Insides): string {
  if (service.facts.unit !== 'systemd-timesyncd.service' || service.active !== 'active') return ''
  return kernel.synchronized ? `Contacted time server ${service.server}.` : 'Idle.'
}
