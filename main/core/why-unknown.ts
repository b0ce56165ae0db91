import type { Sample } from './sample.ts'
import type { Failure, FailureCode } from './source.ts'
import type { UnknownReason } from './verdict.ts'

const UNREACHED: readonly FailureCode[] = ['no-answer', 'late', 'port-closed', 'no-route']
const SILENT: readonly FailureCode[] = [...UNREACHED, 'names-silent', 'connection', 'key-exchange']

/** Why too few sources gave a time: the reason that explains most, the most specific first. */
export function whyTooFew(samples: readonly Sample[], failures: readonly Failure[]): UnknownReason {
  const any = (...codes: FailureCode[]): boolean => failures.some(({ code }) => codes.includes(code))
  if (any('portal')) return 'captive-portal'
  if (samples.length === 0) return whySilent(failures)
  const onlyWebsites = samples.every(({ kind }) => kind === 'https-date')
  if (onlyWebsites && any('certificate', 'wrong-name')) return 'certificates'
  return onlyWebsites && isBlocked(failures) ? 'udp-blocked' : 'too-few-sources'
}

function whySilent(failures: readonly Failure[]): UnknownReason {
  const any = (...codes: FailureCode[]): boolean => failures.some(({ code }) => codes.includes(code))
  const all = (...codes: FailureCode[]): boolean => failures.every(({ code }) => codes.includes(code))
  if (failures.length === 0) return 'no-answer'
  if (all('no-route')) return 'no-network'
  if (all('name-unknown', 'no-route')) return 'names-not-found'
  if (any('certificate', 'wrong-name')) return 'certificates'
  if (any('kiss-of-death', 'held-off')) return 'servers-refuse'
  if (any('unsynchronised', 'stratum')) return 'servers-unsynchronised'
  if (all(...SILENT, 'name-unknown')) return 'no-answer'
  return isBlocked(failures) ? 'udp-blocked' : 'bad-answers'
}

/** No time server was reached, each being there to be asked. One that answers without giving a time proves that the way is open. */
function isBlocked(failures: readonly Failure[]): boolean {
  const servers = failures.filter(({ kind }) => kind === 'ntp')
  return servers.length > 0 && servers.every(({ code }) => UNREACHED.includes(code))
}
