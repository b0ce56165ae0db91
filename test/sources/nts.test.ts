import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterAll, describe, expect, it } from 'vitest'
import type { Sample } from '../../main/core/sample.ts'
import { UNIQUE_IDENTIFIER, writeField } from '../../main/core/nts/fields.ts'
import { Roots } from '../../main/sources/certificate.ts'
import { routedFamilies } from '../../main/sources/families.ts'
import type { Family, Names } from '../../main/sources/names.ts'
import { exchangeByFamilies } from '../../main/sources/nts-families.ts'
import { openStopwatch } from '../../main/sources/stopwatch.ts'
import { CA, openWorkshop, SERVER } from '../fakes/certificates.ts'
import { soundAnswer } from '../fakes/ntp-server.ts'
import { cookieOf, identifierOf, joined, kissed, openAnswer } from '../fakes/nts-answer.ts'
import { chronyd, startChrony, type Chrony } from '../fakes/nts-chrony.ts'
import { startRelay, type Relay } from '../fakes/nts-relay.ts'
import { clockOff, fits } from './bench.ts'
import { askAt, countingNames, keeperFor, openThings, outcomeOf, type Asking } from './nts-bench.ts'

if (chronyd === null) console.warn('No chronyd is here, so the tests of authenticated time against it are left out: `npm test` unpacks it where apt-get is.')

const workshop = openWorkshop()
afterAll(() => workshop.close())
const root = workshop.make({ subject: 'A root', extensions: CA, days: 3650 })
const good = workshop.make({ subject: 'time', by: root, extensions: SERVER('IP:127.0.0.1') })
const YEAR = 365.25 * 86_400

const keep = openThings()

interface Stage { readonly chrony: Chrony; readonly relay: Relay }

/** chronyd that gives keys on 127.0.0.1, and names for the time a relay on 127.0.0.2 that stands before it. */
async function open(issued = good, ntpHost = '127.0.0.2'): Promise<Stage> {
  const chrony = keep(await startChrony(issued, ntpHost))
  const relay = keep(await startRelay('127.0.0.2', chrony.ntpPort, '127.0.0.1'))
  return { chrony, relay }
}

async function sampleOf(keeper: ReturnType<typeof keeperFor>, port: number, asking: Asking = {}): Promise<Sample> {
  const observation = await askAt(keeper, port, asking)
  if (observation.kind === 'failure') throw new Error(observation.failure.code)
  return observation.sample
}

describe.skipIf(chronyd === null)('time from a real chronyd (needs chronyd)', () => {
  it('is authenticated, and on this machine right within what it states', async () => {
    const { chrony } = await open()
    const sample = await sampleOf(keep(keeperFor(root)), chrony.ntsPort)
    expect(sample).toMatchObject({ name: 'time.example', kind: 'nts', address: `127.0.0.2 port ${chrony.ntpPort}`, stratum: 1 })
    expect(fits(sample, 0)).toBe(true)
  })

  it.each([['47 s slow', 47.3], ['11 years slow, so that the certificate is not valid yet', 11 * YEAR], ['11 years fast, so that it has expired long ago', -11 * YEAR]])(
    'reaches a laptop that is %s', async (_what, offset) => {
      const { chrony } = await open()
      expect(fits(await sampleOf(keep(keeperFor(root)), chrony.ntsPort, { offset }), offset)).toBe(true)
    })

  it('costs one key exchange, and a cookie for each question that is never used again', async () => {
    const { chrony, relay } = await open()
    const keeper = keep(keeperFor(root))
    const server = { host: '127.0.0.1', port: chrony.ntsPort }
    const names = countingNames()
    expect(keeper.isReady(server)).toBe(false)
    for (let turn = 0; turn < 12; turn++) {
      await sampleOf(keeper, chrony.ntsPort, { names })
      expect(keeper.isReady(server)).toBe(true)
    }
    expect(names.count()).toBe(1)
    expect(new Set(relay.questions.map(cookieOf)).size).toBe(relay.questions.length)
    expect(new Set(relay.questions.map((question) => Buffer.from(identifierOf(question)).toString('hex'))).size).toBe(relay.questions.length)
  })

  it('is shared by all who ask during one key exchange', async () => {
    const { chrony } = await open()
    const keeper = keep(keeperFor(root))
    const names = countingNames()
    const outcomes = await Promise.all([1, 2, 3].map(() => askAt(keeper, chrony.ntsPort, { names })))
    expect(outcomes.map(outcomeOf)).toEqual(['sample', 'sample', 'sample'])
    expect(names.count()).toBe(1)
  })
})

describe.skipIf(chronyd === null)('a question that is given up (needs chronyd)', () => {
  it('leaves its key exchange to the next one', async () => {
    const { chrony } = await open()
    const keeper = keep(keeperFor(root))
    const names = countingNames()
    const stop = keeper.ask({ host: '127.0.0.1', port: chrony.ntsPort }, names, openStopwatch(clockOff(0)), () => { throw new Error('called back after the end') })
    while (names.count() === 0) await new Promise((resolve) => { setImmediate(resolve) })
    stop()
    await sampleOf(keeper, chrony.ntsPort, { names })
    expect(names.count()).toBe(1)
  })
})

const named = workshop.make({ subject: 'named', by: root, extensions: SERVER('DNS:keys.example') })

/** A name service that knows one address for each family. */
const namesOf = (...known: readonly (readonly [host: string, family: Family, address: string])[]): Names => ({
  addresses: (host, family) => Promise.resolve(known.filter((one) => one[0] === host && one[1] === family).map(([, , address]) => address)),
  cancel: () => {},
})

const hasFour = (await routedFamilies()).includes(4)

describe.skipIf(chronyd === null)('servers by name (need chronyd)', () => {
  it.skipIf(!hasFour)('one gives the keys, another one the time (needs a route for IPv4)', async () => {
    const { chrony, relay } = await open(named, 'clock.example')
    const names = namesOf(['keys.example', 4, '127.0.0.1'], ['clock.example', 4, '127.0.0.2'])
    const keeper = keep(keeperFor(root))
    const observation = await new Promise((resolve) => {
      keeper.ask({ host: 'keys.example.', port: chrony.ntsPort }, names, openStopwatch(clockOff(0)), resolve)
    })
    expect(observation).toMatchObject({ kind: 'sample', sample: { name: 'keys.example.', address: `127.0.0.2 port ${chrony.ntpPort}` } })
    expect(relay.questions.length).toBeGreaterThan(0)
  })

  it.each([['refuses', false], ['stays silent', true]])('are reached by the other address family where one %s', async (_what, isThere) => {
    const { chrony } = await open(named)
    if (isThere) {
      const silent = createServer().listen(chrony.ntsPort, '127.0.0.3')
      await once(silent, 'listening')
      keep({ close: () => silent.close() })
    }
    const names = namesOf(['keys.example', 4, '127.0.0.3'], ['keys.example', 6, '127.0.0.1'])
    const outcome = await new Promise((resolve) => {
      exchangeByFamilies('keys.example', chrony.ntsPort, [4, 6], names, 0, new Roots([root.cert]), resolve)
    })
    expect(outcome).toMatchObject({ host: '127.0.0.2', port: chrony.ntpPort })
  })
})

describe.skipIf(chronyd === null)('somebody on the way (needs chronyd)', () => {
  it('who changes answers is not believed, and the real one still counts', async () => {
    const { chrony, relay } = await open()
    // Few enough for the socket to hold them all; every bit is the business of test/core/nts-packet.test.ts.
    relay.meddle((answer) => {
      const places = Array.from(answer, (_, at) => at).filter((at) => at % 8 === 3)
      return [...places.map((at) => answer.with(at, (answer[at] ?? 0) ^ 1)), answer.subarray(0, 48), answer.subarray(0, 84), answer.subarray(0, -4), answer]
    })
    const sample = await sampleOf(keep(keeperFor(root)), chrony.ntsPort)
    expect(fits(sample, 0)).toBe(true)
  })

  it('who plays an earlier answer again is not believed', async () => {
    const { chrony, relay } = await open()
    const keeper = keep(keeperFor(root))
    await sampleOf(keeper, chrony.ntsPort)
    relay.meddle((answer, earlier) => {
      const [old] = earlier
      if (old === undefined) return []
      return [old, joined(answer.subarray(0, 48), old.subarray(48)), joined(answer.subarray(0, 84), old.subarray(84)), joined(old.subarray(0, 48), answer.subarray(48)), answer]
    })
    expect(fits(await sampleOf(keeper, chrony.ntsPort), 0)).toBe(true)
  })

  it('who answers first, with a wrong time or an order to stay away, is not believed', async () => {
    const { chrony, relay } = await open()
    relay.meddle((answer) => {
      const question = relay.questions.at(-1) ?? answer
      const lie = openAnswer(question, 1_900_000_000)
      return [soundAnswer(question.subarray(0, 48), 1_900_000_000), lie, kissed(lie, 'DENY'), joined(lie, answer.subarray(84)), answer]
    })
    expect(fits(await sampleOf(keep(keeperFor(root)), chrony.ntsPort), 0)).toBe(true)
  })

  it('who says that the cookie is forgotten causes one key exchange more and nothing else', async () => {
    const { chrony, relay } = await open()
    const names = countingNames()
    relay.meddle((answer) => {
      const negative = kissed(openAnswer(relay.questions.at(-1) ?? answer, 0), 'NTSN')
      return relay.questions.length === 1 ? [negative, negative, negative] : [answer]
    })
    expect(fits(await sampleOf(keep(keeperFor(root)), chrony.ntsPort, { names }), 0)).toBe(true)
    expect(names.count()).toBe(2)
  })

  it('who says so with another identifier causes nothing', async () => {
    const { chrony, relay } = await open()
    const names = countingNames()
    relay.meddle((answer) => [joined(kissed(answer, 'NTSN').subarray(0, 48), writeField(UNIQUE_IDENTIFIER, new Uint8Array(32))), answer])
    await sampleOf(keep(keeperFor(root)), chrony.ntsPort, { names })
    expect(names.count()).toBe(1)
  })

  it('who says so again and again is told of as what it looks like', async () => {
    const { chrony, relay } = await open()
    relay.meddle((answer) => [kissed(openAnswer(relay.questions.at(-1) ?? answer, 0), 'NTSN')])
    const observation = await askAt(keep(keeperFor(root)), chrony.ntsPort)
    expect(observation).toMatchObject({ kind: 'failure', failure: { code: 'kiss-of-death', detail: 'NTSN', status: 'refused', kind: 'nts' } })
  })
})

describe.skipIf(chronyd === null)('a chronyd that forgot its keys (needs chronyd)', () => {
  it('is asked for new ones, once', async () => {
    const { chrony, relay } = await open()
    const keeper = keep(keeperFor(root))
    const names = countingNames()
    await sampleOf(keeper, chrony.ntsPort, { names })
    await chrony.restart()
    expect(fits(await sampleOf(keeper, chrony.ntsPort, { names }), 0)).toBe(true)
    expect(names.count()).toBe(2)
    expect(new Set(relay.questions.map(cookieOf)).size).toBe(relay.questions.length)
  })
})

describe.skipIf(chronyd === null)('the certificate (needs chronyd)', () => {
  it('of an authority that nobody knows gives no keys, whatever the clock shows', async () => {
    const { chrony, relay } = await open()
    const stranger = workshop.make({ subject: 'A root', extensions: CA })
    for (const offset of [0, 11 * YEAR, -11 * YEAR]) expect(outcomeOf(await askAt(keep(keeperFor(stranger)), chrony.ntsPort, { offset }))).toBe('certificate')
    expect(relay.questions).toEqual([])
  })

  it('for another name gives none either', async () => {
    const { chrony, relay } = await open(workshop.make({ subject: '127.0.0.1', by: root, extensions: SERVER('IP:192.0.2.1', 'DNS:time.example') }))
    for (const offset of [0, 11 * YEAR, -11 * YEAR]) expect(outcomeOf(await askAt(keep(keeperFor(root)), chrony.ntsPort, { offset }))).toBe('wrong-name')
    expect(relay.questions).toEqual([])
  })

  it('that has expired by the time the server itself tells gives no time, though it is good by the clock of the laptop', async () => {
    const { chrony } = await open(workshop.make({ subject: 'expired', by: root, extensions: SERVER('IP:127.0.0.1'), days: -1 }))
    for (const offset of [0, 12 * 3600, 11 * YEAR]) expect(outcomeOf(await askAt(keep(keeperFor(root)), chrony.ntsPort, { offset }))).toBe('certificate')
  })
})
