import type { Observation, Sample } from '../core/sample.ts'
import type { Failure, Source } from '../core/source.ts'
import { say } from '../core/words/say.ts'
import type { DateSource } from './date-rounds.ts'
import { familiesFor } from './families.ts'
import type { Ledger } from './ledger.ts'
import type { Family, Names } from './names.ts'
import type { Stopwatch } from './ntp-exchange.ts'
import type { ProxyFor, Road } from './proxy.ts'
import { HTTPS_PORT, hostOf, shownAddress } from './server.ts'
import { findAddress } from './time-servers.ts'
import { askWebsite } from './web-date.ts'

export interface WebsitesParts {
  readonly ledger: Ledger
  readonly names: Names
  readonly stopwatch: Stopwatch
  readonly proxyFor: ProxyFor
}

/** Asks websites for their `Date`, each on one address: a second family is tried where the first one fails. */
export class Websites {
  readonly #parts: WebsitesParts
  readonly #closers: (() => void)[] = []
  readonly #answered: DateSource[] = []
  #closed = false

  constructor(parts: WebsitesParts) {
    this.#parts = parts
  }

  /** Those who have answered and may be asked again. */
  answered(): readonly DateSource[] {
    return this.#answered
  }

  ask(urls: readonly URL[], routed: readonly Family[]): void {
    for (const url of urls) {
      void this.#askOne(url, familiesFor(hostOf(url), routed))
    }
  }

  close(): void {
    this.#closed = true
    for (const close of this.#closers) close()
  }

  async #askOne(url: URL, ways: readonly Family[]): Promise<void> {
    const { ledger } = this.#parts
    const unnamed: Source = { name: url.host, address: '', kind: 'https-date' }
    const question = ledger.ask(unnamed, 'no-answer')
    const road = await this.#parts.proxyFor(url)
    if (this.#closed) return
    if (road !== null) return question.answered(await this.#askByProxy(unnamed, url, road))
    question.goesOn()
    return this.#askDirectly(unnamed, url, ways)
  }

  async #askByProxy(unnamed: Source, url: URL, road: Exclude<Road, null>): Promise<Observation> {
    if ('wrong' in road) return { kind: 'failure', failure: { ...unnamed, status: 'unreachable', code: 'proxy', detail: road.wrong } }
    const { proxyAddress } = await import('./proxy.ts')
    const address = await proxyAddress(road, this.#parts.names)
    if (typeof address !== 'string') return { kind: 'failure', failure: { ...unnamed, ...address } }
    return this.#askAt({ ...unnamed, address: say('by proxy {proxy} || in brackets, after a website', { proxy: road.host }) }, url, address, road)
  }

  async #askDirectly(unnamed: Source, url: URL, ways: readonly Family[]): Promise<void> {
    const { ledger } = this.#parts
    const port = url.port === '' ? HTTPS_PORT : Number(url.port)
    const failures: Failure[] = []
    for (const family of ways) {
      const address = await findAddress(this.#parts, unnamed, hostOf(url), family, port, (failure) => failures.push(failure))
      if (this.#closed) return
      if (address === null) continue
      const source = { ...unnamed, address: shownAddress(address, port, HTTPS_PORT) }
      const question = ledger.ask(source, 'no-answer')
      const observation = await this.#askAt(source, url, address)
      const last = family === ways.at(-1)
      if (observation.kind === 'failure' && observation.failure.code === 'connection' && !last) {
        failures.push(observation.failure)
        question.goesOn()
      } else return question.answered(observation)
    }
    const [failure] = failures
    if (failure !== undefined) ledger.record({ kind: 'failure', failure })
  }

  #askAt(source: Source, url: URL, address: string, proxy: URL | null = null): Promise<Observation> {
    return new Promise((answered) => {
      const website = askWebsite(source, url, address, this.#parts.stopwatch, (observation) => {
        if (observation.kind === 'sample') this.#answered.push(dateSource(observation.sample, website.again))
        answered(observation)
      }, proxy)
      this.#closers.push(website.close)
    })
  }
}

const dateSource = (first: Sample, again: () => Promise<Sample | null>): DateSource => ({ first, again })
