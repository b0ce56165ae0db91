import { describe, expect, test } from 'vitest'
import type { Checkup } from '../../../main/core/checkup.ts'
import { CATALOGUE } from '../../../main/core/catalogue.ts'
import { lineOf, wordsOf } from '../../../main/core/log/line.ts'
import { hiderFor } from '../../../main/core/report/hider.ts'
import { isPublicName } from '../../../main/core/report/public-names.ts'
import { cleanReport, reportJson, type Report } from '../../../main/core/report/report.ts'
import { reportText } from '../../../main/core/words/report.ts'
import { failureWords } from '../../../main/core/words/failures.ts'
import { serversOfVendor } from '../../../main/platform/linux/os-release.ts'
import { DEFAULT_NTS_SERVERS, DEFAULT_SERVERS, DEFAULT_WEBSITES, hostOf } from '../../../main/sources/server.ts'
import { laptopsOf, readLaptop, SYSTEMS, type Laptop } from '../../laptops/laptop.ts'
import { lookAt } from '../../laptops/look.ts'
import type { MachineData } from '../../laptops/machine.ts'
import { NAMES, SECRETS, tracesIn } from './secrets.ts'

const LAPTOPS = SYSTEMS.flatMap(laptopsOf).map((name) => [name, readLaptop(name)] as const)
const PRIVACY = { names: NAMES, withAddresses: false }

const look = ({ system, machine, measured, zone }: Laptop): Promise<Checkup> => lookAt(system, machine, measured, zone)

/** Text and document of a report, as a stranger gets them. */
function told(report: Report, privacy = PRIVACY): string {
  const clean = cleanReport(report, privacy)
  return `${reportText(clean)}\n${JSON.stringify(reportJson(clean), null, 2)}`
}

const reportOn = (checkup: Checkup, more: Partial<Report> = {}): Report => ({ version: '1.2.3', about: [], checkup, history: [], log: [], ...more })

/** The same data with something written behind every text in it, but for keys and what is of a closed list. */
function planted<T>(value: T, secret: string, spared: readonly string[] = []): T {
  const plant = (each: unknown, key = ''): unknown => {
    if (typeof each === 'string') return spared.includes(key) ? each : `${each} ${secret}`
    if (Array.isArray(each)) return each.map((inner) => plant(inner, key))
    if (typeof each === 'object' && each !== null) return Object.fromEntries(Object.entries(each).map(([name, inner]) => [name, plant(inner, name)]))
    return each
  }
  return plant(value) as T
}

/** These are read from closed lists and from nothing else. */
const CLOSED = ['os', 'serviceManager', 'name', 'startup', 'mode', 'id', 'severity', 'remedy', 'kind', 'status', 'code', 'level', 'method']

/** Everything in which a secret could come, filled with one. */
function filled(checkup: Checkup, secret: string): Report {
  const { state, verdict, plan, findings } = checkup
  const sources = verdict.sources.map((source) => ({ ...planted(source, secret, CLOSED), name: source.name === '' ? '' : `${source.name} ${secret}` }))
  const error = Object.assign(new Error(`cannot do it: ${secret}`), { stack: `Error: cannot do it: ${secret}\n    at open (/home/alice.weber/app/main/index.ts:3:4)\n    at ${secret}` })
  return {
    version: '1.2.3',
    about: [`Debian GNU/Linux 13, x64, kernel 6.12.57 ${secret}`],
    checkup: { ...checkup, state: planted(state, secret, CLOSED), verdict: { ...verdict, sources }, findings: planted(findings, secret, CLOSED), plan: planted(plan, secret, CLOSED) },
    history: [],
    log: [
      ...wordsOf({ kind: 'fault', error }, hiderFor(PRIVACY).outside).map(({ level, text }) => lineOf(1_795_396_800, level, text)),
      `2026-11-23T03:00:00.000Z error fault Error: ${secret}`, `2026-11-23T03:00:00.000Z info checked verdict=ok ${secret}`, `a line of somebody else ${secret}`,
    ],
  }
}

/** A machine on which every command and every file says more than it should. */
function talkative(machine: MachineData, secret: string): MachineData {
  const more = (text: string | readonly string[]): string => `${typeof text === 'string' ? text : text.join('\n')}\n${secret}\n# ${secret}\n`
  return {
    ...machine,
    files: Object.fromEntries(Object.entries(machine.files ?? {}).map(([file, text]) => [file, text === null ? null : more(text)])),
    commands: Object.fromEntries(Object.entries(machine.commands ?? {}).map(([command, reply]) => [
      command, typeof reply === 'string' || reply === null || reply.bytes !== undefined || reply.recorded !== undefined || reply.codePage !== undefined ? reply : { ...reply, stdout: more(reply.stdout ?? ''), stderr: more(reply.stderr ?? '') },
    ])),
  }
}

/** Each laptop gets some of the secrets, all laptops together each of them many times. */
const someOf = (index: number, parts: number) => SECRETS.filter((_, number) => (number + index) % parts === 0)

describe.each(SYSTEMS)('the report of every laptop of %s', (system) => {
  const laptops = LAPTOPS.filter(([, laptop]) => laptop.system === system)

  test.each(laptops)('%s: tells the same findings and steps as the window, and names no server of its own', async (_name, laptop) => {
    const checkup = await look(laptop)
    const { checkup: clean } = cleanReport(reportOn(checkup), PRIVACY)
    expect(clean.findings.map(({ id, severity }) => `${id} ${severity}`)).toEqual(checkup.findings.map(({ id, severity }) => `${id} ${severity}`))
    expect(clean.plan.steps.map(({ remedy }) => remedy)).toEqual(checkup.plan.steps.map(({ remedy }) => remedy))
    expect(clean.state.services.map(({ unit }) => unit)).toEqual(checkup.state.services.map(({ unit }) => unit))
    const text = told(reportOn(checkup))
    expect(checkup.state.servers.filter((server) => !isPublicName(server) && text.includes(server))).toEqual([])
    const { plan, state, verdict, findings } = cleanReport(reportOn(checkup), { names: [], withAddresses: true }).checkup
    expect({ plan, sources: verdict.sources, servers: state.servers, findings })
      .toEqual({ plan: checkup.plan, sources: checkup.verdict.sources, servers: checkup.state.servers, findings: checkup.findings })
  })

  test('holds nothing that was planted in its state, findings, plan, sources, log, errors and words on the system', async () => {
    const left = await Promise.all(laptops.map(async ([name, laptop], index) => {
      const checkup = await look(laptop)
      return someOf(index, 9).flatMap((secret) => tracesIn(told(filled(checkup, secret.text)), [secret])).map((trace) => `${name}: ${trace}`)
    }))
    expect(left.flat()).toEqual([])
  })

  test('holds nothing that commands and files of the machine say beside what is asked', async () => {
    const left = await Promise.all(laptops.flatMap(([name, laptop], index) => someOf(index, 12).map(async (secret) => {
      const checkup = await look({ ...laptop, machine: talkative(laptop.machine, secret.text) })
      return tracesIn(told(reportOn(checkup)), [secret]).map((trace) => `${name}: ${trace}`)
    })))
    expect(left.flat()).toEqual([])
  })
})

test('words of our own stay as they are', () => {
  const { words, outside } = hiderFor(PRIVACY)
  const own = Object.values(CATALOGUE).flatMap(({ title, meaning }) => [title, meaning])
  expect(own.map(words)).toEqual(own)
  const failures = (['no-answer', 'port-closed', 'key-exchange', 'held-off', 'stale', 'wrong-name', 'portal'] as const).map((code) => failureWords({ code, detail: '' }))
  expect(failures.map(outside)).toEqual(failures)
  expect(outside('timedatectl said: Unknown operation show')).toBe('timedatectl said: Unknown operation show')
  expect(words('Der Befehl „tzutil /l“ listet sie auf, „/home/jonas“ nicht.')).toBe('Der Befehl „tzutil /l“ listet sie auf, „[path]“ nicht.')
  expect(outside('nmcli said: "Casa Rossi" is gone')).toBe('nmcli said: [quoted] is gone')
})

test('what everybody asks is named, and nothing that only looks like it', () => {
  const everybody = [...DEFAULT_SERVERS, ...DEFAULT_NTS_SERVERS].map(({ host }) => host).concat(DEFAULT_WEBSITES.map((page) => hostOf(new URL(page))), serversOfVendor(['debian']), serversOfVendor(['rhel']), serversOfVendor([]))
  expect(everybody.filter((name) => !isPublicName(name))).toEqual([])
  expect(['time.cloudflare.com.weber.test', 'weber.pool.ntp.org', 'xtime.google.com', 'ntp.weber.test', '10.0.0.1'].filter(isPublicName)).toEqual([])
})

describe('a server of one\'s own', () => {
  const laptop = readLaptop('linux/rhel-chrony-off')
  const servers = ['ntp1.weber-werke.test', '10.23.45.67', 'time.google.com']

  async function report(withAddresses: boolean): Promise<string> {
    const checkup = await look(laptop)
    const [first] = checkup.verdict.sources
    if (first === undefined) throw new Error('This laptop asked nobody.')
    const sources = servers.map((name, index) => ({ ...first, name, address: `10.9.8.${index}` }))
    return told(reportOn({ ...checkup, state: { ...checkup.state, servers }, verdict: { ...checkup.verdict, sources } }), { names: NAMES, withAddresses })
  }

  test('has one label in all of the report, and public ones keep their name', async () => {
    const text = await report(false)
    expect(text).toMatch(/^ {2}server-1: truechimer/m)
    expect(text).toMatch(/^ {2}Time servers: +server-1, server-2, time\.google\.com$/m)
    expect(text).not.toMatch(/weber|10\.23|10\.9\.8/i)
  })

  test('is named with its address where the user chose that', async () => {
    const text = await report(true)
    expect(text).toMatch(/^ {2}ntp1\.weber-werke\.test \(10\.9\.8\.0\): truechimer/m)
    expect(text).toMatch(/^ {2}Time servers: +ntp1\.weber-werke\.test, 10\.23\.45\.67, time\.google\.com$/m)
  })
})

test('history of the last day and the log stand in text and document', async () => {
  const checkup = await look(readLaptop('linux/rhel-chrony-off'))
  const now = checkup.checkedAt + (checkup.verdict.kind === 'known' ? checkup.verdict.offset : 0)
  const { verdict, findings, tookSeconds } = checkup
  const log = wordsOf({ kind: 'checked', checkup: { verdict, findings, tookSeconds } }, String).map(({ level, text }) => lineOf(now, level, text))
  const clean = cleanReport(reportOn(checkup, {
    history: [{ kind: 'check', at: now - 90_000, offset: 9, uncertainty: 1 }, { kind: 'check', at: now - 3600, offset: 0.25, uncertainty: 0.01 }, { kind: 'repair', at: now - 60, result: 'repaired', before: 0.25, after: 0.001 }],
    log: [...log, 'what another program wrote here'],
  }), PRIVACY)
  expect(reportText(clean)).toMatch(/\nThe last 24 hours\n {2}\S+Z check, offset 0\.250 ±0\.010\n {2}\S+Z repair, repaired, offset before 0\.250, offset after 0\.001\n\nLog\n {2}\S+Z info checked verdict=/)
  expect(reportJson(clean)).toMatchObject({ history: [{ kind: 'check', offsetSeconds: 0.25, uncertaintySeconds: 0.01 }, { kind: 'repair', result: 'repaired', beforeSeconds: 0.25, afterSeconds: 0.001 }], log })
})
