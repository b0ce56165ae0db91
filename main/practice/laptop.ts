import type { Clock, Command, CommandResult, Machine } from '../platform/machine.ts'
import { debianFiles } from './debian.ts'
import type { LaptopDescription, LaptopNetwork } from './description.ts'
import { FileTree } from './file-tree.ts'
import { Kernel } from './kernel.ts'
import type { Insides, Output, Program } from './program.ts'
import { chronyc } from './programs/chronyc.ts'
import { date } from './programs/date.ts'
import { hwclock } from './programs/hwclock.ts'
import { install } from './programs/install.ts'
import { rm } from './programs/rm.ts'
import { systemctl } from './programs/systemctl.ts'
import { tee } from './programs/tee.ts'
import { timedatectl } from './programs/timedatectl.ts'
import { touch } from './programs/touch.ts'
import { VARIANTS } from './services.ts'
import { TimeService } from './time-service.ts'

/** One command that the laptop was given, in the order they came. */
export interface Call {
  readonly command: Command
  readonly asRoot: boolean
  /** Null when there is no such program. */
  readonly exit: number | null
}

export interface LaptopOptions {
  /** The host's clocks: its wall clock now stands for true time. */
  readonly host: Clock
  /** Waits as long as a real laptop takes for a command; at once when absent. */
  readonly wait?: (seconds: number) => Promise<void>
}

const PROGRAMS: { readonly [path: string]: Program } = {
  '/usr/bin/systemctl': systemctl,
  '/usr/bin/timedatectl': timedatectl,
  '/usr/bin/date': date,
  '/usr/bin/touch': touch,
  '/usr/bin/install': install,
  '/usr/bin/tee': tee,
  '/usr/bin/rm': rm,
  '/usr/sbin/hwclock': hwclock,
  '/usr/bin/chronyc': chronyc,
}

const encoder = new TextEncoder()

/**
 * A Debian 12 laptop with a wrong clock, simulated: it answers the commands of a real one in the same form, and
 * nothing done to it reaches the host. Its behaviour is that measured on real machines.
 */
export class PracticeLaptop {
  readonly description: LaptopDescription
  /** The laptop as its user sees it. */
  readonly machine: Machine
  /** The same laptop for commands that run with an administrator's rights. */
  readonly asRoot: Machine
  readonly #host: Clock
  readonly #wait: LaptopOptions['wait']
  readonly #insides: Insides
  #calls: readonly Call[] = []

  constructor(description: LaptopDescription, options: LaptopOptions) {
    this.description = description
    this.#host = options.host
    this.#wait = options.wait
    const kernel = new Kernel(options.host, description)
    const variant = VARIANTS[description.variant]
    const namesOtherServers = (): boolean => namesServers(files, variant.service?.settingsFolder)
    const service = variant.service === null ? null : new TimeService(kernel, variant.service, variant, description, namesOtherServers)
    const files = debianFiles(kernel, service, description)
    this.#insides = { kernel, service, files, faults: description.faults ?? [] }
    this.machine = this.#machine(description.rights === 'root')
    this.asRoot = this.#machine(true)
  }

  /** Everything it was told to run, oldest first. */
  get calls(): readonly Call[] {
    return this.#calls
  }

  /** True time minus the laptop's clock at this moment, in seconds. */
  get offset(): number {
    const { kernel } = this.#insides
    return kernel.clock.offsetAt(kernel.now())
  }

  /** True time, seconds since 1970 UTC: what honest time servers give. */
  readonly trueTime = (): number => {
    const { kernel } = this.#insides
    return kernel.clock.trueAt(kernel.now())
  }

  /** Plugs the network in or out, or lets a firewall swallow UDP. */
  setNetwork(network: LaptopNetwork): void {
    const { kernel, service } = this.#insides
    const now = kernel.now()
    const opens = kernel.network !== 'open' && network === 'open'
    kernel.network = network
    if (opens) service?.networkOpened(now)
  }

  #machine(isRoot: boolean): Machine {
    const { files, kernel } = this.#insides
    return {
      clock: { wall: () => kernel.local(), monotonic: this.#host.monotonic },
      isRoot,
      run: (command, { input = [] } = {}) => this.#run(command, isRoot, input),
      readText: (path) => Promise.resolve(files.readText(path)),
      list: (folder) => Promise.resolve(files.list(folder)),
      findProgram: (...paths) => Promise.resolve(paths.find((path) => files.hasProgram(path)) ?? null),
      readLink: (path) => Promise.resolve(files.readLink(path)),
    }
  }

  async #run(command: Command, asRoot: boolean, input: readonly string[]): Promise<CommandResult> {
    const [path, ...args] = command
    const startedAt = this.#host.monotonic()
    const program = this.#insides.files.hasProgram(path) ? PROGRAMS[FileTree.plain(path)] : undefined
    const output = program?.(args, this.#insides, asRoot, input)
    this.#calls = [...this.#calls, { command, asRoot, exit: output?.exit ?? null }]
    if (output?.takes !== undefined) await this.#wait?.(output.takes)
    return result(output, this.#host.monotonic() - startedAt)
  }
}

/** Whether a file of settings that was added in this folder names a time server. */
const namesServers = (files: FileTree, folder = ''): boolean =>
  files.list(folder).some((name) => /^(NTP=|server )\S/m.test(files.readText(`${folder}/${name}`) ?? ''))

function result(output: Output | undefined, tookSeconds: number): CommandResult {
  return {
    exit: output?.exit ?? null,
    missing: output === undefined,
    timedOut: false,
    stdout: encoder.encode(output?.stdout ?? ''),
    stderr: encoder.encode(output?.stderr ?? ''),
    tookSeconds,
  }
}
