import { afterEach } from 'vitest'
import type { Clock } from '../../main/core/clock.ts'
import { DEFAULT_QUORUM, judge } from '../../main/core/judge.ts'
import { DEFAULT_LIMITS } from '../../main/core/limits.ts'
import type { Failure } from '../../main/core/source.ts'
import type { KnownVerdict, Survey, Verdict } from '../../main/core/verdict.ts'
import { takeSurvey } from '../../main/sources/survey.ts'
import type { SurveyRequest } from '../../main/sources/survey-request.ts'
import { startNtpServer, trueTime, type Behaviour, type NtpServer } from '../fakes/ntp-server.ts'

/** A laptop's clock that is off by so much: true time minus what it shows. */
export const clockOff = (offset: number): Clock => ({ wall: () => trueTime() - offset, monotonic: () => performance.now() / 1000 })

/** So long that a survey which waits for it fails by the limit of its test. */
export const FOREVER = 600

/** Starts servers that are closed after the test. */
export function openServers(): (...behaviours: readonly Behaviour[]) => Promise<readonly NtpServer[]> {
  const open: NtpServer[] = []
  afterEach(async () => { await Promise.all(open.splice(0).map((server) => server.close())) })
  return async (...behaviours) => {
    const servers = await Promise.all(behaviours.map((behaviour) => startNtpServer(behaviour)))
    open.push(...servers)
    return servers
  }
}

/** A survey by a laptop whose clock is 47.3 s slow, with no website to fall back on unless given. */
export const surveyOf = (ntp: SurveyRequest['ntp'][number], more: Partial<SurveyRequest> = {}): Promise<Survey> =>
  takeSurvey({ ntp: [ntp], websites: [], clock: clockOff(47.3), limits: DEFAULT_LIMITS, quorum: DEFAULT_QUORUM, deadline: FOREVER, ...more })

export const verdictOf = (survey: Survey): Verdict => judge(survey, DEFAULT_LIMITS, DEFAULT_QUORUM)

export const known = (verdict: Verdict): KnownVerdict => {
  if (verdict.kind === 'unknown') throw new Error(`${verdict.reason}: ${verdict.sources.map(({ name, reason }) => `${name} ${reason}`).join(' ')}`)
  return verdict
}

/** The failures by the name of their source. */
export const codes = ({ failures }: Survey): Readonly<Record<string, Failure['code']>> => Object.fromEntries(failures.map(({ name, code }) => [name, code]))

/** Tells whether a figure fits a true offset as closely as it claims to; a loaded machine makes answers slow, never wrong. */
export const fits = ({ offset, distance }: { readonly offset: number; readonly distance: number }, truth = 47.3): boolean => Math.abs(offset - truth) <= distance + 0.001
