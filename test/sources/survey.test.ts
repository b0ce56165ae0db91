import { createSocket } from 'node:dgram'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Observation } from '../../main/core/sample.ts'
import {
  closedPort, deafAtFirst, forgedFirst, kiss, lies, right, silent, startNtpServer, trueTime, truncated, unsynchronised, zeroTimes, type Behaviour, type NtpServer,
} from '../fakes/ntp-server.ts'
import { openManners } from '../../main/sources/manners.ts'
import { clockOff, codes, fits, known, openServers, surveyOf, verdictOf } from './bench.ts'

const start = openServers()
const closing: (() => Promise<void>)[] = []
afterEach(async () => { await Promise.all(closing.splice(0).map((close) => close())) })

const hasIpv6Loopback = await new Promise<boolean>((resolve) => {
  const socket = createSocket('udp6')
  socket.once('error', () => resolve(false))
  socket.bind(0, '::1', () => socket.close(() => resolve(true)))
})

describe('servers that answer', () => {
  it('tell how slow the laptop is, to milliseconds', async () => {
    const verdict = known(verdictOf(await surveyOf(await start(right, right, right))))
    expect(verdict).toMatchObject({ level: 'critical', method: 'ntp' })
    expect(fits({ offset: verdict.offset, distance: verdict.uncertainty })).toBe(true)
    expect(verdict.uncertainty).toBeLessThan(0.5)
    expect(verdict.sources.every(({ stratum }) => stratum === 2)).toBe(true)
  })

  it.runIf(hasIpv6Loopback)('are reached over IPv6 as over IPv4', async () => {
    const six = await startNtpServer(right, '::1')
    closing.push(six.close)
    const [four] = await start(right)
    const { samples } = await surveyOf([six, four!])
    expect(samples.map(({ address }) => address).toSorted()).toEqual([`127.0.0.1 port ${four!.port}`, `::1 port ${six.port}`])
  })

  it('are each asked once, with a random number and from a port of its own, and told nothing else', async () => {
    const servers = await start(right, right, right)
    await surveyOf(servers)
    const questions = servers.flatMap((server) => server.questions)
    expect(questions.map(({ length }) => length)).toEqual([48, 48, 48])
    expect(new Set(questions.map((question) => Buffer.from(question.subarray(0, 40)).toString('hex')))).toEqual(new Set([`23${'00'.repeat(39)}`]))
    expect(new Set(questions.map((question) => Buffer.from(question.subarray(40)).toString('hex'))).size).toBe(3)
    expect(new Set(servers.flatMap((server) => server.ports)).size).toBe(3)
  })

  it('are named one by one as they come', async () => {
    const seen: Observation[] = []
    const servers = await start(right, unsynchronised, right)
    await surveyOf(servers, { onObservation: (observation) => seen.push(observation) })
    expect(seen.map(({ kind }) => kind).toSorted()).toEqual(['failure', 'sample', 'sample'])
  })

  it('that become known late are asked as well; a list that cannot be read stops nothing', async () => {
    const [one, two, three] = await start(right, right, right)
    const late = new Promise<readonly NtpServer[]>((resolve) => { setImmediate(() => resolve([three!])) })
    const survey = await surveyOf([], { ntp: [[one!, two!], late, Promise.reject(new Error('no list'))] })
    expect(survey.samples).toHaveLength(3)
  })

  it('at one address are one source, under whatever names', async () => {
    const [server] = await start(right)
    const survey = await surveyOf([server!, { ...server!, name: 'again.example' }, server!])
    expect(survey.samples).toHaveLength(1)
    expect(server!.questions).toHaveLength(1)
  })
})

describe('servers that mean harm', () => {
  it('a liar is named and outvoted', async () => {
    const servers = await start(right, lies(3600), right, right)
    const verdict = known(verdictOf(await surveyOf(servers)))
    expect(fits({ offset: verdict.offset, distance: verdict.uncertainty })).toBe(true)
    expect(verdict.sources.filter(({ status }) => status === 'falseticker').map(({ name }) => name)).toEqual([servers[1]!.name])
  })

  it('two against two is no majority', async () => {
    expect(verdictOf(await surveyOf(await start(right, right, lies(60), lies(60))))).toMatchObject({ kind: 'unknown', reason: 'sources-disagree' })
  })

  it('a forged answer is not believed, and the real one after it is', async () => {
    const { samples, failures } = await surveyOf(await start(forgedFirst))
    expect(failures).toEqual([])
    expect(samples.map((sample) => fits(sample))).toEqual([true])
  })

  it('an answer of somebody else is not even heard', async () => {
    const stranger = createSocket('udp4')
    closing.push(() => new Promise((resolve) => { stranger.close(() => resolve()) }))
    const server = await startNtpServer(silent)
    closing.push(server.close)
    const asked = surveyOf([server], { deadline: 0.4 })
    await expect.poll(() => server.questions.length, { interval: 5 }).toBeGreaterThan(0)
    const forged = lies(3600)(server.questions[0]!, trueTime())[0]!
    stranger.send(forged, server.ports[0], '127.0.0.1')
    expect((await asked).samples).toEqual([])
  })
})

describe('servers that give no time', () => {
  it.each<[string, Behaviour, string, string]>([
    ['a kiss-o\'-death', kiss('RATE'), 'kiss-of-death', 'refused'], ['DENY', kiss('DENY'), 'kiss-of-death', 'refused'],
    ['not synchronised', unsynchronised, 'unsynchronised', 'discarded'], ['zero times', zeroTimes, 'zero-time', 'discarded'],
  ])('%s ends the question at once', async (_what, behaviour, code, status) => {
    const [server] = await start(behaviour)
    const { failures, samples } = await surveyOf([server!])
    expect(samples).toEqual([])
    expect(failures).toMatchObject([{ name: server!.name, code, status }])
    expect(server!.questions).toHaveLength(1)
  })

  it('a closed port ends the question at once', async () => {
    const survey = await surveyOf([await closedPort(), await closedPort()])
    expect(survey.failures.map(({ code, status }) => [code, status])).toEqual([['port-closed', 'unreachable'], ['port-closed', 'unreachable']])
    expect(verdictOf(survey)).toMatchObject({ reason: 'no-answer' })
  })

  it('an address that this system will not send to ends the question at once', async () => {
    const { failures } = await surveyOf([{ host: '255.255.255.255', port: 123 }])
    expect(failures).toMatchObject([{ name: '255.255.255.255', status: 'unreachable' }])
  })

  it('silence and packets that are cut off end with the deadline', async () => {
    const servers = await start(silent, silent, truncated)
    const survey = await surveyOf(servers, { deadline: 0.4 })
    expect(survey.tookSeconds).toBeGreaterThanOrEqual(0.4)
    expect(codes(survey)).toEqual(Object.fromEntries(servers.map(({ name }) => [name, 'no-answer'])))
    expect(verdictOf(survey)).toMatchObject({ kind: 'unknown', reason: 'no-answer' })
  })

  it('a server that lost the question is asked once more, with another random number', async () => {
    const [server] = await start(deafAtFirst())
    const { samples } = await surveyOf([server!])
    expect(samples.map((sample) => fits(sample))).toEqual([true])
    expect(server!.questions).toHaveLength(2)
    expect(server!.questions[0]).not.toEqual(server!.questions[1])
  })

  it('the silent are not waited for once the others agree', async () => {
    const servers = await start(right, right, right, silent)
    const survey = await surveyOf(servers)
    expect(known(verdictOf(survey)).level).toBe('critical')
    expect(codes(survey)).toEqual({ [servers[3]!.name]: 'late' })
  })

  it('nobody to ask is said at once', async () => {
    expect(verdictOf(await surveyOf([]))).toEqual({ kind: 'unknown', reason: 'no-answer', sources: [] })
  })
})

describe('a clock that is set while it is measured', () => {
  it('makes the measurement void', async () => {
    let answers = 0
    const clock = { wall: () => trueTime() - (answers === 0 ? 47.3 : 0), monotonic: () => performance.now() / 1000 }
    const survey = await surveyOf(await start(right, right, right), { clock, onObservation: () => { answers++ } })
    expect(survey.stepped).toBe(true)
    expect(verdictOf(survey)).toMatchObject({ reason: 'clock-stepped' })
  })

  it('is told from a clock that merely drifts', async () => {
    const begun = performance.now()
    const clock = { wall: () => trueTime() - 47.3 + (performance.now() - begun) * 1e-7, monotonic: () => performance.now() / 1000 }
    expect((await surveyOf(await start(right, right, right), { clock })).stepped).toBe(false)
  })
})

describe('a server that asked to be left alone', () => {
  it('is not asked again, not even by the next run of the program', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'clock-medic-manners-'))
    closing.push(async () => rmSync(folder, { recursive: true }))
    const servers = await start(kiss('RATE'), right, right, right)
    const told: (string | undefined)[] = []
    for (let run = 0; run < 2; run++) {
      const clock = clockOff(47.3)
      const manners = await openManners(clock, folder)
      const survey = await surveyOf(servers, { clock, manners })
      told.push(codes(survey)[servers[0]!.name])
      await manners.save(known(verdictOf(survey)).offset)
    }
    expect(told).toEqual(['kiss-of-death', 'held-off'])
    expect(servers.map(({ questions }) => questions.length)).toEqual([1, 2, 2, 2])
  })
})

describe('a fine measurement', () => {
  it('asks each server that answered once more, and never says less than a quick one', async () => {
    const servers = await start(right, right, right, silent)
    const { samples } = await surveyOf(servers, { fine: true, deadline: 4 })
    expect(samples).toHaveLength(6)
    expect(servers.slice(0, 3).map(({ questions }) => questions.length)).toEqual([2, 2, 2])
  }, 10_000)
})

// Only Linux answers on every address of 127.0.0.0/8 without being told to.
describe.runIf(process.platform === 'linux')('names with several servers', () => {
  /** Three names with two servers each, all of one port, as a pool has them. */
  async function pools(first: Behaviour, second: Behaviour) {
    const { port } = await closedPort()
    const numbers = [2, 3, 4]
    const open = (behaviour: Behaviour, network: number) => Promise.all(numbers.map((number) => startNtpServer(behaviour, `127.0.${network}.${number}`, port)))
    const [ones, others] = [await open(first, 0), await open(second, 1)]
    closing.push(...[...ones, ...others].map(({ close }) => close))
    const names = {
      addresses: async (host: string, family: 4 | 6) => (family === 4 ? [`127.0.0.${host.at(-1)}`, `127.0.1.${host.at(-1)}`] : []),
      cancel: () => {},
    }
    return { ones, others, survey: await surveyOf(numbers.map((number) => ({ host: `pool-${number}`, port })), { names }) }
  }

  it.each([['asks not to be used', kiss('RATE')], ['has no time', unsynchronised]])('try another one where the first %s', async (_, useless) => {
    const { ones, others, survey } = await pools(useless, right)
    expect(known(verdictOf(survey)).level).toBe('critical')
    expect(survey.failures).toHaveLength(3)
    expect([...ones, ...others].map(({ questions }) => questions.length)).toEqual([1, 1, 1, 1, 1, 1])
  })

  it('leave the others alone where the first ones are right', async () => {
    const { others, survey } = await pools(right, right)
    expect(survey.samples).toHaveLength(3)
    expect(others.map(({ questions }) => questions.length)).toEqual([0, 0, 0])
  })
})
