import { setTimeout as pause } from 'node:timers/promises'
import { untilSecondTurns } from '../core/date-interval.ts'
import type { Observation } from '../core/sample.ts'
import { isCopy, judgeService, spanOfAnswers, type DatedAnswer, type Headers, type ServiceClock, type ServiceUnknown } from '../core/service-clock.ts'
import { isPublicAddress } from '../core/public-address.ts'
import { hostName, PUBLIC_ONLY, readServicePage, type Allowed } from '../core/service-page.ts'
import type { FailureCode, Source } from '../core/source.ts'
import { familiesFor, routedFamilies } from './families.ts'
import { openNames, type Family, type Names } from './names.ts'
import { proxyAddress, type ProxyFor } from './proxy.ts'
import { HTTPS_PORT, shownAddress } from './server.ts'
import { askWebsite } from './web-date.ts'

/** All ends by then, in seconds. */
const DEADLINE = 9
/** One question for a name or for a first answer may take so long, in seconds. */
const PATIENCE = 3
/** A second is cut in halves by the questions between the first and the last. */
const MOST_QUESTIONS = 5
/** Codes need no more, in seconds. */
const EXACT_ENOUGH = 0.15
/** A copy in a cache shows by its date, which is the same after so many seconds. */
const STILL_THERE_AFTER = 2

/** True time as it is known since the last checkup. */
export interface TrueTime {
  /** Unix seconds. */
  readonly now: () => number
  readonly uncertainty: number
}

export interface ServiceQuestion {
  /** The page that rejects the code. */
  readonly page: URL
  /** Hosts that may be asked though they are not public. */
  readonly allowed?: Allowed
  /** Null where it is not known: then nobody is asked. */
  readonly trueTime: TrueTime | null
  readonly proxyFor: ProxyFor
  readonly names?: Names
  /** Seconds. */
  readonly deadline?: number
}

/** Where to connect to, checked; through a proxy that is the proxy, which looks the name up itself. */
interface Way {
  readonly address: string
  readonly proxy: URL | null
}

const WHY: Partial<Readonly<Record<FailureCode, ServiceUnknown>>> = {
  'certificate': 'certificate', 'wrong-name': 'certificate', 'portal': 'portal', 'http-status': 'status', 'no-date': 'no-date', 'implausible': 'no-date', 'cached': 'cached', 'proxy': 'proxy',
}

/**
 * Measures the clock of a service by the `Date` of a few HEAD requests to its page, aimed at the turn of its second and
 * spread over two seconds. Sends no cookie and no query, follows no redirect: the date of the first answer belongs to the
 * host that was asked. The addresses of the name are checked as the name was, and the connection goes to exactly one
 * of those that were checked. Never rejects.
 */
export async function askServiceClock({ page, allowed = PUBLIC_ONLY, trueTime, proxyFor, names, deadline = DEADLINE }: ServiceQuestion): Promise<ServiceClock> {
  const host = hostName(page)
  const unknown = (reason: ServiceUnknown): ServiceClock => ({ kind: 'unknown', host, reason })
  const checked = readServicePage(page.href, allowed)
  if ('wrong' in checked) return unknown('not-public')
  if (trueTime === null) return unknown('true-time-unknown')
  const resolver = names ?? openNames(PATIENCE)
  let limit: NodeJS.Timeout | undefined
  const ended = new Promise<null>((resolve) => { limit = setTimeout(() => resolve(null), deadline * 1000) })
  try {
    const ways = await Promise.race([waysTo(checked, allowed, proxyFor, resolver), ended])
    if (ways === null || typeof ways === 'string') return unknown(ways ?? 'no-answer')
    for (const way of ways) {
      const answers = await ask(checked, way, trueTime, ended)
      if (answers !== 'no-connection') return typeof answers === 'string' ? unknown(answers) : judgeService(host, answers, trueTime.uncertainty)
    }
    return unknown('no-answer')
  } finally {
    clearTimeout(limit)
    if (names === undefined) resolver.cancel()
  }
}

/** The ways to a host, or why there is none. One address that is not public rules the name out: what it leads to could change between two questions. */
async function waysTo(page: URL, allowed: Allowed, proxyFor: ProxyFor, names: Names): Promise<readonly Way[] | ServiceUnknown> {
  const road = await proxyFor(page)
  if (road !== null) {
    const address = 'wrong' in road ? null : await proxyAddress(road, names)
    return 'wrong' in road || typeof address !== 'string' ? 'proxy' : [{ address, proxy: road }]
  }
  const host = hostName(page)
  const families = familiesFor(host, await routedFamilies())
  if (families.length === 0) return 'no-network'
  const found = await Promise.all(families.map((family: Family) => names.addresses(host, family)))
  const addresses = found.map((each) => ('code' in each ? [] : each))
  if (!allowed(host) && !addresses.flat().every(isPublicAddress)) return 'not-public'
  const ways = addresses.flatMap(([address]) => (address === undefined ? [] : [{ address, proxy: null }]))
  return ways.length === 0 ? 'name-unknown' : ways
}

/** All answers that came by this way, or why there are too few to tell anything. `ended` resolves when time is up. */
async function ask(page: URL, { address, proxy }: Way, trueTime: TrueTime, ended: Promise<null>): Promise<readonly DatedAnswer[] | ServiceUnknown | 'no-connection'> {
  const port = page.port === '' ? HTTPS_PORT : Number(page.port)
  const source: Source = { name: page.host, address: shownAddress(address, port, HTTPS_PORT), kind: 'https-date' }
  let headers: Headers = {}
  let answered: (observation: Observation) => void = () => {}
  const answer = new Promise<Observation>((resolve) => { answered = resolve })
  const website = askWebsite(source, page, address, trueTime, answered, proxy, { byTrueTime: true, seen: (seen) => { headers = seen } })
  try {
    const first = await Promise.race([answer, ended])
    if (first === null) return 'no-answer'
    if (first.kind === 'failure') return first.failure.code === 'connection' ? 'no-connection' : WHY[first.failure.code] ?? 'no-answer'
    const begun = trueTime.now()
    const answers: DatedAnswer[] = [{ sample: first.sample, headers }]
    const askAgain = async (wait: number): Promise<boolean> => {
      if (await Promise.race([pause(wait * 1000, true, { ref: false }), ended]) === null) return false
      const sample = await Promise.race([website.again(), ended])
      if (sample !== null) answers.push({ sample, headers })
      return sample !== null
    }
    let goesOn = true
    while (goesOn && answers.length < MOST_QUESTIONS - 1) {
      const span = spanOfAnswers(answers)
      if (span === null || (span.high - span.low) / 2 <= EXACT_ENOUGH) break
      goesOn = await askAgain(untilSecondTurns(trueTime.now(), (span.low + span.high) / 2, first.sample.delay))
    }
    if (goesOn && await askAgain(Math.max(0, begun + STILL_THERE_AFTER + first.sample.delay - trueTime.now()))) return answers
    // An answer that is a copy is no sample, but says so.
    return isCopy(headers) ? 'cached' : 'no-answer'
  } finally {
    website.close()
  }
}
