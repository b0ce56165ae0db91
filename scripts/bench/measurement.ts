/** One program, once. Without an `error` it gave no answer. */
export interface Measurement {
  readonly tool: string
  readonly seconds: number
  /** |offset it gave − truth|, in seconds. */
  readonly error?: number
  /** As stated by the program, in seconds. */
  readonly uncertainty?: number
}

export type Quantity = 'seconds' | 'error' | 'uncertainty'

/** All that was measured in one network. */
export interface Network {
  readonly name: string
  readonly measurements: readonly Measurement[]
  /** 1-minute load average before and after. */
  readonly load: readonly [number, number]
}

export const APP = 'Clock Medic, running app'
export const FINE = 'Clock Medic, running app, fine'
export const FINE_IN_TIME = 'Clock Medic, running app, fine, in the time htpdate takes'
export const PROCESS = 'Clock Medic, new process'
export const THIRD = 'round trip of the third-fastest of 4'
export const LEAST = 'least delay / 2'
export const OURS = [APP, FINE, FINE_IN_TIME, PROCESS]

/** Values of one quantity over the rounds in which the program answered. */
export const valuesOf = ({ measurements }: Network, tool: string, quantity: Quantity): readonly number[] =>
  measurements.filter((one) => one.tool === tool && (one.error !== undefined || isReference(tool)))
    .map((one) => one[quantity]).filter((value) => value !== undefined)

/** What is measured of the network itself has no offset. */
export const isReference = (tool: string): boolean => tool === THIRD || tool === LEAST
