import { describe, expect, test } from 'vitest'
import { weekLaptop } from './week-laptop.ts'

const HOUR = 3600
const BEGINS = 1_795_348_800

/** A laptop that has been watched for a minute. */
async function watched(saysResume = true, practising = false) {
  const told: string[] = []
  const laptop = weekLaptop(
    { settings: { checkEvery: HOUR, notifyBeyond: 15 }, chance: () => 0.5, saysResume, timersSleep: true, practising },
    { measured: (_verdict, repaired) => { told.push(repaired ? 'repaired' : 'measured') }, notified: () => { told.push('notified') } },
  )
  await laptop.until(60)
  return { laptop, told }
}

describe('the clock of this computer, watched', () => {
  test('is measured at the start and then once in an hour', async () => {
    const { laptop } = await watched()
    expect(laptop.counts.checks).toBe(1)
    await laptop.until(10 * HOUR)
    expect(laptop.counts.checks).toBe(10)
  })

  test('somebody sets it: measured within a minute, told, and noted at the true time', async () => {
    const { laptop, told } = await watched()
    await laptop.until(1000)
    laptop.step(-47)
    await laptop.until(1060)
    expect(told).toEqual(['measured', 'measured', 'notified'])
    const [, stepped, check] = laptop.records
    expect(stepped).toMatchObject({ kind: 'stepped', by: expect.closeTo(-47, 6) })
    expect(Math.abs((stepped?.at ?? 0) - BEGINS - 1000)).toBeLessThan(31)
    expect(check).toMatchObject({ kind: 'check', offset: expect.closeTo(47, 6) })
  })

  test('a repair is not taken for somebody who set it', async () => {
    const { laptop, told } = await watched()
    laptop.step(-47)
    await laptop.until(200)
    laptop.repair()
    await laptop.until(500)
    expect(told).toEqual(['measured', 'measured', 'notified', 'repaired'])
    expect(laptop.records.filter(({ kind }) => kind === 'stepped').length).toBe(1)
    expect(laptop.counts.checks).toBe(2)
  })

  test.each([true, false])('it slept: noted, and measured within a minute (the system says so: %s)', async (saysResume) => {
    const { laptop } = await watched(saysResume)
    laptop.sleep()
    await laptop.until(HOUR / 2)
    laptop.wake()
    await laptop.until(HOUR / 2 + 60)
    expect(laptop.records.filter(({ kind }) => kind === 'sleep').length).toBe(1)
    expect(laptop.counts.checks).toBe(2)
  })

  test('who practises is neither measured behind their back nor told anything', async () => {
    const { laptop, told } = await watched()
    laptop.change({ silence: 'practice' })
    laptop.step(-47)
    await laptop.until(5 * HOUR)
    expect(told).toEqual(['measured'])
    laptop.change({ silence: 'none' })
    await laptop.until(5 * HOUR + 60)
    expect(told).toEqual(['measured', 'measured', 'notified'])
  })

  test('who begins to practise while a check is under way hears of it afterwards', async () => {
    const { laptop, told } = await watched()
    laptop.step(-47)
    for (let at = 60; laptop.counts.checks < 2; at += 0.1) await laptop.until(at)
    laptop.change({ silence: 'practice' })
    await laptop.until(1000)
    expect(told).toEqual(['measured', 'measured'])
    laptop.change({ silence: 'none' })
    await laptop.until(1060)
    expect(told).toEqual(['measured', 'measured', 'measured', 'notified'])
  })

  test('who begins with practice is measured as soon as that is over', async () => {
    const { laptop } = await watched(true, true)
    await laptop.until(2 * HOUR)
    expect(laptop.counts.checks).toBe(0)
    laptop.change({ silence: 'none' })
    await laptop.until(2 * HOUR + 60)
    expect(laptop.counts.checks).toBe(1)
  })

  test('another network is where a clock that could not be measured is measured', async () => {
    const { laptop } = await watched()
    laptop.network(null)
    await laptop.until(2 * HOUR)
    const before = laptop.counts.checks
    laptop.network('office')
    await laptop.until(2 * HOUR + 60)
    expect(laptop.counts.checks).toBe(before + 1)
    expect(laptop.records.at(-1)).toMatchObject({ kind: 'check' })
  })
})
