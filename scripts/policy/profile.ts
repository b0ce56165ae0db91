import { createHash } from 'node:crypto'
import { capitalName, type PolicyKeys } from '../../main/core/policy/schema.ts'
import { POLICY_DOMAIN } from '../../main/platform/macos/policy.ts'
import { escaped, indented } from './xml.ts'

/** A configuration profile for macOS with every key of the schema at its example. It holds no comments: tools of IT drop them. */
export function profile(keys: PolicyKeys): string {
  const settings = Object.entries(keys).map(([key, { example }]): readonly [string, unknown] => [capitalName(key), example])
  const payload = {
    ...Object.fromEntries(settings),
    PayloadDisplayName: 'Clock Medic',
    PayloadIdentifier: `${POLICY_DOMAIN}.settings`,
    PayloadType: POLICY_DOMAIN,
    PayloadUUID: uuidOf(`${POLICY_DOMAIN}.settings`),
    PayloadVersion: 1,
  }
  const whole = {
    PayloadContent: [payload],
    PayloadDescription: 'What an organisation decides about Clock Medic.',
    PayloadDisplayName: 'Clock Medic',
    PayloadIdentifier: `${POLICY_DOMAIN}.profile`,
    PayloadScope: 'System',
    PayloadType: 'Configuration',
    PayloadUUID: uuidOf(`${POLICY_DOMAIN}.profile`),
    PayloadVersion: 1,
  }
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    '<plist version="1.0">',
    ...plist(whole),
    '</plist>',
    '',
  ].join('\n')
}

function plist(value: unknown): readonly string[] {
  if (typeof value === 'boolean') return [value ? '<true/>' : '<false/>']
  if (typeof value === 'number') return [Number.isInteger(value) ? `<integer>${value}</integer>` : `<real>${value}</real>`]
  if (typeof value === 'string') return [`<string>${escaped(value)}</string>`]
  if (Array.isArray(value)) return value.length === 0 ? ['<array/>'] : ['<array>', ...indented((value as readonly unknown[]).flatMap(plist)), '</array>']
  if (typeof value !== 'object' || value === null) throw new Error(`A property list cannot hold ${String(value)}.`)
  return ['<dict>', ...indented(Object.entries(value).flatMap(([key, each]) => [`<key>${escaped(key)}</key>`, ...plist(each)])), '</dict>']
}

/** The same for the same name, so that a profile that was not changed stays the same file (RFC 9562, version 8). */
function uuidOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex').toUpperCase()
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-A${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
