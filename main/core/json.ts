import type { Checkup } from './checkup.ts'
import type { ClockState } from './clock-state.ts'
import type { Hint } from './hint.ts'
import type { Plan } from './plan.ts'
import type { Step } from './remedy.ts'
import { reasonWords } from './words/verdict.ts'

/** Digits that mean something: a microsecond, and no exponents. */
export const round = (seconds: number): number => Number(seconds.toFixed(6))
const whenKnown = <K extends string>(key: K, seconds: number | undefined): { readonly [P in K]?: number } =>
  (seconds === undefined ? {} : { [key]: round(seconds) }) as { readonly [P in K]?: number }

/** A checkup as data, the document of `check --json` (product.md). Offsets that are not known are absent, never 0. */
export function checkJson(checkup: Checkup): Record<string, unknown> {
  const { verdict, state, findings } = checkup
  return {
    ...verdictJson(checkup),
    ...(verdict.kind === 'unknown' && verdict.hint !== undefined ? { unprovenHint: hintJson(verdict.hint) } : {}),
    sources: verdict.sources.map(({ offset, delay, ...source }) => ({
      ...source, ...whenKnown('offsetSeconds', offset), ...whenKnown('delaySeconds', delay),
    })),
    system: systemJson(state),
    findings,
  }
}

/** What every document that rests on a checkup begins with: when, and how far this clock is off. */
export function verdictJson({ checkedAt, tookSeconds, verdict }: Checkup): Record<string, unknown> {
  const known = verdict.kind === 'known' ? verdict : undefined
  return {
    schema: 1,
    checkedAt: new Date(checkedAt * 1000).toISOString(),
    tookSeconds: round(tookSeconds),
    verdict: known?.level ?? 'unknown',
    reason: reasonWords(verdict),
    ...(verdict.kind === 'unknown' ? { reasonCode: verdict.reason } : {}),
    ...whenKnown('offsetSeconds', known?.offset),
    ...whenKnown('uncertaintySeconds', known?.uncertainty),
    method: known?.method ?? 'none',
    ...(known === undefined ? {} : { authenticated: known.authenticated }),
  }
}

/** What an unprotected page said; anybody on the network could have written it. */
const hintJson = ({ name, offset, uncertainty }: Hint) => ({ name, ...whenKnown('offsetSeconds', offset), ...whenKnown('uncertaintySeconds', uncertainty) })

/** The document of `status --json`: how this machine keeps its clock right, and nothing measured. */
export function systemJson(state: ClockState): Record<string, unknown> {
  const { hardwareClock, services, automaticTime, synchronized, timeZone } = state
  const absent = <T>(key: string, value: T | undefined): Record<string, T> => (value === undefined ? {} : { [key]: value })
  return {
    os: state.os,
    serviceManager: state.serviceManager,
    ...absent('timeService', services[0]?.name),
    services,
    ...absent('automaticTime', automaticTime),
    ...absent('synchronized', synchronized),
    ...absent('timeZone', timeZone),
    ...absent('hardwareClock', hardwareClock === undefined ? undefined : { mode: hardwareClock.mode, ...whenKnown('offsetSeconds', hardwareClock.minusLocalClock) }),
    servers: state.servers,
    managed: state.managed,
    ...absent('managedBy', state.managedBy),
    ...absent('domainMember', state.domainMember),
    ...absent('container', state.container),
    ...absent('virtualMachine', state.virtualMachine),
    unreadable: state.unreadable,
  }
}

/** A plan as data: every step with its exact command as an argument list. */
export function planJson({ id, steps, impossible }: Plan): Record<string, unknown> {
  return { id, steps: steps.map(stepJson), impossible }
}

/** One step as data. */
export const stepJson = ({ remedy, title, why, command, needsRights, touches, undo }: Step) =>
  ({ remedy, title, why, command, needsRights, touches, ...(undo === undefined ? {} : { undo }) })
