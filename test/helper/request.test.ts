import { describe, expect, test } from 'vitest'
import { LARGEST_STEP } from '../../main/core/limits.ts'
import { REMEDIES, type Remedy } from '../../main/core/remedy.ts'
import { HELPER_REMEDIES, readRequest, requestFor, requestWords } from '../../main/platform/elevation-request.ts'
import { seeded, type Random } from '../core/random.ts'
import { aStep } from '../platform/a-step.ts'

const REQUESTS = 100_000

describe('a request', () => {
  test('names remedies and at most one number', () => {
    expect(readRequest(['step-clock', 'resync', '--offset=-47.300'])).toEqual({ remedies: ['step-clock', 'resync'], offset: -47.3 })
    expect(readRequest([...HELPER_REMEDIES, '--offset=0'])).toEqual({ remedies: HELPER_REMEDIES, offset: 0 })
  })

  test.each(REMEDIES.filter((remedy) => !(HELPER_REMEDIES as readonly Remedy[]).includes(remedy)))('for %s stays with an administrator', (remedy) => {
    expect(readRequest([remedy])).toMatch(/is not among what the helper does/)
    expect(requestFor([aStep(['/bin/a'], { remedy })])).toBeNull()
  })

  test.each<readonly string[]>([
    [], ['--offset=5'], [''], ['resync', 'resync'], ['resync', '--offset=1', '--offset=1'], ['resync', ''], ['Resync'], [' resync'], ['resync '], ['resync\n'], ['resync\0'],
    ['../resync'], ['/usr/bin/date'], ['resync;reboot'], ['$(reboot)'], ['`reboot`'], ['resync', '&&', 'reboot'], ['--version'], ['--no-sandbox', 'resync'], ['-y'], ['--'],
    ['--only', 'resync'], ['resync,step-clock'], ['resync', '--server=203.0.113.1'], ['constructor'], ['__proto__'], ['toString'], ['réSync'], ['resyn\u0441'],
    ...['', ' 5', '5 ', '0x10', '1e3', 'Infinity', '-Infinity', 'NaN', '1,5', '1_000', '٣', '5.', '.5', '5.0000', '--5', '+-5', '4000000000', '99999999999', '1\n2', '5;id', '5$(id)'].map((number) => ['resync', `--offset=${number}`]),
    ['resync', '--offset', '5'], ['resync', '--offset=5', 'x'.repeat(1_000_000)], Array.from({ length: 5000 }, () => 'resync'),
  ])('of any other form is refused in one sentence: %j', (...words) => {
    expect(readRequest(words)).toMatch(/^[\x20-\x7E]{1,300}\.$/)
  })

  test('of more words than there are remedies is not even read', () => {
    const words = [...HELPER_REMEDIES, ...HELPER_REMEDIES]
    expect(readRequest(words)).toBe('That is more than the helper can be asked for.')
    let read = 0
    const counted = new Proxy(words, { get: (target, key, proxy) => { if (key !== 'length') read++; return Reflect.get(target, key, proxy) as unknown } })
    expect(readRequest(counted)).toBe('That is more than the helper can be asked for.')
    expect(read).toBe(0)
  })

  test(`of ${REQUESTS.toLocaleString('en')} random ones only exact names and bounded numbers pass`, () => {
    const random = seeded(4)
    let passed = 0
    const letThrough: (readonly string[])[] = []
    for (let i = 0; i < REQUESTS; i++) {
      const words = anyRequest(random)
      const request = readRequest(words)
      if (typeof request === 'string') continue
      passed++
      const numbers = words.filter((word) => word.startsWith('-'))
      const names = words.filter((word) => !word.startsWith('-'))
      const sound = names.length > 0 && names.every((name) => /^[a-z]+(-[a-z]+){0,2}$/.test(name) && (HELPER_REMEDIES as readonly string[]).includes(name))
        && new Set(names).size === names.length && numbers.length <= 1 && numbers.every((number) => /^--offset=[+-]?[0-9]+(\.[0-9]+)?$/.test(number))
        && request.remedies.join() === names.join() && Math.abs(request.offset ?? 0) <= LARGEST_STEP
      if (!sound) letThrough.push(words)
    }
    expect(letThrough).toEqual([])
    // A generator whose requests are all refused would show nothing.
    expect(passed).toBeGreaterThan(REQUESTS / 100)
    expect(passed).toBeLessThan(REQUESTS / 2)
  })
})

/** A few words, each right, nearly right, or noise. */
function anyRequest(random: Random): readonly string[] {
  return Array.from({ length: random.whole(0, random.whole(0, 9) === 0 ? 40 : 4) }, () => {
    const word = rightWord(random)
    switch (random.whole(0, 5)) {
      case 0: return changed(random, word)
      case 1: return random.whole(0, 1) === 0 ? Buffer.from(random.bytes(random.whole(0, 30))).toString('utf8') : `${word}${random.shuffled([';id', ' ', '\n', '/', '\0', '=', ','])[0]}`
      default: return word
    }
  })
}

const rightWord = (random: Random): string =>
  random.whole(0, 3) === 0 ? `--offset=${random.between(-1, 1) * 10 ** random.whole(0, 14)}` : REMEDIES[random.whole(0, REMEDIES.length - 1)] ?? ''

/** One place of a word replaced, taken out, or doubled. */
function changed(random: Random, word: string): string {
  const at = random.whole(0, Math.max(0, word.length - 1))
  const put = [String.fromCharCode(random.whole(0, 0x2ff)), '', (word[at] ?? '').repeat(2), (word[at] ?? '').toUpperCase()][random.whole(0, 3)] ?? ''
  return word.slice(0, at) + put + word.slice(at + 1)
}

describe('the request for a plan', () => {
  const step = aStep(['/usr/bin/date', '-u', '-s', '-47.300 seconds'], { remedy: 'step-clock' })

  test('names each remedy once, with the amount that the user saw, and is read as it was meant', () => {
    const request = requestFor([step, aStep(['/usr/bin/touch', '-c', '/x'], { remedy: 'step-clock' }), aStep(['/bin/systemctl', 'restart', 'x'])])
    expect(request).toEqual({ remedies: ['step-clock', 'resync'], offset: -47.3 })
    expect(readRequest(requestWords(request ?? { remedies: [] }))).toEqual(request)
  })

  test('leaves out what the helper does not do', () => {
    expect(requestFor([aStep(['/bin/a'], { remedy: 'use-working-servers' }), aStep(['/bin/b'])])).toEqual({ remedies: ['resync'] })
  })
})
