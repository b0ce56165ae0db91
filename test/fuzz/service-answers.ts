import { dateSample } from '../../main/core/sample.ts'
import { isCopy, isThroughFront, judgeService, type DatedAnswer, type Headers } from '../../main/core/service-clock.ts'
import type { Random } from '../core/random.ts'
import { claim, claimFigures } from './claims.ts'
import { oneOf } from './engine.ts'
import { storyTarget } from './structured.ts'

const SOURCE = { name: 'www.example', address: '192.0.2.1', kind: 'https-date' } as const
const NOW = 1_795_348_800
/** Headers of a copy, of machines in front, and of neither; some that mean nothing. */
const COPIES: readonly Headers[] = [
  { age: '12' }, { 'age': ['7', '7'] }, { 'x-cache': 'HIT from edge' }, { 'cf-cache-status': 'STALE' }, { 'cache-status': 'proxy; hit; ttl=5' }, { 'x-varnish': '123 456' }, { 'x-cache-hits': '0, 3' },
  { age: '5, 0' }, { age: ' 3 ' }, { age: '100000000000000000000' },
]
const FRONTS: readonly Headers[] = [{ via: '1.1 proxy' }, { 'cf-ray': 'abc-PRG' }, { 'x-varnish': '123' }, { 'x-cache': 'MISS' }]
const OTHERS: readonly Headers[] = [{}, { age: '0' }, { age: '' }, { 'cf-cache-status': 'DYNAMIC' }, { 'x-cache-hits': '0' }, { 'server': 'HIT' }, { 'cache-control': 'no-store' }, { age: '-1' }, { age: 'never' }]

interface Story {
  readonly answers: readonly DatedAnswer[]
  /** Seconds that the service is ahead; null where it has no single clock. */
  readonly ahead: number | null
  readonly labelled: boolean
  /** The same date over more time than a second explains. */
  readonly stale: boolean
  readonly front: boolean
}

/** A service whose clock is known here is either measured right, within what is claimed, or not measured: never out of a cache. */
export const serviceAnswers = storyTarget({
  name: 'service-answers',
  deepest: 'known',
  run: (random) => {
    const { answers, ahead, labelled, stale, front } = told(random)
    const uncertainty = random.between(0, 2)
    const clock = judgeService('www.example', answers, uncertainty)
    claim(answers.length > 0 || clock.kind === 'unknown', 'Nothing was heard, and yet its clock is known.')
    if (labelled) claim(answers.some(({ headers }) => isCopy(headers)) && clock.kind === 'unknown', 'A copy is taken for an answer.')
    if (clock.kind === 'unknown') {
      claim(clock.reason === 'cached' || clock.reason === 'contradiction' || answers.length === 0, `It is unknown by ${clock.reason}.`)
      claim(labelled || stale || ahead === null || answers.length === 0, () => `An honest service is unknown: ${clock.reason}`)
      return clock.reason
    }
    claimFigures(clock)
    claim(!stale, 'The same date again and again is taken for a clock.')
    claim(clock.uncertainty >= uncertainty && clock.uncertainty < 10 && clock.answers === answers.length, 'The figures cannot be.')
    claim(clock.front === (front || answers.some(({ headers }) => isThroughFront(headers))), 'Whether a machine stands in front is told wrongly.')
    if (ahead !== null) claim(Math.abs(clock.ahead - ahead) <= clock.uncertainty + 0.001, () => `It is ${ahead} ahead, and said to be ${clock.ahead} ± ${clock.uncertainty}.`)
    return 'known'
  },
})

function told(random: Random): Story {
  const error = random.whole(0, 2) === 0 ? 0 : random.between(-1, 1) * 10 ** random.whole(0, 6)
  const [twoClocks, cache, labelled] = [random.whole(0, 9) === 0, random.whole(0, 4) === 0, random.whole(0, 4) === 0]
  let at = NOW + random.between(0, 1)
  const kept = Math.floor(at + error)
  const dates: number[] = []
  const begun: number[] = []
  const answers = Array.from({ length: random.whole(0, 5) }, (_, index): DatedAnswer[] => {
    const [there, back] = [random.between(0.001, 0.4), random.between(0.001, 0.4)]
    const own = error + (twoClocks && index % 2 === 1 ? random.between(-5, 5) : 0)
    const date = cache ? kept : Math.floor(at + there + own)
    const sample = dateSample(SOURCE, at, there + back, date)
    const extra = labelled && index === 0 ? oneOf(COPIES, random) : random.whole(0, 2) === 0 ? oneOf(FRONTS, random) : oneOf(OTHERS, random)
    begun.push(at)
    at += there + back + random.between(0.1, 2.2)
    if (typeof sample === 'string') return []
    dates.push(date)
    return [{ sample, headers: { ...extra, date: new Date(date * 1000).toUTCString() } }]
  }).flat()
  const first = begun[0] ?? at
  const stale = cache && answers.length > 1 && (begun[answers.length - 1] ?? 0) - first > 3
  return {
    answers, labelled: labelled && answers.length > 0 && COPIES.some((copy) => Object.entries(copy).every(([name, value]) => answers[0]?.headers[name] === value)), stale,
    ahead: twoClocks || cache ? null : error, front: false,
  }
}
