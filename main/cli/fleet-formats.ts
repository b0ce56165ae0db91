import type { Checkup } from '../core/checkup.ts'
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

const LEVELS = ['ok', 'warning', 'critical', 'unknown'] as const

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
