import type { Checkup } from '../../main/core/checkup.ts'
import { diagnose } from '../../main/core/diagnose.ts'
import { DEFAULT_QUORUM, judge } from '../../main/core/judge.ts'
import { DEFAULT_LIMITS } from '../../main/core/limits.ts'
import { makePlan } from '../../main/core/plan.ts'
import { contextFrom } from '../../main/core/remedy-context.ts'
import type { Sample } from '../../main/core/sample.ts'
import type { Failure, FailureCode } from '../../main/core/source.ts'
import type { Verdict } from '../../main/core/verdict.ts'
import { linux } from '../../main/platform/linux/index.ts'
import type { Platform } from '../../main/platform/machine.ts'
import { macosPlatform } from '../../main/platform/macos/index.ts'
import { createWindowsPlatform } from '../../main/platform/windows/index.ts'
import type { Measured, System } from './laptop.ts'
import { machineFrom, type MachineData } from './machine.ts'

const PLATFORMS: Readonly<Record<System, Platform>> = { linux, macos: macosPlatform, windows: createWindowsPlatform() }

/** A checkup of a laptop that is data: its state is read by the program's own code, its sources say what the data says. */
export async function lookAt(system: System, data: MachineData, measured: Measured, zone?: string): Promise<Checkup> {
  const platform = PLATFORMS[system]
  const machine = machineFrom(data)
  const state = await platform.readState(machine)
  const verdict = verdictOf(measured, state.servers)
  const findings = diagnose(state, verdict)
  return {
    checkedAt: machine.clock.wall(), checkedAtMonotonic: machine.clock.monotonic(), tookSeconds: 0.2,
    verdict, state, findings, plan: makePlan(findings, platform.remedies, contextFrom(state, verdict, zone)),
  }
}

/** Servers and websites that are asked beside the configured ones; they tell the true time. */
const SERVERS = ['time-1.example', 'time-2.example', 'time-3.example', 'time-4.example']
const WEBSITES = ['www-1.example', 'www-2.example', 'www-3.example']
/** Of a long list so many configured servers are asked. */
const MOST_CONFIGURED = 3
/** So far from the truth is what a server tells that lies, in seconds. */
const LIE = 4000

function verdictOf(measured: Measured, servers: readonly string[]): Verdict {
  if ('unknown' in measured) return { kind: 'unknown', reason: measured.unknown, sources: [] }
  const { offset, by = 'time-servers', uncertainty = by === 'websites' ? 0.55 : 0.02, configured = {} } = measured
  const stranger = Object.keys(configured).find((name) => !servers.includes(name))
  if (stranger !== undefined) throw new Error(`${stranger} is not configured on this laptop, which asks ${servers.join(', ') || 'nobody'}.`)
  const own = Object.fromEntries(servers.slice(0, MOST_CONFIGURED).map((name) => [name, configured[name] ?? (by === 'websites' ? 'no-answer' : 'agrees')]))
  const others = Object.fromEntries(SERVERS.filter((name) => !(name in own)).map((name) => [name, by === 'websites' ? 'no-answer' as const : 'agrees' as const]))
  const asked = Object.entries({ ...own, ...others })
  const answer = (name: string, at: number, kind: Sample['kind'] = 'ntp'): Sample =>
    ({ name, address: name, kind, offset: at, delay: uncertainty, distance: uncertainty, ...(kind === 'ntp' ? { stratum: 2 } : {}) })
  const samples = asked.flatMap(([name, what]) => what === 'agrees' ? [answer(name, offset)] : what === 'lies' ? [answer(name, offset + LIE)] : [])
  const failures = asked.flatMap(([name, what]) => what === 'agrees' || what === 'lies' ? [] : [failure(name, what)])
  const pages = by === 'websites' ? WEBSITES.map((name) => answer(name, offset, 'https-date')) : []
  const survey = { samples: [...samples, ...pages], failures, stepped: false, startedAt: 0, startedAtMonotonic: 0, tookSeconds: 0.2 }
  return judge(survey, DEFAULT_LIMITS, DEFAULT_QUORUM)
}

const REFUSED: ReadonlySet<FailureCode> = new Set(['kiss-of-death', 'held-off'])
const UNREACHED: ReadonlySet<FailureCode> = new Set(['no-answer', 'late', 'no-route', 'port-closed', 'name-unknown', 'names-silent'])

function failure(name: string, code: FailureCode): Failure {
  const status = UNREACHED.has(code) ? 'unreachable' : REFUSED.has(code) ? 'refused' : 'discarded'
  return { name, address: name, kind: 'ntp', status, code, detail: '' }
}
