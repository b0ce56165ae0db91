import type { Checkup } from '../core/checkup.ts'
import type { OpenLaptop, Terminal } from './cli.ts'
import { EXIT, exitOf } from './exit-codes.ts'
import type { FleetOptions } from './fleet-options.ts'

export interface FleetCheck {
  readonly fleet: FleetOptions
  readonly terminal: Terminal
  readonly laptop: OpenLaptop
  readonly look: () => Promise<Checkup>
  readonly format: (checkup: Checkup) => string
}

/**
 * `check` for fleets: once or again and again, to standard output or a file, to OpenTelemetry and the system's log. Gives the exit
 * code of the newest verdict. What could not be sent or logged is told and changes no exit code; a result that could not be written
 * is "cannot tell", as one on standard output would be.
 */
export async function fleetCheck(check: FleetCheck): Promise<number> {
  const { fleet, terminal, laptop } = check
  if (fleet.watch === undefined) return deliver(check, await check.look())
  const { watch } = await import('./watch.ts')
  const round = async (): Promise<number> => {
    try {
      return await deliver(check, await check.look())
    } catch (error) {
      // One look that fails must not end a run of months.
      terminal.err(`This check failed: ${error instanceof Error ? error.message : String(error)}`)
      return EXIT.unknown
    }
  }
  const stop = terminal.stop?.() ?? new AbortController().signal
  return watch(fleet.watch, round, { clock: laptop.machine.clock, pause: laptop.pause, chance: Math.random }, stop)
}

async function deliver({ fleet, terminal, laptop, format }: FleetCheck, checkup: Checkup): Promise<number> {
  const text = format(checkup)
  const { textfile, otlp, log } = fleet
  if (textfile === undefined) terminal.out(text)
  const [unwritten, ...others] = await Promise.all([
    textfile === undefined ? null : import('./textfile.ts').then(({ writeTextfile }) => writeTextfile(textfile, text)),
    otlp === undefined ? null : import('./otlp.ts').then(({ sendMetrics }) => sendMetrics(otlp, checkup, { version: terminal.version, env: process.env })),
    log ? import('./system-log.ts').then(({ writeSystemLog }) => writeSystemLog(laptop.platform.os, laptop.machine, checkup, process.env['SystemRoot'])) : null,
  ])
  for (const sentence of [unwritten, ...others]) if (sentence !== null) terminal.err(sentence)
  return unwritten === null ? exitOf(checkup.verdict) : EXIT.unknown
}
