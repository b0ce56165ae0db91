import { afterAll, describe, expect, test } from 'vitest'
import { datedPage, openHttpsServices } from '../fakes/https-service.ts'
import { practiceSession, type PracticeSession } from './practice-session.ts'

const { start } = openHttpsServices()
const opened: PracticeSession[] = []
afterAll(async () => {
  for (const { session } of opened) await session.close()
})

/** A practice laptop that may ask loopback for its time. */
async function open(scenario: string): Promise<PracticeSession> {
  const one = await practiceSession(scenario, (laptop) => ({ ...laptop, allowed: (host) => host === '127.0.0.1', options: { ...laptop.options, proxy: async () => null } }))
  opened.push(one)
  return one
}

describe('the clock of the service', () => {
  test('is measured by true time though the laptop is slow, named as guilty, and told in Help', async () => {
    const { port, seen } = await start(datedPage(90))
    const one = await open('slow')
    await one.session.check()
    await one.session.askService(`127.0.0.1:${port}/login?user=somebody`)
    const { serviceClock, guilt, services } = one.view().codeTest
    expect(serviceClock).toMatchObject({ asking: false, answer: { tone: 'bad', sentences: [expect.stringMatching(/^The clock of 127\.0\.0\.1 is (89|90)(\.\d)? seconds ahead/)] } })
    expect(guilt).toMatchObject({ sentence: expect.stringMatching(/^Two clocks are wrong: this laptop is .* and the service is/), lead: { screen: 'clock' } })
    expect(services.chances[0]?.value).toMatch(/will be rejected once your clocks are right/)
    expect(seen.every(({ url, method }) => url === '/login' && method === 'HEAD')).toBe(true)
    one.session.openHelp('server-clock')
    expect(one.view().help.end?.message).toMatch(/Service: between .* ahead of true time/)
    expect(JSON.stringify(one.view())).not.toContain('somebody')
  })

  test('is asked for once at a time', async () => {
    const { port, connections } = await start(datedPage(0))
    const one = await open('fine')
    await one.session.check()
    const address = `https://127.0.0.1:${port}/`
    const asked = one.session.askService(address)
    expect(one.view().codeTest.serviceClock.asking).toBe(true)
    await Promise.all([asked, one.session.askService(address)])
    expect(connections()).toBe(1)
    expect(one.view().codeTest.serviceClock).toMatchObject({ asking: false, answer: { tone: 'good' } })
  })

  test('of what is no public https address is not asked, and a sentence says so', async () => {
    const one = await open('fine')
    for (const [address, why] of [['http://login.example.com', /not an https address/], ['localhost', /not a public host/], ['192.168.1.1', /not a public host/], ['', /not a web address/]] as const) {
      await one.session.askService(address)
      expect(one.view().codeTest.serviceClock.answer).toMatchObject({ tone: 'neutral', sentences: [expect.stringMatching(why)] })
    }
  })
})

test('the user\'s services are theirs to pick', async () => {
  const one = await open('fine')
  const picked = (): readonly string[] => one.view().codeTest.services.choices.filter((choice) => choice.picked).map(({ id }) => id)
  expect(picked()).toEqual(['other'])
  one.session.pickService('github', true)
  one.session.pickService('other', false)
  one.session.pickService('nobody-listed-this', true)
  expect(picked()).toEqual(['github'])
})
