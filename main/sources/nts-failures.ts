import type { Observation } from '../core/sample.ts'
import type { Failure, FailureCode, Source } from '../core/source.ts'

/** Why there is no authenticated time, whoever was asked. */
export type Refusal = Pick<Failure, 'status' | 'code' | 'detail'>

const UNREACHABLE: Readonly<Record<string, FailureCode>> = {
  ENETUNREACH: 'no-route', EADDRNOTAVAIL: 'no-route', EAFNOSUPPORT: 'no-route', ENETDOWN: 'no-route',
  ECONNREFUSED: 'port-closed', EHOSTUNREACH: 'port-closed', EACCES: 'port-closed', EPERM: 'port-closed', ECONNRESET: 'port-closed',
  ETIMEDOUT: 'no-answer',
}

/** What an error of a socket says about the way to the server; null where it says nothing about that. */
export const unreachableBy = ({ code = '' }: NodeJS.ErrnoException): FailureCode | null => UNREACHABLE[code] ?? null

export const refusedBy = (source: Source, refusal: Refusal): Observation => ({ kind: 'failure', failure: { ...source, ...refusal } })
