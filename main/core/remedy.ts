import type { ClockState } from './clock-state.ts'

/**
 * The fixed list of things Clock Medic can do, in the order in which a plan runs them. The window and every other
 * outsider can only name one of these.
 */
export const REMEDIES = [
  'register-service', 'unmask-service', 'use-working-servers', 'step-clock', 'enable-automatic-time', 'start-service', 'resync',
  'set-hardware-clock', 'set-hardware-clock-mode', 'set-time-zone',
] as const

export type Remedy = (typeof REMEDIES)[number]

/** Tells whether `text` names a remedy. */
export const isRemedy = (text: string): text is Remedy => (REMEDIES as readonly string[]).includes(text)

/** One command of a repair. Plain data: shown to the user as it is, run as it is. */
export interface Step {
  readonly remedy: Remedy
  /** What it does, for the list of steps: "Turn automatic time on". */
  readonly title: string
  /** The same when it is done: "Turned automatic time on". */
  readonly done: string
  /** Why it is needed on this machine, one sentence. */
  readonly why: string
  /** Absolute path and arguments. Every argument is of the form that `script.ts` accepts. */
  readonly command: readonly string[]
  /** Lines that the command reads from its standard input; of the form that `script.ts` accepts. */
  readonly input?: readonly string[]
  readonly needsRights: boolean
  /** What on this machine it changes, in words. */
  readonly touches: string
  /** The command that takes it back, where there is one. */
  readonly undo?: readonly string[]
  /** Exit codes that mean success; [0] when absent. */
  readonly okExits?: readonly number[]
  /** Hard limit in seconds. */
  readonly timeoutSeconds: number
  /** When false, a failure of this step does not stop the ones after it. */
  readonly essential: boolean
}

export interface RemedyContext {
  readonly state: ClockState
  /** True time minus local clock in seconds; absent when it is not known (then nothing may be stepped). */
  readonly offset?: number
  /** The network lets no NTP through: the offset comes from HTTPS and asking a time server again is pointless. */
  readonly udpBlocked?: boolean
  /** Time servers that answered and agree with the majority just now, best first. */
  readonly workingServers?: readonly string[]
  /** The zone that the user named; the right one cannot be measured. */
  readonly timeZone?: string
}

/** A remedy as one system answers it: its steps, or the reason why this system cannot. */
export type Answer = { readonly kind: 'steps'; readonly steps: readonly Step[] } | { readonly kind: 'impossible'; readonly reason: string }

/** One per operating system. A new remedy does not compile until each of them answers it. */
export type RemedyTable = { readonly [R in Remedy]: (context: RemedyContext) => Answer }
