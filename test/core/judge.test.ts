import { describe, expect, it } from 'vitest'
import { DEFAULT_QUORUM, isSettled as isSettledWith, judge } from '../../main/core/judge.ts'
import { DEFAULT_LIMITS } from '../../main/core/limits.ts'
import type { Sample } from '../../main/core/sample.ts'
import { combine, openSpan, select as selectVoters, type Selection } from '../../main/core/selection.ts'
import { votersOf } from '../../main/core/voter.ts'
import type { UnknownReason, Verdict } from '../../main/core/verdict.ts'
import { answer, dated, failed, judged, survey } from './builders.ts'
import { seeded, type Random } from './random.ts'

const select = (samples: readonly Sample[]): Selection | null => selectVoters(votersOf(samples))

/** Whether it is settled when so many more, each a name and an address of its own, may answer. */
const isSettled = (samples: readonly Sample[], pending: number): boolean =>
  isSettledWith(samples, { addresses: pending, names: pending }, DEFAULT_LIMITS, DEFAULT_QUORUM)

/** A server that is right within its own distance. */
const honest = (random: Random, truth: number): Sample => {
  const distance = 10 ** random.between(-3.5, 0.6)
  return answer(truth + distance * random.between(-1, 1), distance)
}

/** A server that says whatever may hurt most: far away, close by, all liars alike, or with a boastful precision. */
const liar = (random: Random, truth: number): Sample => {
  const together = Math.sin(truth) * 20
  const lies = [random.between(-1e9, 1e9), truth + random.between(-40, 40), truth + together, truth + random.between(-4, 4)]
  return answer(lies[random.whole(0, 3)] ?? 0, 10 ** random.between(-4, 0.6))
}

const known = (verdict: Verdict) => {
  if (verdict.kind === 'unknown') throw new Error(`unknown: ${verdict.reason}`)
  return verdict
}

/** The verdict without the order in which its sources answered, its figure to the microsecond. */
const inOrder = (verdict: Verdict): readonly unknown[] => [
  verdict.kind === 'known' ? `${verdict.level} ${verdict.offset.toFixed(6)}` : verdict.reason,
  verdict.sources.toSorted((a, b) => a.name.localeCompare(b.name)).map(({ name, status }) => `${name} ${status}`),
]

describe('the majority', () => {
  it('holds the truth whatever a minority says', () => {
    const random = seeded(11)
    for (let run = 0; run < 5000; run++) {
      const truth = random.between(-100, 100) * 10 ** random.whole(0, 6)
      const liars = random.whole(0, 5)
      const right = liars + random.whole(1, 3)
      const samples = random.shuffled([
        ...Array.from({ length: right }, () => honest(random, truth)), ...Array.from({ length: liars }, () => liar(random, truth)),
      ])
      const selection = select(samples)
      if (selection === null) throw new Error(`no majority in run ${run}`)
      expect(selection.low).toBeLessThanOrEqual(truth)
      expect(selection.high).toBeGreaterThanOrEqual(truth)
      const { offset, uncertainty } = combine(selection)
      expect(Math.abs(offset - truth)).toBeLessThanOrEqual(uncertainty * (1 + 1e-9) + 1e-6)
    }
  })

  it('holds it also where names have several addresses, as long as most names and most addresses are right', () => {
    const random = seeded(15)
    let stated = 0
    for (let run = 0; run < 3000; run++) {
      const truth = random.between(-100, 100) * 10 ** random.whole(0, 6)
      const liars = random.whole(0, 4)
      const right = liars + random.whole(1, 3)
      // A name that lies may do so on one of its addresses only, by little or by much.
      const samples = random.shuffled(Array.from({ length: right + liars }, (_, i) => {
        const addresses = i < right ? random.whole(1, 3) : 1
        return Array.from({ length: addresses }, () => ({ ...(i < right ? honest(random, truth) : liar(random, truth)), name: `name-${i}` }))
      }).flat())
      const verdict = judged(samples)
      if (verdict.kind === 'unknown') continue
      stated++
      expect(Math.abs(verdict.offset - truth)).toBeLessThanOrEqual(verdict.uncertainty * (1 + 1e-9) + 1e-6)
    }
    expect(stated).toBeGreaterThan(1500)
  })

  it('is none where few names with many addresses stand against many names, or the other way round', () => {
    const of = (name: string, offset: number) => answer(offset, 0.02, { name })
    const twoBig = [of('a', 0), of('a', 0), of('a', 0), of('b', 0), of('b', 0), of('b', 0)]
    const manySmall = ['c', 'd', 'e'].map((name) => of(name, 60))
    expect(judged([...twoBig, ...manySmall])).toMatchObject({ reason: 'sources-disagree' })
    expect(judged([...twoBig, ...manySmall.slice(1)])).toMatchObject({ reason: 'sources-disagree' })
    expect(judged([of('a', 0), of('b', 0), of('c', 0), of('d', 60), of('d', 60), of('d', 60)])).toMatchObject({ reason: 'sources-disagree' })
  })

  it('does not depend on who answers first', () => {
    const random = seeded(12)
    for (let run = 0; run < 300; run++) {
      const samples = Array.from({ length: random.whole(3, 9) }, () => (random.between(0, 1) < 0.6 ? honest(random, 5) : liar(random, 5)))
      const [one, other] = [judged(samples), judged(random.shuffled(samples))]
      expect(inOrder(other)).toEqual(inOrder(one))
    }
  })

  it('is strict: two against two is none', () => {
    expect(select([answer(0), answer(0), answer(100), answer(100)])).toBeNull()
    expect(select([])).toBeNull()
  })

  it('intervals that just touch agree', () => {
    expect(select([answer(0, 1), answer(2, 1)])).toMatchObject({ low: 1, high: 1 })
  })

  it('keeps the digits of an offset of decades', () => {
    const selection = select([0, 1, 2].map((n) => answer(1_795_347_837.412 + n * 0.0001, 0.02)))
    expect(selection === null ? 0 : combine(selection).offset).toBeCloseTo(1_795_347_837.4121, 4)
  })
})

describe('the verdict', () => {
  it('names the liar, keeps its figures, and goes by the others', () => {
    const [lie, silent] = [answer(3600), failed('no-answer')]
    const verdict = known(judged([answer(47.3), lie, answer(47.3), answer(47.31)], [silent]))
    expect(verdict).toMatchObject({ level: 'critical', method: 'ntp' })
    expect(verdict.offset).toBeCloseTo(47.3, 1)
    expect(verdict.sources.find(({ name }) => name === lie.name)).toMatchObject({ status: 'falseticker', offset: 3600, reason: 'Disagrees with the majority and was ignored.' })
    expect(verdict.sources.find(({ name }) => name === silent.name)).toEqual({ name: silent.name, address: '', kind: 'ntp', status: 'unreachable', code: 'no-answer', reason: 'Did not answer.' })
    expect(verdict.sources.filter(({ status }) => status === 'truechimer')).toHaveLength(3)
  })

  it('three servers that smear a leap second differently still agree, half a minute does not', () => {
    expect(known(judged([answer(0, 0.01), answer(0.5, 0.01), answer(0.9, 0.01)])).level).toBe('ok')
    expect(judged([answer(0, 0.01), answer(30, 0.01), answer(60, 0.01)])).toMatchObject({ reason: 'sources-disagree' })
  })

  it('smearing is no excuse where the others agree: the odd one stays out', () => {
    const odd = answer(0.4, 0.001)
    const verdict = known(judged([answer(0, 0.01), answer(0.001, 0.01), answer(0, 0.01), odd]))
    expect(verdict.sources.find(({ name }) => name === odd.name)?.status).toBe('falseticker')
    expect(verdict.offset).toBeCloseTo(0, 2)
  })

  it('one server that agrees with itself over IPv4 and again is still one', () => {
    const twice = answer(47)
    expect(judged([twice, { ...twice, delay: 0.5, distance: 0.4 }, { ...twice, distance: 0.3 }])).toMatchObject({ reason: 'too-few-sources' })
  })

  it('says by which means it knows', () => {
    expect(known(judged([dated(47.2), dated(47.4), dated(47.3)])).method).toBe('https-date')
    expect(known(judged([dated(47.2), dated(47.4), answer(47.3)])).method).toBe('ntp')
  })

  it('goes by the limits it is given, also at the very limit', () => {
    const at = (offset: number) => judge(survey([1, 2, 3].map(() => answer(offset, 0.001))), { warning: 2, critical: 5 }, DEFAULT_QUORUM)
    expect([1.9, 2, -4.9, 5, -5].map((offset) => known(at(offset)).level)).toEqual(['ok', 'warning', 'warning', 'critical', 'critical'])
  })

  it('believes one source only when the user named it', () => {
    expect(judged([answer(47)])).toMatchObject({ kind: 'unknown', reason: 'too-few-sources' })
    expect(judge(survey([answer(47)]), DEFAULT_LIMITS, { ntp: 1, web: 3 })).toMatchObject({ kind: 'known', level: 'critical' })
    expect(judge(survey([dated(47)]), DEFAULT_LIMITS, { ntp: 1, web: 3 })).toMatchObject({ reason: 'too-few-sources' })
    expect(judge(survey([answer(47), dated(47)]), DEFAULT_LIMITS, { ntp: 1, web: 3 })).toMatchObject({ kind: 'known', method: 'ntp' })
    expect(judge(survey([answer(47), dated(0), dated(0)]), DEFAULT_LIMITS, { ntp: 1, web: 3 })).toMatchObject({ reason: 'too-few-sources' })
  })
})

describe('an authenticated source', () => {
  const proven = (offset: number): Sample => answer(offset, 0.02, { kind: 'nts' })

  it('that agrees is told, and holds the figure inside what it allows', () => {
    const nts = answer(47.32, 0.01, { kind: 'nts' })
    const verdict = known(judged([answer(47.3), answer(47.3), answer(47.3), nts]))
    expect(verdict).toMatchObject({ authenticated: true, method: 'ntp' })
    expect(verdict.offset).toBeGreaterThanOrEqual(47.31)
    expect(known(judged([answer(47.3), answer(47.3), answer(47.3)])).authenticated).toBe(false)
  })

  it('outweighs a forged majority, once others who prove who they are agree with it', () => {
    const forged = [answer(3600), answer(3600), answer(3600), answer(3600)]
    expect(judged([...forged, proven(47)])).toMatchObject({ kind: 'unknown', reason: 'sources-disagree' })
    const verdict = known(judged([...forged, proven(47), dated(47.2), dated(46.9)]))
    expect(verdict).toMatchObject({ authenticated: true, level: 'critical' })
    expect(verdict.offset).toBeCloseTo(47, 1)
    expect(verdict.sources.filter(({ status }) => status === 'falseticker')).toHaveLength(4)
  })

  it('that stands alone against websites and time servers leaves the question open', () => {
    expect(judged([answer(0), answer(0), answer(0), proven(47), dated(0), dated(0)])).toMatchObject({ reason: 'sources-disagree' })
  })

  it('does not lend its proof to websites that contradict it', () => {
    expect(judged([answer(0), answer(0), answer(0), proven(47), dated(0), dated(0), dated(0)])).toMatchObject({ reason: 'sources-disagree' })
  })

  it('settles nothing where no majority is, neither of all nor of those who prove who they are', () => {
    expect(judged([answer(0), answer(0), answer(100), proven(100)])).toMatchObject({ reason: 'sources-disagree' })
    expect(judged([answer(0), answer(0), proven(100), dated(0)])).toMatchObject({ reason: 'sources-disagree' })
  })

  it('that the user named alone outweighs one that can be forged, not two', () => {
    const alone = (...others: readonly Sample[]) => judge(survey([proven(47), ...others]), DEFAULT_LIMITS, { ntp: 1, web: 3 })
    const verdict = known(alone(answer(0)))
    expect([verdict.offset, verdict.sources.map(({ status }) => status)]).toEqual([expect.closeTo(47, 6), ['truechimer', 'falseticker']])
    expect(alone(answer(0), answer(0))).toMatchObject({ reason: 'sources-disagree' })
  })

  it('alone is enough for who named it alone', () => {
    expect(judge(survey([proven(47)]), DEFAULT_LIMITS, { ntp: 1, web: 3 })).toMatchObject({ kind: 'known', authenticated: true })
  })

  it('that contradicts the others keeps the survey going', () => {
    const plain = [answer(0), answer(0), answer(0), answer(0)]
    expect(isSettled(plain, 0)).toBe(true)
    expect(isSettled([...plain, proven(47)], 0)).toBe(false)
    expect(isSettled([...plain, proven(47), dated(47), dated(47)], 0)).toBe(true)
  })
})

describe('why nothing can be said', () => {
  const sign = failed('portal', { kind: 'https-date', status: 'refused' })
  const scenes: Readonly<Record<UnknownReason, readonly Verdict[]>> = {
    'no-network': [judged([], [failed('no-route'), failed('no-route', { kind: 'https-date' })])],
    'no-answer': [judged([]), judged([], [failed('no-answer'), failed('names-silent'), failed('name-unknown')]), judged([], [failed('port-closed'), failed('connection', { kind: 'https-date' })]), judged([], [failed('key-exchange', { kind: 'nts' }), failed('late')])],
    'names-not-found': [judged([], [failed('name-unknown'), failed('name-unknown')]), judged([], [failed('name-unknown'), failed('no-route')])],
    'captive-portal': [judged([], [failed('no-answer'), failed('certificate'), sign]), judged([dated(0)], [sign])],
    'sources-disagree': [judged([answer(0), answer(100), answer(200)]), judged([answer(0), answer(0), answer(9), answer(9)])],
    'too-few-sources': [judged([answer(0), answer(0)], [failed('no-answer')]), judged([dated(0), dated(0)]), judged([answer(0), dated(0)], [failed('certificate', { kind: 'https-date' })])],
    'udp-blocked': [
      judged([dated(0), dated(0)], [failed('late'), failed('no-route')]),
      judged([dated(0), dated(0)], [failed('no-answer'), failed('port-closed')]),
      judged([], [failed('no-answer'), failed('http-status', { kind: 'https-date', status: 'discarded' })]),
    ],
    'servers-unsynchronised': [judged([], [failed('unsynchronised', { status: 'discarded' }), failed('no-answer')]), judged([], [failed('stratum'), failed('stratum')])],
    'servers-refuse': [judged([], [failed('held-off', { status: 'refused' }), failed('no-answer')]), judged([], [failed('kiss-of-death', { status: 'refused', detail: 'RATE' }), failed('no-answer')])],
    'certificates': [judged([dated(0)], [failed('certificate', { kind: 'https-date' })]), judged([dated(0), dated(0)], [failed('wrong-name', { kind: 'https-date' })]), judged([], [failed('no-answer'), failed('certificate', { kind: 'https-date' })]), judged([], [failed('wrong-name', { kind: 'https-date' })])],
    'clock-stepped': [judged([answer(0), answer(0), answer(0)], [], true)],
    'bad-answers': [judged([], [failed('zero-time', { status: 'discarded' }), failed('no-answer')]), judged([], [failed('http-status', { status: 'discarded' })])],
  }

  it.each(Object.entries(scenes))('%s', (reason, verdicts) => {
    for (const verdict of verdicts) expect(verdict).toMatchObject({ kind: 'unknown', reason })
  })

  it('tells what a page without protection said, where there was one', () => {
    const hint = { name: 'portal.example', offset: 47, uncertainty: 1 }
    expect(judge({ ...survey([]), hint }, DEFAULT_LIMITS, DEFAULT_QUORUM)).toMatchObject({ kind: 'unknown', hint })
    expect(judged([])).not.toHaveProperty('hint')
  })

  it('says of each answer that it was not enough', () => {
    expect(judged([answer(0), dated(100)]).sources).toMatchObject([{ status: 'discarded', reason: 'Answered, but not enough sources agree.', stratum: 2 }, { status: 'discarded' }])
    expect(judged([dated(0)]).sources[0]).not.toHaveProperty('stratum')
  })

  it('keeps what every source said, so that an administrator can see it', () => {
    const { sources } = judged([answer(0), answer(100)], [failed('kiss-of-death', { status: 'refused', detail: 'RATE' })])
    expect(sources.map(({ status }) => status)).toEqual(['discarded', 'discarded', 'refused'])
    expect(sources[2]?.reason).toBe('Asked not to be used (RATE).')
    expect(sources[2]).not.toHaveProperty('offset')
  })
})

describe('when the survey may end', () => {
  it('waits while those who are silent could outvote those who answered', () => {
    const three = [answer(47), answer(47), answer(47)]
    expect(isSettled(three, 2)).toBe(true)
    expect(isSettled(three, 3)).toBe(false)
    expect(isSettled(three.slice(1), 0)).toBe(false)
    expect(isSettled([], 0)).toBe(false)
  })

  it('waits while the answers leave open whether codes will be rejected', () => {
    expect(isSettled([1, 2, 3].map(() => answer(29.9, 0.5)), 0)).toBe(false)
    expect(isSettled([1, 2, 3].map(() => answer(0, 20)), 0)).toBe(false)
    expect(isSettled([answer(14.5, 4), answer(15.3, 0.1), answer(15.3, 0.1)], 2)).toBe(false)
  })

  it('a liar apart from the others does not hold it up', () => {
    expect(isSettled([answer(3600), answer(47), answer(47), answer(47)], 1)).toBe(true)
  })

  it('once it says yes, no later answer and no failure changes the level', () => {
    const random = seeded(13)
    let settled = 0
    for (let run = 0; run < 6000; run++) {
      // Near the limits, where the level hangs on little.
      const truth = [15, 30, -15, -30, 0, 47][random.whole(0, 5)]! + random.between(-3, 3)
      const early = Array.from({ length: random.whole(1, 7) }, () => (random.between(0, 1) < 0.7 ? honest(random, truth) : liar(random, truth)))
      const pending = random.whole(0, 5)
      if (!isSettled(early, pending)) continue
      settled++
      const { level } = known(judged(early))
      const late = Array.from({ length: random.whole(0, pending) }, () => (random.between(0, 1) < 0.5 ? honest(random, truth) : liar(random, truth)))
      expect(known(judged([...early, ...late])).level).toBe(level)
    }
    expect(settled).toBeGreaterThan(500)
  })

  it('what is still open always holds what comes out', () => {
    const random = seeded(14)
    for (let run = 0; run < 2000; run++) {
      const early = Array.from({ length: random.whole(2, 6) }, () => (random.between(0, 1) < 0.7 ? honest(random, 0) : liar(random, 0)))
      const pending = random.whole(0, 3)
      const open = openSpan(votersOf(early), pending)
      if (open === null) continue
      const selection = select([...early, ...Array.from({ length: random.whole(0, pending) }, () => liar(random, 0))])
      if (selection === null) continue
      expect(selection.low).toBeGreaterThanOrEqual(open.low)
      expect(selection.high).toBeLessThanOrEqual(open.high)
    }
  })
})
