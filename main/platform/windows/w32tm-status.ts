import { consoleLines } from './console-text.ts'

/** The numbers of `w32tm /query /status`; the last five only with `/verbose`. Seconds throughout. */
export interface W32tmStatus {
  /** 3 means not synchronised (RFC 5905 leap indicator). */
  readonly leap: number
  /** 0 means not synchronised: Windows never prints 16. */
  readonly stratum: number
  readonly rootDelay: number
  readonly rootDispersion: number
  /** Eight upper-case hexadecimal digits without 0x. */
  readonly referenceId: string
  /** Host with its flags, or one of the names in LOCAL_SOURCES, which are never translated. */
  readonly source: string
  readonly pollInterval?: number
  /** Of the last sample, not of now. */
  readonly phaseOffset?: number
  /** 0 unset, 1 hold, 2 sync, 3 spike. */
  readonly stateMachine?: number
  readonly lastSyncError?: number
  readonly sinceLastSync?: number
}

export type W32tmAnswer =
  | { readonly kind: 'status'; readonly status: W32tmStatus }
  /** An HRESULT of the form 0x8007xxxx; `win32` is the xxxx as a number (1062: the service is not started). */
  | { readonly kind: 'error'; readonly win32: number }
  | { readonly kind: 'unrecognised' }

/** The Hyper-V provider: the host's clock rules this machine. */
export const HYPER_V_SOURCE = 'VM IC Time Synchronization Provider'

const LOCAL_SOURCES: readonly string[] = ['Local CMOS Clock', 'Free-running System Clock']

/** `lastSyncError` of a service that no server gave the time (MS-W32T; 2 is stale data, 3 and 4 are told apart by nobody). */
export const NO_TIME_DATA = 1

/** "LOCL": the machine calls its own clock a reference. */
const LOCAL_REFERENCE = '4C4F434C'

const LEAP = /^([0-3])\s*(?:\(|$)/
/** 16, which Windows never prints, stands for no clock (RFC 5905 figure 11); nothing is above it. */
const STRATUM = /^(\d|1[0-6])\s*(?:\(|$)/
const NUMBERED = /^(\d{1,4})\s*(?:\(|$)/
const PRECISION = /^-?\d{1,3}\s*(?:\(|$)/
const SECONDS = /^(-?\d{1,12}[.,]\d{1,12})s$/
const REFERENCE = /^0x([0-9A-Fa-f]{8})(?:[^0-9A-Fa-f]|$)/
const POLL = /^\d{1,3}\s*\((\d{1,10})s\)/

const matched = (pattern: RegExp, text: string | undefined): string | undefined => pattern.exec(text ?? '')?.[1]

const seconds = (text: string | undefined): number | undefined => {
  const digits = matched(SECONDS, text)
  return digits === undefined ? undefined : Number(digits.replace(',', '.'))
}

const whole = (text: string | undefined, pattern = NUMBERED): number | undefined => {
  const digits = matched(pattern, text)
  return digits === undefined ? undefined : Number(digits)
}

/** What stands after the first colon of each line that has one: the labels before it are translated. */
const fieldsOf = (lines: readonly string[]): readonly string[] =>
  lines.filter((line) => line.includes(':')).map((line) => line.slice(line.indexOf(':') + 1).trim())

const readStatus = (fields: readonly string[]): W32tmStatus | undefined => {
  const leap = matched(LEAP, fields[0])
  const stratum = whole(fields[1], STRATUM)
  const rootDelay = seconds(fields[3])
  const rootDispersion = seconds(fields[4])
  const referenceId = matched(REFERENCE, fields[5])
  const source = fields[7]
  if (leap === undefined || stratum === undefined || !PRECISION.test(fields[2] ?? '') || rootDelay === undefined
    || rootDispersion === undefined || referenceId === undefined || source === undefined
    || !/^\d/.test(fields[8] ?? '')) {
    return undefined
  }
  const poll = matched(POLL, fields[8])
  const phaseOffset = seconds(fields[9])
  const stateMachine = whole(fields[11])
  const lastSyncError = whole(fields[14])
  const sinceLastSync = seconds(fields[15])
  return {
    leap: Number(leap), stratum, rootDelay, rootDispersion, referenceId: referenceId.toUpperCase(), source,
    ...(poll === undefined ? {} : { pollInterval: Number(poll) }),
    ...(phaseOffset === undefined ? {} : { phaseOffset }),
    ...(stateMachine === undefined ? {} : { stateMachine }),
    ...(lastSyncError === undefined ? {} : { lastSyncError }),
    ...(sinceLastSync === undefined ? {} : { sinceLastSync }),
  }
}

/**
 * Reads `w32tm.exe /query /status [/verbose]` in any language: values by the position of their line, each checked
 * against the shape its position must have, so that a shuffled, cut-off or different text is refused as a whole.
 */
export const parseW32tmStatus = (stdout: Uint8Array): W32tmAnswer => {
  const lines = consoleLines(stdout)
  const fields = fieldsOf(lines)
  const status = readStatus(fields)
  if (status !== undefined) return { kind: 'status', status }
  const code = fields.length > 1 ? undefined : /0x8007([0-9A-Fa-f]{4})/.exec(lines.join('\n'))?.[1]
  return code === undefined ? { kind: 'unrecognised' } : { kind: 'error', win32: Number.parseInt(code, 16) }
}

/** Tells whether Windows believes that it follows a source other than its own clock. Its belief, never a verdict. */
export const followsSource = (status: W32tmStatus): boolean =>
  status.leap !== 3 && status.stratum > 0 && status.stratum < 16
  && status.referenceId !== LOCAL_REFERENCE && status.source !== '' && !LOCAL_SOURCES.includes(status.source)
