import type { LaptopDescription } from '../../main/practice/description.ts'
import { PracticeLaptop } from '../../main/practice/laptop.ts'
import type { Command, Machine } from '../../main/platform/machine.ts'
import { fakeHost, type FakeHost } from './fake-host.ts'

export interface Bench {
  readonly laptop: PracticeLaptop
  readonly host: FakeHost
}

/** A practice laptop 47 s slow with timesyncd disabled, unless told otherwise, on a host whose time stands still. */
export function bench(description: Partial<LaptopDescription> = {}): Bench {
  const host = fakeHost()
  const usual = { variant: 'timesyncd-disabled', offset: 47, rights: 'asks', network: 'open' } as const
  const laptop = new PracticeLaptop({ ...usual, ...description }, { host: host.clock })
  return { laptop, host }
}

export interface Said {
  readonly exit: number | null
  readonly stdout: string
  readonly stderr: string
}

const decoder = new TextDecoder()

/** Runs a command on a machine and gives what it said as text. */
export async function run(machine: Machine, ...command: Command): Promise<Said> {
  const result = await machine.run(command)
  return { exit: result.exit, stdout: decoder.decode(result.stdout), stderr: decoder.decode(result.stderr) }
}

export const systemctl = (machine: Machine, ...args: readonly string[]): Promise<Said> =>
  run(machine, '/usr/bin/systemctl', ...args)
export const timedatectl = (machine: Machine, ...args: readonly string[]): Promise<Said> =>
  run(machine, '/usr/bin/timedatectl', ...args)

/** One property of `timedatectl show`. */
export const timedate = async (machine: Machine, property: string): Promise<string> =>
  (await timedatectl(machine, 'show', '-p', property, '--value')).stdout.trim()

/** True time minus hardware clock in whole seconds, read as the app reads it. */
export async function hardwareOffset({ laptop }: Bench): Promise<number> {
  const face = Number(await laptop.machine.readText('/sys/class/rtc/rtc0/since_epoch'))
  return Math.floor(laptop.trueTime()) - face
}
