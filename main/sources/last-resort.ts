import { ipFamily } from '../core/address.ts'
import type { Family } from './names.ts'

/**
 * Addresses of default time servers for the case that no name can be told (docs/adr/0006). A wrong one does no more
 * harm than a silent server: it has one voice among those that have to agree.
 */
const ADDRESSES: ReadonlyMap<string, readonly string[]> = new Map([
  // The operator's own page lists all four: https://developers.cloudflare.com/time-services/ntp/usage/
  ['time.cloudflare.com', ['162.159.200.1', '162.159.200.123', '2606:4700:f1::1', '2606:4700:f1::123']],
  // time1 to time4.google.com, the names at https://developers.google.com/time/guides; the page names no addresses.
  ['time.google.com', [
    '216.239.35.0', '216.239.35.4', '216.239.35.8', '216.239.35.12',
    '2001:4860:4806::', '2001:4860:4806:4::', '2001:4860:4806:8::', '2001:4860:4806:c::',
  ]],
])

/** Where a name has to be reached without a name service: its addresses of one family; empty for all but a few default servers. */
export function lastResort(host: string, family: Family): readonly string[] {
  return (ADDRESSES.get(host) ?? []).filter((address) => ipFamily(address) === family)
}
