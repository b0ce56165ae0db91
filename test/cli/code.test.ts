import { HOTP, Secret } from 'otpauth'
import { describe, expect, test } from 'vitest'
import type { OpenLaptop } from '../../main/cli/cli.ts'
import { SERVICES } from '../../main/core/services/data.ts'
import { openPracticeLaptop } from '../../main/practice/open.ts'
import { datedPage, openHttpsServices } from '../fakes/https-service.ts'
import { START } from '../practice/fake-host.ts'
import { SLOW, type TestLaptop } from '../repair/open-laptop.ts'
import { cli, document } from './terminal.ts'

const KEY = 'JBSWY3DPEHPK3PXPJBSWY3DP'
const CODE = ['code', '--secret-stdin'] as const
const SILENT = { ...SLOW, network: 'udp-blocked' } as const
/** In the middle of a step, so that half a second more or less makes no other code. */
const NOON = START + 10

/** What an authenticator shows at a moment of Unix time. */
const shownAt = (time: number, period = 30, digits = 6, algorithm = 'SHA1'): string =>
  HOTP.generate({ secret: Secret.fromBase32(KEY), counter: Math.floor(time / period), digits, algorithm })

/** Ten seconds pass before the key is read. */
const key = (laptop: TestLaptop): string => {
  laptop.host.pass(10)
  return KEY
}

describe('code', () => {
  test('makes the code for true time on a laptop that is 47.3 s slow, and says what its own clock would make of it', async () => {
    const said = await cli([...CODE, '--json'], { lines: [key], description: SLOW })
    expect(said).toMatchObject({ exit: 0, stderr: '' })
    expect(document(said)).toMatchObject({
      schema: 1, verdict: 'critical', offsetSeconds: expect.closeTo(47.3, 1), code: shownAt(NOON), secondsLeft: expect.closeTo(20, 0), codeByThisClock: shownAt(NOON - 47.3),
    })
    const text = await cli(CODE, { lines: [key], description: SLOW })
    expect(text.stdout).toMatch(new RegExp(`^${shownAt(NOON)} {2}right for (19|20) s more\nBy its own clock this computer would make it ${shownAt(NOON - 47.3)}: that clock is 47\\.3 seconds slow\\.\n$`))
  })

  test('on a laptop that is right there is one code', async () => {
    expect((await cli(CODE, { lines: [key], description: { ...SLOW, offset: 0 } })).stdout).toMatch(new RegExp(`^${shownAt(NOON)} {2}right for \\d+ s more\n$`))
  })

  test('honours digits, period and algorithm of an address', async () => {
    const address = `otpauth://totp/Example:me?secret=${KEY}&digits=8&period=60&algorithm=SHA256&issuer=Example`
    expect(document(await cli([...CODE, '--json'], { lines: [address], description: SLOW }))).toMatchObject({ code: shownAt(START, 60, 8, 'SHA256') })
  })

  test('says that the code is not known where true time is not', async () => {
    const said = await cli([...CODE, '--json'], { lines: [key, '123456'], description: SILENT })
    expect(said.exit).toBe(3)
    for (const absent of ['code', 'secondsLeft', 'phone', 'offsetSeconds']) expect(document(said)).not.toHaveProperty(absent)
    expect(document(said)).toMatchObject({ verdict: 'unknown', codeByThisClock: shownAt(NOON - 47.3) })
    expect((await cli(CODE, { lines: [key], description: SILENT })).stdout).toMatch(/^The code cannot be told: the true time is not known\.\n/)
  })

  /** What a phone shows that is so many seconds ahead, some seconds after the line before. */
  const phone = (ahead: number, after: number) => (laptop: TestLaptop): string => {
    laptop.host.pass(after)
    return shownAt(laptop.host.clock.wall() + ahead)
  }

  test('judges the codes of a phone, each by the moment at which it came, and names the guilty clock', async () => {
    const said = await cli([...CODE, '--json'], { lines: [key, phone(-600, 3), '', phone(-600, 31)], description: { ...SLOW, offset: 0 } })
    const { phone: judged } = document(said)
    expect(judged).toMatchObject({ verdict: 'match', certain: true, fine: false, aheadSeconds: { low: expect.any(Number), high: expect.any(Number) } })
    const { low, high } = (judged as { aheadSeconds: { low: number; high: number } }).aheadSeconds
    expect(low).toBeLessThanOrEqual(-600)
    expect(high).toBeGreaterThanOrEqual(-600)
    expect(said.exit).toBe(2)
    expect(document(said)['clocks']).toMatchObject({ sentence: expect.stringMatching(/^The clock of your phone is to blame: it is about \d+(\.\d)? minutes behind\.$/) })
    expect((await cli(CODE, { lines: [key, phone(-600, 3), phone(-600, 31)], description: { ...SLOW, offset: 0 } })).stdout).toContain('The clock of your phone is to blame')
  })

  test('cannot tell where the codes are of another key', async () => {
    expect(await cli(CODE, { lines: [key, '000000', '111111'], description: SLOW })).toMatchObject({ exit: 3, stdout: expect.stringContaining('No match within a day.') })
  })

  test.each<[string, readonly string[], RegExp]>([
    ['nothing', [], /^Standard input held no key\./],
    ['empty lines', ['', '  '], /^Standard input held no key\./],
    ['a code in place of the key', ['123456'], /^This is a code, not a key\./],
    ['a key that is cut', ['JBSWY3DPEH'], /^This key is too short/],
    ['a counter', [`otpauth://hotp/x?secret=${KEY}&counter=1`], /HOTP/],
    ['a code with a letter in it', [KEY, '12345a'], /^Line 2 of standard input: A code has six digits and nothing else\./],
    ['too many codes', [KEY, ...Array.from({ length: 11 }, () => '123456')], /^Standard input holds more than 10 codes\./],
  ])('%s on standard input gets a sentence, and 64', async (_what, lines, sentence) => {
    const said = await cli(CODE, { lines, description: SLOW })
    expect(said).toMatchObject({ exit: 64, stdout: '' })
    expect(said.stderr).toMatch(sentence)
  })

  test('never says the key, whatever is wrong with it or goes well', async () => {
    const address = `otpauth://totp/Example:me@example.com?secret=${KEY}`
    const good = [[KEY], [address], [KEY, '123456']].flatMap((lines) => [SLOW, SILENT].map((description) => ({ lines, description })))
    const bad = [[`${KEY}!`], [KEY, KEY], [`${address}&digits=9`], [`${address}&algorithm=MD5`]].map((lines) => ({ lines, description: SLOW }))
    for (const circumstances of [...good, ...bad]) for (const format of ['text', 'json']) {
      const { stdout, stderr } = await cli([...CODE, '--format', format], circumstances)
      expect((stdout + stderr).toUpperCase()).not.toContain(KEY.slice(0, 8))
      expect(stdout + stderr).not.toContain('me@example.com')
    }
  })
})

describe('services', () => {
  test('are listed with tolerance and source, and no laptop is looked at', async () => {
    const said = await cli(['services'])
    expect(said).toMatchObject({ exit: 0, stderr: '' })
    expect(said).not.toHaveProperty('laptop')
    for (const { name, source } of SERVICES) for (const word of [name, source]) expect(said.stdout).toContain(word)
  })

  test('as one document', async () => {
    expect(document(await cli(['services', '--json']))).toEqual({ schema: 1, services: SERVICES })
  })
})

describe('--service', () => {
  const { start } = openHttpsServices()
  const service = start(datedPage(90))
  const allowed = (host: string): boolean => host === '127.0.0.1'
  /** A practice laptop on a host whose time passes, for the service's does as well. */
  const real = (scenario: string) => async (laptop: TestLaptop): Promise<OpenLaptop> => {
    await laptop.close()
    const opened = await openPracticeLaptop(scenario, async () => {})
    if (typeof opened === 'string') throw new Error(opened)
    return { ...opened, options: { ...opened.options, proxy: async () => null } }
  }
  const page = async (): Promise<string> => `https://127.0.0.1:${(await service).port}/login?user=me`

  test.each(['check', 'report'])('%s tells the clock of the service by true time, whatever the laptop\'s own is', async (command) => {
    const [text, whole] = await Promise.all([[], ['--json']].map(async (format) => cli([command, ...format, '--service', await page()], { prepare: real('slow'), allowed })))
    expect(text?.stdout).toMatch(/The clock of 127\.0\.0\.1 is (89|90)(\.\d)? seconds ahead, right to ±/)
    expect(text?.exit).toBe(2)
    if (whole === undefined) throw new Error('There is no document.')
    expect(document(whole)['service']).toEqual({
      host: '127.0.0.1', verdict: 'known', reason: expect.stringContaining('seconds ahead'), errorSeconds: expect.closeTo(90, 0), uncertaintySeconds: expect.any(Number), answers: expect.any(Number), throughFront: false,
    })
    expect(document(whole)).toMatchObject({ offsetSeconds: expect.closeTo(47.3, 1) })
  })

  test('code names it as the guilty one', async () => {
    const said = await cli([...CODE, '--json', '--service', await page()], { prepare: real('fine'), allowed, lines: [KEY] })
    expect(document(said)).toMatchObject({ service: { verdict: 'known' }, clocks: { sentence: expect.stringMatching(/^The clock of the service is to blame: it is (about )?(89|90)(\.\d)? seconds ahead\.$/) } })
    expect(said.exit).toBe(0)
  })

  test('says why it cannot tell, and asks nobody where true time is not known', async () => {
    const { seen } = await service
    const before = seen.length
    const said = await cli(['check', '--json', '--service', await page()], { description: SILENT, allowed })
    expect(document(said)['service']).toEqual({
      host: '127.0.0.1', verdict: 'unknown', reasonCode: 'true-time-unknown', reason: expect.stringContaining('could not be measured'),
    })
    expect(seen.length).toBe(before)
  })
})
