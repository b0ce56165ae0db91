/** What `systemctl show` tells about one unit. Words are systemd's own (org.freedesktop.systemd1(5)). */
export interface UnitFacts {
  readonly id: string
  /** loaded, not-found, masked, bad-setting, error */
  readonly load: string
  /** active, reloading, inactive, failed, activating, deactivating */
  readonly active: string
  readonly sub: string
  /** enabled, disabled, masked, static, alias, ...; empty for a unit that has no file */
  readonly fileState: string
  /** The last attempt to start it was stopped by a condition. Absent when it was never tried. */
  readonly conditionFailed?: boolean
  /** What the service says of itself, in its own words. Absent where it says nothing. */
  readonly status?: string
}

/** The properties that `parseSystemctlShow` reads. */
export const UNIT_PROPERTIES = [
  'Id', 'LoadState', 'ActiveState', 'SubState', 'UnitFileState', 'ConditionResult', 'ConditionTimestampMonotonic', 'StatusText',
] as const

/**
 * Reads the output of `systemctl show --property=… UNIT…` (systemctl(1)): blocks of `Name=value` lines, one empty
 * line between units, in an order of systemd's choice. A block without Id or LoadState is left out; a unit that was
 * asked for under two names appears once. Anything else than such lines gives an empty list.
 */
export const parseSystemctlShow = (text: string): readonly UnitFacts[] => {
  const units = new Map<string, UnitFacts>()
  for (const block of text.replaceAll('\r\n', '\n').split(/\n{2,}/)) {
    const unit = parseBlock(block)
    if (unit !== null && !units.has(unit.id)) units.set(unit.id, unit)
  }
  return [...units.values()]
}

const parseBlock = (block: string): UnitFacts | null => {
  const properties = parseProperties(block)
  const id = properties.get('Id')
  const load = properties.get('LoadState')
  // A unit without ActiveState was cut off; guessing "stopped" would start a repair that nothing needs.
  const active = properties.get('ActiveState')
  if (!id || !load || !active) return null
  const triedAt = properties.get('ConditionTimestampMonotonic')
  // ConditionResult is "no" also for units that nobody ever tried to start.
  const tried = triedAt !== undefined && triedAt !== '0' && triedAt !== ''
  const result = properties.get('ConditionResult')
  const status = properties.get('StatusText')
  return {
    id,
    load,
    active,
    sub: properties.get('SubState') ?? '',
    fileState: properties.get('UnitFileState') ?? '',
    ...(tried && result !== undefined ? { conditionFailed: result === 'no' } : {}),
    ...(status ? { status } : {}),
  }
}

/** `Name=value` lines as a map; other lines are skipped. The form that systemctl and timedatectl share. */
export const parseProperties = (text: string): ReadonlyMap<string, string> => {
  const properties = new Map<string, string>()
  for (const line of text.split(/\r?\n/)) {
    const match = /^([A-Za-z][A-Za-z0-9]*)=(.*)$/s.exec(line)
    if (match?.[1] !== undefined && match[2] !== undefined) properties.set(match[1], match[2].trim())
  }
  return properties
}
