import type { ClockState } from '../clock-state.ts'
import type { FindingId } from '../finding.ts'
import { isWorthCorrecting, type KnownVerdict } from './evidence.ts'

/** What the services that should correct this clock have to do with it. */
export function serviceFindings(state: ClockState, known: KnownVerdict | null): readonly FindingId[] {
  const [service, ...others] = state.services
  // Absent means that the services could not be read, which is not the same as having none.
  if (service === undefined) return state.automaticTime === false ? ['service-missing'] : []
  if (service.unregistered === true) return ['service-unregistered']
  if (service.startup === 'masked') return ['service-masked', 'automatic-time-off']
  if (service.syncing === false || (service.startup === 'disabled' && !service.running)) return ['automatic-time-off']
  if (service.failed) return [service.portTaken === true ? 'source-port-taken' : 'service-failed']
  if (!service.running && service.startup === 'enabled' && service.blockedByCondition !== true) return ['service-stopped']
  return [
    ...(others.some(({ running }) => running) && service.running ? ['two-services' as const] : []),
    ...(service.startup === 'disabled' ? ['service-disabled' as const] : []),
    ...(known !== null && isWorthCorrecting(known) ? whyNotCorrected(state, known) : []),
  ]
}

/** Something is set up to correct this clock, and yet it is wrong. */
function whyNotCorrected({ services: [service], correctionLimit = Infinity, synchronized }: ClockState, { offset }: KnownVerdict): readonly FindingId[] {
  return [
    ...(service?.portTaken === true ? ['source-port-taken' as const] : []),
    ...(Math.abs(offset) > correctionLimit ? ['beyond-correction-limit' as const] : []),
    ...(synchronized === true ? ['believes-synchronised' as const] : []),
    ...(service?.onDemandOnly === true ? ['service-on-demand' as const] : []),
    // Neither seen to run nor known to be started by anything: then nothing is known that should correct it.
    ...(service?.startup === 'unknown' && !service.running ? [] : ['service-not-correcting' as const]),
  ]
}
