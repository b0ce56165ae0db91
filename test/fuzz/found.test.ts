import { readFileSync } from 'node:fs'
import { encode, RECURSION_AVAILABLE } from 'dns-packet'
import { describe, expect, it } from 'vitest'
import { readArguments } from '../../main/cli/arguments.ts'
import { rejectedWords } from '../../main/cli/otlp.ts'
import { readAnswer } from '../../main/core/dns-answer.ts'
import { isOldCopy } from '../../main/core/http-date.ts'
import { isCopy } from '../../main/core/service-clock.ts'
import { readProxyAddress } from '../../main/core/proxy.ts'
import { readPolicy } from '../../main/core/policy/read.ts'
import { readServicePage } from '../../main/core/service-page.ts'
import { readServices } from '../../main/core/services/reader.ts'
import { readSettings } from '../../main/core/settings/read.ts'
import { refusalWords } from '../../main/core/settings/words.ts'
import { answersTo, type WindowRequests } from '../../main/desktop/requests.ts'
import { CHANNELS } from '../../preload/contract.ts'
import { isAskable } from '../../main/platform/askable.ts'
import { parseSourcesSilent } from '../../main/platform/linux/chronyc-sources.ts'
import { parseSystemctlShow } from '../../main/platform/linux/systemctl-show.ts'
import { parseTracking } from '../../main/platform/linux/chronyc-tracking.ts'
import { parseSntp } from '../../main/platform/macos/sntp.ts'
import { readWindowsPolicy } from '../../main/platform/windows/policy.ts'
import { followsSource, parseW32tmStatus } from '../../main/platform/windows/w32tm-status.ts'
import { readPortalAnswer } from '../../main/sources/portal.ts'
import { LINE_READERS } from '../../main/sources/line-readers.ts'
import { readWebsite } from '../../main/sources/server.ts'
import { machineThatPrints } from './machine.ts'

const capture = (name: string, change: (text: string) => string): Uint8Array =>
  Buffer.from(change(readFileSync(new URL(`../captures/windows/${name}.txt`, import.meta.url), 'utf8')))

describe('what broke a promise once stays mended', () => {
  it('takes no address from a name server that belongs to another name', () => {
    const question = { type: 'A', name: 'time.example' } as const
    const answered = (...answers: Parameters<typeof encode>[0]['answers'] & object) =>
      readAnswer(encode({ type: 'response', id: 7, flags: RECURSION_AVAILABLE, questions: [{ ...question, class: 'IN' }], answers }), 7, question)
    expect(answered({ type: 'A', name: 'other.example', ttl: 1, data: '192.0.2.9' })).toEqual([])
    expect(answered({ type: 'A', name: 'time.example', class: 'CH', ttl: 1, data: '192.0.2.9' })).toEqual([])
    expect(answered({ type: 'CNAME', name: 'TIME.example', ttl: 1, data: 'Pool.example' }, { type: 'A', name: 'pool.example', ttl: 1, data: '192.0.2.1' })).toEqual(['192.0.2.1'])
    expect(answered({ type: 'A', name: 'pool.example', ttl: 1, data: '192.0.2.1' }, { type: 'CNAME', name: 'time.example', ttl: 1, data: 'pool.example' })).toEqual(['192.0.2.1'])
  })

  it('knows a copy out of a cache whose age was written twice', () => {
    expect(isOldCopy('5, 5')).toBe(true)
    expect([undefined, '', '0', '0, 0', '-1', 'never'].filter(isOldCopy)).toEqual([])
    expect(isCopy({ age: ['7', '7'] })).toBe(true)
    const headers = { date: 'Sun, 22 Nov 2026 12:00:37 GMT' }
    expect(readPortalAnswer('probe.example', { statusCode: 204, headers: { ...headers, age: '5, 5' } }, 1_795_348_800, 0.1).kind).toBe('nothing')
    expect(readPortalAnswer('probe.example', { statusCode: 204, headers }, 1_795_348_800, 0.1).kind).toBe('hint')
  })

  it('calls no clock synchronised by an answer of chronyc that is not whole', () => {
    const answer = (offset: string, leap: string): string => `0A4D0003,10.77.0.3,3,1795355279.771349004,${offset},0.000002113,0.000035892,7.930,0.019,7.082,0.00119,0.001146225,2.0,${leap}\n`
    expect(parseTracking(answer('-0.000000040', 'Normal'))).toEqual({ synchronized: true, systemTimeOffset: -0.00000004 })
    for (const leap of ['Norm', '', 'Invalid', 'Normal\n506 Cannot talk to daemon']) expect(parseTracking(answer('0.000000040', leap))).toBeNull()
    for (const offset of ['0x10', ' 1.5', '1e5', '.5']) expect(parseTracking(answer(offset, 'Normal'))).toBeNull()
  })

  it('hears no source of which no answer came, however its nought is written', () => {
    const source = (reach: string): string => `^,?,192.0.2.1,0,6,${reach},231,0.0,0.0,0.0\n`
    expect(['0', '00', '000'].map((reach) => parseSourcesSilent(source(reach)))).toEqual([true, true, true])
    expect(parseSourcesSilent(source('1'))).toBe(false)
  })

  it('asks no server by a number that is no address: to the C library 127.1 is this machine', () => {
    for (const host of ['127.1', '2130706433', '0x7f000001', '127.0.1.', '192.0.2']) expect(isAskable(host)).toBe(false)
    for (const host of ['0.pool.ntp.org', '1and1.example', '192.0.2.1', 'ntp-1']) expect(isAskable(host)).toBe(true)
  })

  it('follows no clock of a stratum that there is not, and none without a name', () => {
    const follows = (change: (text: string) => string): boolean => {
      const answer = parseW32tmStatus(capture('en-status-verbose-synced', change))
      return answer.kind === 'status' && followsSource(answer.status)
    }
    const withStratum = (stratum: string) => follows((text) => text.replace(/Stratum: \d+/, `Stratum: ${stratum}`))
    expect(['1', '15'].every(withStratum)).toBe(true)
    expect(['16', '17', '993', '9999'].filter(withStratum)).toEqual([])
    expect(follows((text) => text.replace(/^Source: .*$/m, 'Source:'))).toBe(false)
  })

  it('takes no figure from sntp that a clock cannot have', () => {
    const result = (uncertainty: string) => parseSntp(Buffer.from(`-3.250000 +/- ${uncertainty} time.apple.com 17.253.38.35\n`), 0)
    expect(result('0.014937')).toMatchObject({ offset: -3.25 })
    expect(result(`${'9'.repeat(400)}.014937`)).toBeUndefined()
  })

  it('takes no two websites for one, which URL would', () => {
    expect(readWebsite('https://a.example/\nhttps://b.example/')).toHaveProperty('wrong')
    expect(readWebsite('https://a.example/\t')).toHaveProperty('wrong')
    expect(readWebsite('https://a.example/')).toBeInstanceOf(URL)
  })

  it('shows a line of the settings as one line, and no password in the name of a property', () => {
    expect(refusalWords({ kind: 'line', name: 'websites', line: 'https://www.examp\u2028le/' })).toContain('"https://www.examp?le/"')
    const { wrong } = readServices([{ 'id': 'a', 'name': 'A', 'kind': 'totp', 'window': 1, 'https://user:secret@x': 1 }])
    expect(wrong.join()).toContain('is no property of a service')
    expect(wrong.join()).not.toContain('secret')
  })

  it('repeats no password of a command line, and no endless word', () => {
    for (const argv of [['--https://user:secret@x/'], ['https://user:secret@x/'], ['check', '--warn', 'user:secret@x'], [`--${'a'.repeat(5000)}`]]) {
      const read = readArguments(argv)
      const sentence = read.kind === 'wrong' ? read.sentence : ''
      expect(sentence).toMatch(/^.{10,300}\.$/)
      expect(sentence).not.toContain('secret')
    }
  })

  it('takes nothing for bytes of a key that only calls itself so', () => {
    const giveKey = answersTo({ giveKey: () => 'taken' } as unknown as WindowRequests).get(CHANNELS.giveKey)
    expect(giveKey?.([new Uint8Array(3)])).toBe('taken')
    expect(() => giveKey?.([{ ['__proto__']: Uint8Array.prototype, length: 3 }])).toThrow('A few bytes were expected.')
    expect(() => giveKey?.([Object.setPrototypeOf({ length: 3 }, Uint8Array.prototype)])).toThrow('A few bytes were expected.')
  })

  it('reads an address at which canParse and URL are of two minds, and so starts with such a line in its settings', () => {
    const address = `https://D${'+'.repeat(20_000)}`
    expect(URL.canParse(address)).toBe(true)
    expect(readProxyAddress(address)).toBeNull()
    expect(readWebsite(address)).toHaveProperty('wrong')
    expect(readServicePage(address)).toHaveProperty('wrong')
    expect(readSettings({ version: 1, websites: [address, 'https://a.example/'] }, LINE_READERS).settings.websites).toEqual(['https://a.example/'])
  })

  it('hands no endless name of a server to anybody', () => {
    expect(isAskable(`${'time.'.repeat(50)}apple`)).toBe(false)
    expect(isAskable(`${'time.'.repeat(49)}apple`)).toBe(true)
  })

  it('repeats no receiver that has nothing to say', () => {
    const url = new URL('http://receiver.example:4318/')
    expect(rejectedWords('{"partialSuccess":{"rejectedDataPoints":"3","errorMessage":" . "}}', url)).toBe('receiver.example:4318 took the figures but for 3 of them.')
    expect(rejectedWords('{"partialSuccess":{"rejectedDataPoints":"3","errorMessage":"too old."}}', url)).toBe('receiver.example:4318 took the figures but for 3 of them: too old.')
  })

  it('takes what systemd says last of a unit, whatever signs are in it', () => {
    const shown = (state: string): string => `Id=chrony.service\nLoadState=loaded\nActiveState=active\nLoadState=${state}\n`
    expect(parseSystemctlShow(shown('\rnot-found'))[0]?.load).toBe('not-found')
    expect(parseSystemctlShow(shown('not\u2028found'))[0]?.load).toBe('not\u2028found')
  })

  it('names what is wrong in a list of any length, and reads the rest', { timeout: 30_000 }, () => {
    const many = Array<null>(150_000).fill(null)
    const settings = readSettings({ version: 1, servers: many, keepRunning: false }, LINE_READERS)
    expect(settings.settings.keepRunning).toBe(false)
    expect(settings.wrong.length).toBe(many.length)
    const policy = readPolicy([{ where: 'policy', values: { servers: many, warnSeconds: 1 } }], LINE_READERS)
    expect(policy.policy).toEqual({ warnSeconds: 1 })
    const entry = { id: 'a', name: 'A', kind: 'totp', window: 1, ...Object.fromEntries(many.map((_, n) => [`more${n}`, 1])) }
    expect(readServices([entry]).services.map(({ id }) => id)).toEqual(['a'])
  })

  it('does not think for seconds about a long row of signs on the command line', () => {
    expect(readArguments([`-${'+'.repeat(20_000)}`])).toEqual({ kind: 'wrong', sentence: 'No word of the command line may be longer than 4096 characters.' })
  })

  it('takes no figure from w32tm that a clock cannot have', () => {
    const endless = capture('en-status-verbose-synced', (text) => text.replace(/Root Dispersion: [\d.]+s/, `Root Dispersion: ${'9'.repeat(400)}.0s`))
    expect(parseW32tmStatus(endless).kind).toBe('unrecognised')
  })

  it('counts no refused figures where a receiver gives no number', () => {
    const answer = (rejectedDataPoints: unknown) => rejectedWords(JSON.stringify({ partialSuccess: { rejectedDataPoints } }), new URL('http://receiver.example/'))
    for (const none of [true, [3], 0.5, '0x10', 0, '0', null]) expect(answer(none)).toBeNull()
    for (const some of [3, '3']) expect(answer(some)).toBe('receiver.example took the figures but for 3 of them.')
  })

  it('shows the name of a garbled value of the registry without its control characters', async () => {
    const printed = Buffer.from('HKEY_LOCAL_MACHINE\\Software\\Policies\\Clock Medic\r\n    Help\u0002Text    REG_SZ    caf\u00e9\r\n', 'latin1')
    const [layer] = await readWindowsPolicy(machineThatPrints(printed), { reg: 'C:\\Windows\\System32\\reg.exe' })
    expect(layer?.trouble).toContain('Help?Text')
  })
})
