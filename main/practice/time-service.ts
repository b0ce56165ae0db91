import { DEBIAN_POOL, type LaptopDescription } from './description.ts'
import type { Kernel } from './kernel.ts'
import { SLEW_SECONDS, type ServiceFacts, type VariantFacts } from './services.ts'

const DAY = 86_400
/** A service that runs with a smaller offset than this (seconds) has told the kernel that all is well. */
const BELIEVED_OFFSET = 0.4

/** The time service of the practice laptop: the state systemd shows, and what it does to the clock. */
export class TimeService {
  readonly facts: ServiceFacts
  enabled: boolean
  masked: boolean
  active: 'active' | 'inactive' | 'failed'
  /** Was started at least once since boot, so that systemd has looked at its conditions. */
  wasStarted: boolean
  /** When it became what it is, monotonic seconds. */
  changedAt: number
  /** Time stamp of /var/lib/systemd/timesync/clock, local seconds since 1970. Only timesyncd has the file. */
  clockFile: number
  readonly #kernel: Kernel
  readonly #description: LaptopDescription
  readonly #namesOtherServers: () => boolean
  /** It asks servers that are there. */
  #hasServers: boolean
  /** timesyncd saves the time when it stops, but only after it once had an answer. */
  #savesAtStop: boolean

  /** @param namesOtherServers whether its settings now name servers beside those of the description */
  constructor(kernel: Kernel, facts: ServiceFacts, variant: VariantFacts, description: LaptopDescription, namesOtherServers: () => boolean) {
    this.#kernel = kernel
    this.#description = description
    this.#namesOtherServers = namesOtherServers
    this.#hasServers = !this.#has('servers-gone')
    this.facts = facts
    this.enabled = variant.enabled
    this.masked = variant.masked
    this.active = variant.running ? 'active' : 'inactive'
    this.wasStarted = variant.running || (variant.enabled && !variant.masked)
    this.changedAt = kernel.bootedAt
    this.#savesAtStop = variant.running
    const now = kernel.clock.monotonic()
    const yesterday = Math.min(kernel.clock.trueAt(now), kernel.clock.localAt(now)) - DAY
    this.clockFile = this.#has('poisoned-clock-file')
      ? kernel.clock.trueAt(now) + 30 * DAY
      : variant.running ? kernel.clock.localAt(now) : yesterday
    if (variant.running) {
      const believesItsServers = Math.abs(description.offset) < BELIEVED_OFFSET || this.#has('service-fights')
      kernel.synchronized = believesItsServers && this.#hasServers && description.network === 'open'
      this.networkOpened(now)
    }
  }

  /** Names under which systemctl knows it at this moment. */
  get names(): readonly string[] {
    return this.enabled && !this.masked ? [this.facts.unit, ...this.facts.aliases] : [this.facts.unit]
  }

  /** The time server it talks to, as it reports it to systemd. */
  get server(): string {
    return `192.0.2.10:123 (${(this.#description.servers ?? DEBIAN_POOL)[0]})`
  }

  /** timedate1 manages it: listed in ntp-units.d and not masked. */
  get canNtp(): boolean {
    return this.facts.listFile !== undefined && !this.masked
  }

  get #restoresClockFile(): boolean {
    return this.facts.unit === 'systemd-timesyncd.service'
  }

  #has(fault: NonNullable<LaptopDescription['faults']>[number]): boolean {
    return this.#description.faults?.includes(fault) ?? false
  }

  /** Starts it unless it runs. Gives false when it ended with an error at once. */
  start(at: number): boolean {
    if (this.active === 'active') return true
    this.wasStarted = true
    this.changedAt = at
    this.active = this.#has('start-fails') ? 'failed' : 'active'
    if (this.active === 'failed') return false
    this.#hasServers = !this.#has('servers-gone') || this.#namesOtherServers()
    this.#restoreFromClockFile(at)
    this.#plan(at + this.facts.correctsAfter, (due) => this.#answer(due, at))
    return true
  }

  stop(at: number): void {
    if (this.active === 'inactive') return
    if (this.active === 'active' && this.#savesAtStop) this.clockFile = this.#kernel.clock.localAt(at)
    this.active = 'inactive'
    this.changedAt = at
    this.#kernel.timeline.cancel(this.facts.unit)
    this.#kernel.clock.slew(at, 0)
    this.#savesAtStop = false
  }

  /** UDP works from now on: a service that goes on asking will get an answer. */
  networkOpened(at: number): void {
    if (this.active !== 'active' || this.facts.healsAfter === undefined) return
    this.#plan(at + this.facts.healsAfter, (due) => this.#answer(due, at))
  }

  /** Somebody else set the clock. */
  clockWasSet(at: number): void {
    if (this.active !== 'active' || this.facts.noticesSettingAfter === undefined) return
    this.#plan(at + this.facts.noticesSettingAfter, (due) => this.#answer(due, at))
  }

  #plan(at: number, act: (at: number) => void): void {
    this.#kernel.timeline.plan(at, this.facts.unit, act)
  }

  /** timesyncd takes a saved time ahead of the clock as proof that the clock fell behind. */
  #restoreFromClockFile(at: number): void {
    const { clock } = this.#kernel
    if (this.#restoresClockFile && clock.localAt(at) < this.clockFile) clock.setLocal(at, this.clockFile)
  }

  /** The first answer of a time server since `askedAt`. */
  #answer(at: number, askedAt: number): void {
    if (this.#kernel.network !== 'open' || !this.#hasServers) return
    this.#correct(at)
    this.#savesAtStop = true
    if (this.#restoresClockFile) this.clockFile = this.#kernel.clock.localAt(at)
    this.#plan(Math.max(at, askedAt + this.facts.synchronizedAfter), (due) => this.#kernel.declareSynchronized(due))
  }

  #correct(at: number): void {
    const { clock } = this.#kernel
    const offset = clock.offsetAt(at)
    if (this.#has('service-fights')) clock.setOffset(at, this.#description.offset)
    else if (Math.abs(offset) > this.facts.stepsBeyond) clock.setOffset(at, 0)
    else clock.slew(at, this.facts.slewRate ?? Math.abs(offset) / SLEW_SECONDS)
  }
}
