import type { LaptopFault } from './description.ts'
import type { FileTree } from './file-tree.ts'
import type { Kernel } from './kernel.ts'
import type { TimeService } from './time-service.ts'

/** All that a simulated program can reach. */
export interface Insides {
  readonly kernel: Kernel
  /** Null when no time service is installed. */
  readonly service: TimeService | null
  readonly files: FileTree
  readonly faults: readonly LaptopFault[]
}

export interface Output {
  readonly exit: number
  readonly stdout?: string
  readonly stderr?: string
  /** Seconds a real laptop takes; absent for what is done in no time. */
  readonly takes?: number
}

/** A simulated program: its arguments without its own name, and the lines it reads from its standard input. */
export type Program = (args: readonly string[], insides: Insides, asRoot: boolean, input: readonly string[]) => Output

/** Success with these lines on standard output. */
export const says = (...lines: readonly string[]): Output => ({ exit: 0, stdout: text(lines) })

/** Failure with these lines on standard error. */
export const complains = (exit: number, ...lines: readonly string[]): Output => ({ exit, stderr: text(lines) })

const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('')

/** How programs of the GNU and util-linux families answer wrong usage. */
export const wrongUsage = (program: string, what: string): Output =>
  complains(1, `${program}: ${what}`, `Try '${program} --help' for more information.`)

/** Sets the clock as settimeofday(2) does: the kernel is unsynchronised from then on, a running service notices. */
export function setClock({ kernel, service }: Insides, local: number): void {
  const now = kernel.now()
  kernel.clock.setLocal(now, local)
  kernel.synchronized = false
  service?.clockWasSet(now)
}
