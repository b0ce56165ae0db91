import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { seeded } from '../core/random.ts'
import { attempt, fuzz, joined, mutated, type FuzzTarget } from './engine.ts'
import { runsOf, TARGETS } from './targets.ts'

/** FUZZ_SEED gives other inputs; a failure names the seed and the input. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 1)
describe('what strangers send breaks no promise', () => {
  it.each(TARGETS)('$name', { timeout: 60_000 }, async (target) => {
    const { failure, outcomes } = await fuzz(target, runsOf(target).short, SEED)
    expect(failure, `seed ${SEED}`).toBeNull()
    // Inputs that are all refused at the door would prove little.
    expect(outcomes.map(([outcome]) => outcome)).toContain(target.deepest)
    expect(outcomes.length).toBeGreaterThan(2)
  })

  it('keeps an input for every way that a target was ever seen to end, and each ends so still', async () => {
    const kept = JSON.parse(readFileSync(path.join(import.meta.dirname, 'corpus/kept.json'), 'utf8')) as Readonly<Record<string, Readonly<Record<string, string>>>>
    expect(Object.keys(kept)).toEqual(TARGETS.map(({ name }) => name))
    for (const target of TARGETS) {
      for (const [outcome, input] of Object.entries(kept[target.name] ?? {})) {
        expect(await attempt(target, Uint8Array.from(Buffer.from(input, 'hex'))), `${target.name} ${input}`).toEqual({ outcome, message: null })
      }
    }
  })
})

describe('the search itself', () => {
  const SECRET = 0x2a
  const careless: FuzzTarget = {
    name: 'careless',
    seeds: [Uint8Array.of(1, 2, 3, 4)],
    deepest: 'read',
    run: (input) => {
      if (input[2] === SECRET) throw new Error('The third byte was believed.')
      return 'read'
    },
  }

  it('finds a broken promise, gives the input that breaks it, and finds the same again by the same seed', async () => {
    const { failure, runs } = await fuzz(careless, 100_000, SEED)
    expect(failure?.message).toContain('The third byte was believed.')
    expect(runs).toBe(failure?.run)
    const again = await attempt(careless, Uint8Array.from(Buffer.from(failure?.input ?? '', 'hex')))
    expect(again.message).toContain('The third byte was believed.')
    expect((await fuzz(careless, 100_000, SEED)).failure?.input).toBe(failure?.input)
  })

  it('changes copies, never the good input, and survives having nothing', () => {
    const good = Uint8Array.of(1, 2, 3, 4)
    const random = seeded(SEED)
    const lengths = new Set(Array.from({ length: 300 }, () => mutated(good, random, [good, joined()]).length))
    expect([...good]).toEqual([1, 2, 3, 4])
    expect(lengths.size).toBeGreaterThan(4)
    expect(() => Array.from({ length: 300 }, () => mutated(joined(), random, [joined()]))).not.toThrow()
  })
})
