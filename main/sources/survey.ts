import type { Clock } from '../core/clock.ts'
import { isSettled, type Quorum } from '../core/judge.ts'
import type { Limits } from '../core/limits.ts'
import type { Observation, Sample } from '../core/sample.ts'
import type { Failure, FailureCode, Source } from '../core/source.ts'
import type { Survey } from '../core/verdict.ts'
import { openNames, type Addresses, type Family, type Names } from './names.ts'
import { askNtp, type Exchange } from './ntp-exchange.ts'
import { FairClock } from './fair-clock.ts'
import { familiesFor, routedFamilies } from './families.ts'
import { distinct, failedSource, isUseless } from './observations.ts'
import { hostOf, type Server } from './server.ts'
import { openStopwatch } from './stopwatch.ts'

/** A source that is silent for this long is asked once more and no longer waited for by the vote. */
const PATIENCE = 0.3
/** Once the verdict stands, answers under way may still come in to be shown. */
const GRACE = 0.15
/** Of one name so many servers are asked one after another, in each address family. */
const MOST_TURNS = 2
/** Each round takes a second and halves what is left: after four of them ±1/16 s. */
const MOST_ROUNDS = 4
/** One try at a name server, in seconds; there are two. */
const NAME_TIMEOUT = 1.2

export interface SurveyRequest {
  /** Servers in the order they become known: the machine's own may take a moment to read. */
  readonly ntp: readonly (readonly Server[] | Promise<readonly Server[]>)[]
  readonly websites: readonly URL[]
  readonly clock: Clock
  readonly limits: Limits
  readonly quorum: Quorum
  /** The survey ends by then, in seconds. */
  readonly deadline: number
  /** Where only websites answer, go on asking until the uncertainty is below this, in seconds. */
  readonly precision?: number
  readonly onObservation?: (observation: Observation) => void
  /** Who tells addresses; a resolver of its own when absent. */
  readonly names?: Names
}

/** TLS and certificates are only loaded where time servers do not answer: they cost more than a whole check. */
type Web = typeof import('./web.ts')
type Website = ReturnType<Web['askWebsite']>

/** One question that is under way. */
interface Waiting {
  readonly source: Source
  readonly since: number
  /** Why it counts as silent should the survey end now. */
  readonly silence: FailureCode
  readonly exchange?: Exchange
  /** Asks another server in its place. */
  readonly replace?: () => void
}

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
  readonly #stopwatch: ReturnType<typeof openStopwatch>
  readonly #names: Names
  readonly #samples: Sample[] = []
  readonly #failures: Failure[] = []
  readonly #waiting = new Set<Waiting>()
  readonly #taken = new Set<string>()
  readonly #closers: (() => void)[] = []
  readonly #websites: Website[] = []
  readonly #fair = new FairClock()
  #listsUnderWay = 0
  #websitesAsked = false
  #settled = false
  #concluding = false
  #over = false

  constructor(request: SurveyRequest, resolve: (survey: Survey) => void) {
    this.#request = request
    this.#resolve = resolve
    this.#stopwatch = openStopwatch(request.clock)
    this.#names = request.names ?? openNames(NAME_TIMEOUT)
  }

  start(): void {
    this.#fair.at(this.#request.deadline, () => this.#finish())
    this.#fair.at(PATIENCE, () => {
      // Where no packet comes through at all, asking more servers would only be a nuisance.
      const open = this.#samples.length > 0 || this.#failures.some(({ kind, status }) => kind === 'ntp' && status !== 'unreachable')
      for (const { exchange, replace } of this.#waiting) {
        exchange?.resend()
        if (open) replace?.()
      }
      this.#askWebsites()
      this.#evaluate()
    })
    this.#listsUnderWay = this.#request.ntp.length
    void this.#askTimeServers()
  }

  async #askTimeServers(): Promise<void> {
    const families = await routedFamilies()
    if (this.#over) return
    for (const list of this.#request.ntp) void this.#askList(list, families)
  }

  async #askList(list: readonly Server[] | Promise<readonly Server[]>, families: readonly Family[]): Promise<void> {
    const servers = await Promise.resolve(list).catch(() => [])
    this.#listsUnderWay--
    if (this.#over) return
    for (const server of servers) {
      const ways = familiesFor(server.host, families)
      if (ways.length === 0) this.#record(failedSource({ name: server.name ?? server.host, address: '', kind: 'ntp' }, 'no-route'))
      for (const family of ways) void this.#askServer(server, family)
    }
    this.#evaluate()
  }

  /** Asks one server of this name; where that one is of no use, once another of the same name. */
  async #askServer(server: Server, family: Family, turn = 1): Promise<void> {
    const { host, port, name = host } = server
    const unnamed: Source = { name, address: '', kind: 'ntp' }
    const address = await this.#findAddress(unnamed, host, family, port)
    if (address === null || this.#over) return
    let replaced = turn === MOST_TURNS
    const replace = (): void => {
      if (!replaced && !this.#settled) void this.#askServer(server, family, turn + 1)
      replaced = true
    }
    const source = { ...unnamed, address: port === 123 ? address : `${address} port ${port}` }
    const waiting: Waiting = {
      source, since: this.#fair.now(), silence: 'no-answer', replace,
      exchange: askNtp(source, address, port, this.#stopwatch, (observation) => {
        this.#waiting.delete(waiting)
        if (isUseless(observation)) replace()
        this.#record(observation)
      }),
    }
    this.#waiting.add(waiting)
  }

  #askWebsites(): void {
    if (this.#websitesAsked || this.#over || this.#settled) return
    this.#websitesAsked = true
    void Promise.all([routedFamilies(), import('./web.ts')]).then(([families, web]) => {
      if (this.#over) return
      for (const url of this.#request.websites) {
        const open = familiesFor(hostOf(url), families)
        if (open.length === 0) this.#record(failedSource({ name: url.host, address: '', kind: 'https-date' }, 'no-route'))
        else void this.#askSite(web, url, open)
      }
      if (families.length > 0 && this.#request.websites.length > 0) this.#closers.push(web.askPortal(this.#names, (found) => this.#answeredByPortal(found)))
      this.#evaluate()
    })
  }

  /** One answer of either family is enough for a website: the second family starts where the first one fails. */
  async #askSite(web: Web, url: URL, families: readonly Family[]): Promise<void> {
    const unnamed: Source = { name: url.host, address: '', kind: 'https-date' }
    const port = url.port === '' ? 443 : Number(url.port)
    const failures: Failure[] = []
    for (const family of families) {
      const address = await this.#findAddress(unnamed, hostOf(url), family, port, (failed) => failures.push(failed))
      if (this.#over) return
      if (address === null) continue
      const observation = await this.#askSiteAt(web, { ...unnamed, address: port === 443 ? address : `${address} port ${port}` }, url, address)
      if (this.#over) return
      if (observation.kind === 'sample' || family === families.at(-1) || observation.failure.code !== 'connection') return this.#record(observation)
      failures.push(observation.failure)
    }
    const [first] = failures
    if (first !== undefined) this.#record({ kind: 'failure', failure: first })
  }

  #askSiteAt(web: Web, source: Source, url: URL, address: string): Promise<Observation> {
    return new Promise((answered) => {
      const waiting: Waiting = { source, since: this.#fair.now(), silence: 'no-answer' }
      this.#waiting.add(waiting)
      const website = web.askWebsite(source, url, address, this.#stopwatch, (observation) => {
        this.#waiting.delete(waiting)
        if (observation.kind === 'sample') this.#websites.push(website)
        answered(observation)
      })
      this.#closers.push(website.close)
    })
  }

  /** An address of this name that nobody has asked yet, so that several names of one pool reach several servers. */
  async #findAddress(source: Source, host: string, family: Family, port: number, failed = (failure: Failure) => this.#record({ kind: 'failure', failure })): Promise<string | null> {
    const waiting: Waiting = { source, since: this.#fair.now(), silence: 'names-silent' }
    this.#waiting.add(waiting)
    const found: Addresses = await this.#names.addresses(host, family)
    this.#waiting.delete(waiting)
    if (this.#over) return null
    if ('code' in found) {
      // A name that only one family knows is no trouble; both families report the same silence once.
      if (family === 4 || found.code === 'names-silent') failed({ ...source, status: 'unreachable', code: found.code, detail: '' })
      this.#evaluate()
      return null
    }
    const free = found.find((address) => !this.#taken.has(`${source.kind} ${address} ${port}`))
    if (free === undefined) {
      this.#evaluate()
      return null
    }
    this.#taken.add(`${source.kind} ${free} ${port}`)
    return free
  }

  #answeredByPortal(found: boolean): void {
    if (found) this.#record(failedSource({ name: 'the network\'s sign-in page', address: '', kind: 'https-date' }, 'portal', 'refused'))
  }

  #record(observation: Observation): void {
    if (this.#over) return
    if (observation.kind === 'sample') this.#samples.push(observation.sample)
    else this.#failures.push(observation.failure)
    this.#request.onObservation?.(observation)
    this.#evaluate()
  }

  #evaluate(): void {
    if (this.#over) return
    const { limits, quorum } = this.#request
    const now = this.#fair.now()
    const voting = [...this.#waiting].filter(({ since }) => now - since < PATIENCE).length
    if (!this.#settled && isSettled(this.#samples, voting, limits, quorum)) {
      this.#settled = true
      this.#fair.after(GRACE, () => this.#conclude())
    }
    // A sign-in page answers for everybody: no time server has, and none will.
    if (this.#samples.length === 0 && this.#failures.some(({ code }) => code === 'portal')) this.#fair.after(0, () => this.#finish())
    if (this.#waiting.size > 0 || this.#listsUnderWay > 0) return
    if (this.#settled) this.#conclude()
    else if (this.#websitesAsked) {
      // The websites' look-ups begin in the next turn.
      setImmediate(() => {
        if (this.#waiting.size === 0 && !this.#settled) this.#finish()
      })
    } else this.#askWebsites()
  }

  #conclude(): void {
    if (this.#concluding) return
    this.#concluding = true
    void this.#refine().then(() => this.#finish())
  }

  /** Halves what the websites leave open, round by round, until it is small enough. Time servers need no such thing. */
  async #refine(): Promise<void> {
    const { precision } = this.#request
    if (precision === undefined || this.#samples.some(({ kind }) => kind === 'ntp')) return
    for (let round = 0; round < MOST_ROUNDS && !this.#over; round++) {
      const refined = (await Promise.all(this.#websites.map((website) => website.refine()))).filter((sample) => sample !== null)
      this.#samples.push(...refined)
      if (refined.length < this.#request.quorum.web || refined.every(({ distance }) => distance <= precision)) return
    }
  }

  #finish(): void {
    if (this.#over) return
    this.#over = true
    this.#fair.stop()
    const now = this.#fair.now()
    const unanswered = [...this.#waiting].map(({ source, silence, since }) => failedSource(source, now - since < PATIENCE && this.#settled ? 'late' : silence).failure)
    for (const { exchange } of this.#waiting) exchange?.close()
    for (const close of this.#closers) close()
    this.#names.cancel()
    this.#resolve({
      samples: this.#samples,
      failures: distinct([...this.#failures, ...unanswered]),
      ...this.#stopwatch.stop(),
    })
  }
}
