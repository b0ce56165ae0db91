import type { Hint } from '../core/hint.ts'
import { isSettled, judge } from '../core/judge.ts'
import type { Observation } from '../core/sample.ts'
import type { SourceKind } from '../core/source.ts'
import type { Survey, Verdict } from '../core/verdict.ts'
import { FairClock } from './fair-clock.ts'
import { familiesFor, routedFamilies } from './families.ts'
import { Ledger } from './ledger.ts'
import { openNames, type Family, type Names } from './names.ts'
import { failedSource } from './observations.ts'
import type { PortalAnswer } from './portal.ts'
import type { ProxyFor } from './proxy.ts'
import { hostOf, type Server } from './server.ts'
import type { SurveyRequest } from './survey-request.ts'
import { openStopwatch, type SurveyStopwatch } from './stopwatch.ts'
import { TimeServers } from './time-servers.ts'

/** Websites are made ready when nobody has answered so long after the first packet, and asked when still nobody has. */
const WEB_READY = 0.1
const WEB_ASKED = 0.15
/** A source that is silent for this long is asked once more and no longer waited for by the vote. */
const PATIENCE = 0.3
/** Once the verdict stands, answers under way may still come in for as long as those so far lay apart, within these bounds. */
const GRACE = { least: 0.001, most: 0.08 } as const
/** Public servers take a second question within 2 s amiss (ntpd's `limited kod`); a fine measurement waits that long. */
const SPACING = 2.2
/** Answers to a second question are awaited for so long. */
const SECOND_ANSWERS = 0.4
/** One question to a name server, in seconds. */
const NAME_TIMEOUT = 2.5

type Web = typeof import('./web.ts')

/**
 * Asks all sources at once and ends as soon as the verdict cannot change (docs/measuring.md): breadth instead of
 * depth, one packet for each address, one more for the silent. Websites join when time servers do not answer soon,
 * or at once when all of them are out. Never rejects; what went wrong is in the result.
 */
export function takeSurvey(request: SurveyRequest): Promise<Survey> {
  return new Promise((resolve) => {
    new Race(request, resolve).start()
  })
}

class Race {
  readonly #request: SurveyRequest
  readonly #resolve: (survey: Survey) => void
  readonly #stopwatch: SurveyStopwatch
  readonly #names: Names
  readonly #proxyFor: ProxyFor
  // Silence is no event: that somebody is not waited for any more has to be looked at.
  readonly #fair = new FairClock(() => this.#evaluate())
  readonly #ledger: Ledger
  readonly #servers: TimeServers
  readonly #closers: (() => void)[] = []
  readonly #watchers: { readonly met: () => boolean; readonly resolve: () => void }[] = []
  #websites: InstanceType<Web['Websites']> | null = null
  #hint: Hint | null = null
  #listsUnderWay = 0
  #websitesAsked = false
  #websitesUnderWay = false
  #firstPacketLeft = false
  #toBeEvaluated = false
  #firstAnswerAt = Infinity
  #settled = false
  #concluding = false
  #over = false

  constructor(request: SurveyRequest, resolve: (survey: Survey) => void) {
    this.#request = request
    this.#resolve = resolve
    this.#stopwatch = openStopwatch(request.clock)
    this.#proxyFor = request.proxy ?? (() => Promise.resolve(null))
    this.#names = request.names ?? openNames(NAME_TIMEOUT, undefined, request.nameMemory)
    this.#ledger = new Ledger(this.#fair, this.#stopwatch.error, (observation) => this.#changed(observation))
    this.#servers = new TimeServers({
      ledger: this.#ledger, names: this.#names, stopwatch: this.#stopwatch, settled: () => this.#settled,
      ...(request.manners === undefined ? {} : { manners: request.manners }),
      onPacket: () => this.#packetLeft(),
    })
  }

  start(): void {
    this.#fair.at(this.#request.deadline, () => this.#finish())
    this.#fair.at(PATIENCE, () => {
      for (const { again } of this.#ledger.waiting()) again?.()
    })
    this.#listsUnderWay = this.#request.ntp.length
    // The clocks are read while the first questions are on their way.
    setImmediate(this.#stopwatch.error)
    void this.#askTimeServers()
  }

  #packetLeft(): void {
    this.#request.onPacket?.()
    if (this.#firstPacketLeft) return
    this.#firstPacketLeft = true
    this.#fair.after(WEB_READY, () => {
      if (this.#ledger.samples.length === 0) void this.#prepareWebsites()
    })
    this.#fair.after(WEB_ASKED, () => {
      if (this.#ledger.samples.length === 0) this.#askWebsites()
    })
  }

  async #askTimeServers(): Promise<void> {
    const families = await routedFamilies()
    if (this.#over) return
    for (const list of this.#request.ntp) void this.#askList(list, families)
    void this.#askAuthenticated()
  }

  async #askList(list: readonly Server[] | Promise<readonly Server[]>, families: readonly Family[]): Promise<void> {
    const servers = await Promise.resolve(list).catch(() => [])
    this.#listsUnderWay--
    if (this.#over) return
    this.#servers.ask(servers, families)
    this.#evaluate()
  }

  async #askAuthenticated(): Promise<void> {
    const { nts } = this.#request
    const servers = await Promise.resolve(nts?.servers ?? []).catch(() => [])
    if (nts === undefined || servers.length === 0 || this.#over) return
    const ask = (server: Server, slow: boolean) => this.#ledger.ask({ name: server.name ?? server.host, address: '', kind: 'nts' }, 'no-answer', { slow })
    const loading = servers.map((server) => ask(server, true))
    const keeper = await nts.keeper()
    for (const question of loading) question.goesOn()
    for (const server of this.#over ? [] : servers) this.#closers.push(keeper.ask(server, this.#names, this.#stopwatch, ask(server, !keeper.isReady(server)).answered))
  }

  /** What websites need is loaded, and their names are asked for, before it is known whether they are needed. */
  async #prepareWebsites(): Promise<void> {
    const families = await routedFamilies()
    if (families.length === 0) return
    await import('./web.ts')
    for (const host of this.#over ? [] : this.#request.websites.map(hostOf)) {
      const [family] = familiesFor(host, families)
      if (family !== undefined) void this.#names.addresses(host, family)
    }
  }

  #askWebsites(): void {
    if (this.#websitesAsked || this.#over || this.#settled) return
    this.#websitesAsked = true
    this.#websitesUnderWay = true
    void this.#beginWebsites().then(() => {
      this.#websitesUnderWay = false
      this.#evaluate()
    })
  }

  async #beginWebsites(): Promise<void> {
    const families = await routedFamilies()
    const [lost, open] = divided(this.#request.websites, (url) => familiesFor(hostOf(url), families).length === 0)
    for (const url of lost) this.#ledger.record(failedSource({ name: url.host, address: '', kind: 'https-date' }, 'no-route'))
    if (open.length === 0) return
    const web = await import('./web.ts')
    if (this.#over) return
    this.#websites = new web.Websites({ ledger: this.#ledger, names: this.#names, stopwatch: this.#stopwatch, proxyFor: this.#proxyFor })
    this.#websites.ask(open, families)
    if (families.length > 0) this.#closers.push(web.askPortal(this.#names, this.#stopwatch, this.#proxyFor, (answer) => this.#answeredByProbe(answer)))
  }

  #answeredByProbe(answer: PortalAnswer): void {
    if (answer.kind === 'hint') this.#hint = answer.hint
    if (answer.kind === 'portal') this.#ledger.record(failedSource({ name: 'the network\'s sign-in page', address: '', kind: 'https-date' }, 'portal', 'refused'))
  }

  #changed(observation: Observation | null): void {
    if (observation !== null) this.#request.onObservation?.(observation)
    if (observation?.kind === 'sample') this.#firstAnswerAt = Math.min(this.#firstAnswerAt, this.#stopwatch.elapsed())
    if (this.#toBeEvaluated) return
    this.#toBeEvaluated = true
    // Answers that came together with this one get their times first.
    setImmediate(() => {
      this.#toBeEvaluated = false
      for (const watcher of this.#watchers) if (watcher.met()) watcher.resolve()
      this.#evaluate()
    })
  }

  #evaluate(): void {
    if (this.#over) return
    const { samples, failures } = this.#ledger
    if (!this.#settled && this.#isSettled()) {
      this.#settled = true
      const grace = Math.min(GRACE.most, Math.max(GRACE.least, this.#stopwatch.elapsed() - this.#firstAnswerAt))
      setTimeout(() => void this.#conclude(), grace * 1000)
    }
    // Time servers have had their time, or are out.
    if (!this.#settled && this.#fair.now() >= PATIENCE && this.#ledger.pending(PATIENCE).addresses === 0) this.#askWebsites()
    // A sign-in page answers for everybody: no time server has, and none will.
    if (samples.length === 0 && failures.some(({ code }) => code === 'portal')) setImmediate(() => this.#finish())
    if (this.#listsUnderWay > 0 || this.#websitesUnderWay || this.#ledger.waiting().some(({ slow }) => slow !== true)) return
    if (this.#settled) void this.#conclude()
    else if (!this.#websitesAsked) this.#askWebsites()
    // The next look-ups begin in the next turn.
    else setImmediate(() => {
      if (this.#ledger.waiting().length === 0 && !this.#settled) this.#finish()
    })
  }

  async #conclude(): Promise<void> {
    if (this.#concluding || this.#over) return
    this.#concluding = true
    const waitsFor = (kind: SourceKind): boolean => this.#ledger.waiting().some(({ source }) => source.kind === kind)
    await this.#until(() => !waitsFor('nts'), this.#request.nts?.patience ?? 0)
    if (!this.#isSettled()) {
      // An authenticated source contradicts the others: only those who prove who they are can tell.
      this.#settled = false
      this.#concluding = false
      this.#askWebsites()
      return this.#evaluate()
    }
    await this.#sharpen()
    this.#finish()
  }

  /** Time servers are asked once more, two seconds later; websites as often as it takes to halve what is left. */
  async #sharpen(): Promise<void> {
    const { precision = Infinity, fine = false } = this.#request
    const verdict = this.#verdict()
    if (verdict.kind === 'unknown') return
    if (verdict.method === 'ntp') {
      if (!fine) return
      await this.#until(() => false, SPACING)
      this.#servers.askAgain()
      await this.#until(() => !this.#ledger.waiting().some(({ source }) => source.kind === 'ntp'), SPACING + SECOND_ANSWERS)
    } else if (verdict.uncertainty > precision && this.#websites !== null) {
      const { narrowDown } = await import('./web.ts')
      const { samples } = this.#ledger
      const { done, close } = narrowDown(this.#websites.answered(), () => samples, this.#stopwatch, (sample) => {
        this.#ledger.record({ kind: 'sample', sample })
        const now = this.#verdict()
        return now.kind === 'known' && now.uncertainty <= precision
      })
      this.#closers.push(close)
      await done
    }
  }

  /** Waits until the condition is met, or so many seconds after the start. */
  #until(met: () => boolean, by: number): Promise<void> {
    if (met() || by <= this.#fair.now()) return Promise.resolve()
    return new Promise((resolve) => {
      this.#watchers.push({ met, resolve })
      this.#fair.at(by, resolve)
    })
  }

  #isSettled(): boolean {
    const { limits, quorum } = this.#request
    const { samples } = this.#ledger
    if (isSettled(samples, this.#ledger.pending(PATIENCE), limits, quorum)) return true
    // Websites that were asked because time servers took long need not be waited for once these are enough by themselves.
    const servers = samples.filter(({ kind }) => kind !== 'https-date')
    return isSettled(servers, this.#ledger.pending(PATIENCE, ['ntp', 'nts']), limits, quorum) && this.#verdict().kind === 'known'
  }

  #verdict(): Verdict {
    const { limits, quorum } = this.#request
    return judge({ samples: this.#ledger.samples, failures: [], stepped: false, startedAt: 0, startedAtMonotonic: 0, tookSeconds: 0 }, limits, quorum)
  }

  #finish(): void {
    if (this.#over) return
    this.#over = true
    this.#fair.stop()
    const failures = this.#ledger.close(PATIENCE, this.#settled)
    this.#servers.close()
    this.#websites?.close()
    for (const close of this.#closers) close()
    this.#names.cancel()
    this.#resolve({ samples: this.#ledger.samples, failures, ...(this.#hint === null ? {} : { hint: this.#hint }), ...this.#stopwatch.stop() })
  }
}

function divided<T>(items: readonly T[], isFirst: (item: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))]
}
