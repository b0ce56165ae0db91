import type { FailureCode } from '../core/source.ts'

const UNREACHABLE: Readonly<Record<string, FailureCode>> = {
  ENETUNREACH: 'no-route', EADDRNOTAVAIL: 'no-route', EAFNOSUPPORT: 'no-route', ENETDOWN: 'no-route',
  ECONNREFUSED: 'port-closed', EHOSTUNREACH: 'port-closed', EACCES: 'port-closed', EPERM: 'port-closed', ECONNRESET: 'port-closed',
  ETIMEDOUT: 'no-answer',
}

/** What an error of a socket says about the way to the server; null where it says nothing about that. */
export const unreachableBy = ({ code = '' }: NodeJS.ErrnoException): FailureCode | null => UNREACHABLE[code] ?? null
