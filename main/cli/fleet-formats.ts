import type { Checkup } from '../core/checkup.ts'
import { systemJson, verdictJson } from '../core/json.ts'
import type { Limits } from '../core/limits.ts'
import { reasonWords } from '../core/words/verdict.ts'

/** Thresholds are numbers without exponent in the guidelines' grammar. */
const range = (limit: number): string => `-${plain(limit)}:${plain(limit)}`
const plain = (limit: number): string => String(Number(limit.toFixed(6)))

const NAGIOS_WORD = { ok: 'OK', warning: 'WARNING', critical: 'CRITICAL' } as const

/** One line for Nagios and its kin (monitoring-plugins guidelines: text, then performance data after a bar). */
export function nagiosLine({ verdict }: Checkup, { warning, critical }: Limits): string {
  const words = reasonWords(verdict).replaceAll('|', '/')
  if (verdict.kind === 'unknown') return `CLOCK UNKNOWN: ${words}`
  return `CLOCK ${NAGIOS_WORD[verdict.level]}: ${words} | offset=${verdict.offset.toFixed(6)}s;${range(warning)};${range(critical)}`
}

/** What a verdict may be, as fleet tools name it. */
export const LEVELS = ['ok', 'warning', 'critical', 'unknown'] as const

/** Gauges in the Prometheus text format, for node_exporter's textfile folder. Unknown figures are left out. */
export function prometheusText({ verdict, tookSeconds }: Checkup): string {
  const level = verdict.kind === 'known' ? verdict.level : 'unknown'
  const gauge = (name: string, help: string, lines: readonly string[]): string => `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${lines.join('\n')}\n`
  const parts = [gauge('clock_medic_verdict', 'Judgement of the system clock, 1 for the one that holds.', LEVELS.map((each) => `clock_medic_verdict{level="${each}"} ${each === level ? 1 : 0}`))]
  if (verdict.kind === 'known') {
    parts.push(gauge('clock_medic_offset_seconds', 'True time minus system clock.', [`clock_medic_offset_seconds ${verdict.offset.toFixed(6)}`]))
    parts.push(gauge('clock_medic_uncertainty_seconds', 'Half-width of the interval that holds the true offset.', [`clock_medic_uncertainty_seconds ${verdict.uncertainty.toFixed(6)}`]))
  }
  parts.push(gauge('clock_medic_check_duration_seconds', 'How long the check took.', [`clock_medic_check_duration_seconds ${tookSeconds.toFixed(3)}`]))
  return parts.join('').trimEnd()
}

/** The value of a Jamf extension attribute: the signed offset, or why it is not known. */
export function jamfResult({ verdict }: Checkup): string {
  const text = verdict.kind === 'known' ? `${verdict.offset >= 0 ? '+' : ''}${verdict.offset.toFixed(3)}` : `unknown: ${reasonWords(verdict)}`
  return `<result>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</result>`
}

/** Fields of the system that are one value each; lists are told elsewhere. */
const SYSTEM_FACTS = ['os', 'timeService', 'automaticTime', 'synchronized', 'timeZone', 'managed', 'managedBy', 'domainMember', 'container', 'virtualMachine'] as const

/**
 * One flat JSON object on one line: no lists, no objects within, for what keeps facts of machines (Ansible, osquery's JSON tables).
 * Names are those of `check --json`; what is not known is absent. Findings are ids with commas between and at both ends, so that
 * `LIKE '%,automatic-time-off,%'` finds one.
 */
export function factsLine(checkup: Checkup): string {
  const system = systemJson(checkup.state)
  const hardware = system['hardwareClock'] as { readonly mode: string; readonly offsetSeconds?: number } | undefined
  const ids = checkup.findings.map(({ id }) => id)
  return JSON.stringify({
    ...verdictJson(checkup),
    sourcesUsed: checkup.verdict.sources.filter(({ status }) => status === 'truechimer').length,
    ...Object.fromEntries(SYSTEM_FACTS.flatMap((key) => (system[key] === undefined ? [] : [[key, system[key]]]))),
    ...(hardware === undefined ? {} : { hardwareClockMode: hardware.mode }),
    ...(hardware?.offsetSeconds === undefined ? {} : { hardwareClockOffsetSeconds: hardware.offsetSeconds }),
    findings: ids.length === 0 ? '' : `,${ids.join(',')},`,
    repairSteps: checkup.plan.steps.length,
  })
}
