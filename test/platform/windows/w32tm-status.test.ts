import { describe, expect, test } from 'vitest'
import { followsSource, parseW32tmStatus, type W32tmStatus } from '../../../main/platform/windows/w32tm-status.ts'
import { capture, inCodePage, utf8, withForeignByte } from './captures.ts'

const status = (bytes: Uint8Array): W32tmStatus => {
  const answer = parseW32tmStatus(bytes)
  if (answer.kind !== 'status') throw new Error(`read as ${answer.kind}`)
  return answer.status
}

const REPORTS: readonly (readonly [name: string, follows: boolean, fields: Partial<W32tmStatus>])[] = [
  ['en-status-verbose-synced', true, {
    leap: 0, stratum: 5, rootDelay: 0.0807901, rootDispersion: 0.4345451, referenceId: 'A83DD74A',
    source: 'time.windows.com,0x9', pollInterval: 32768, phaseOffset: 0.0013088, stateMachine: 2, lastSyncError: 0,
    sinceLastSync: 27995.8688108,
  }],
  ['en-status-verbose-stale-attempt', true, { stratum: 5, lastSyncError: 2, sinceLastSync: 8426.0524863 }],
  ['en-status-verbose-hold', true, { stratum: 2, stateMachine: 1, phaseOffset: 1.6688882, referenceId: '808A8DAC' }],
  ['en-status-verbose-vmic', true, {
    stratum: 1, source: 'VM IC Time Synchronization Provider', phaseOffset: -0.0000013, referenceId: '00000000',
  }],
  ['en-status-verbose-local-cmos', false, { leap: 0, stratum: 1, source: 'Local CMOS Clock', referenceId: '4C4F434C' }],
  ['en-status-verbose-free-running', false, { leap: 3, stratum: 0, stateMachine: 0, lastSyncError: 1 }],
  ['en-status-never-2017', false, { leap: 3, stratum: 0, source: 'Local CMOS Clock', pollInterval: 1024 }],
  ['de-status-synced', true, { leap: 0, stratum: 4, rootDelay: 0.0168694, source: 'time.windows.com,0x9' }],
  ['fr-status-synced', true, { stratum: 3, source: '0.fr.pool.ntp.org', pollInterval: 64 }],
  ['it-status-synced', true, { stratum: 3, source: 'dc01.multidata.local', pollInterval: 16384 }],
  ['ja-status-synced', true, { stratum: 3, source: '10.30.0.3,8', referenceId: '0A000003' }],
  ['zh-status-synced-standard-user', true, { stratum: 5, source: 'time.windows.com,0x9' }],
  ['zh-status-verbose', true, {
    stratum: 3, source: 'cn.ntp.org.cn,8', phaseOffset: -0.2507314, stateMachine: 1, lastSyncError: 0,
    sinceLastSync: 19.3403555,
  }],
  ['zh-status-never', false, { leap: 3, stratum: 0, source: 'Local CMOS Clock' }],
  ['ko-status-verbose-synced', true, {
    leap: 0, stratum: 3, source: 'time.windows.com,0x9', pollInterval: 1024, sinceLastSync: 3600,
  }],
  ['ko-status-verbose-free-running', false, { leap: 3, stratum: 0, lastSyncError: 1 }],
]

describe('w32tm /query /status in every language recorded', () => {
  test.each(REPORTS)('%s', (name, follows, fields) => {
    const read = status(utf8(capture(name)))
    expect(read).toMatchObject(fields)
    expect(followsSource(read)).toBe(follows)
  })

  test.each(REPORTS.map(([name]) => name))('%s with CRLF, and with labels nobody has seen', (name) => {
    const text = capture(name)
    const read = status(utf8(text))
    expect(status(utf8(text.replaceAll('\n', '\r\n')))).toEqual(read)
    const foreign = text.split('\n').map((line, i) => line.replace(/^[^:]*:/, `field${i}:`)).join('\n')
    expect(status(utf8(foreign))).toEqual(read)
  })

  test.each(REPORTS.map(([name]) => name))('%s with its lines reversed is refused', (name) => {
    expect(parseW32tmStatus(utf8(capture(name).split('\n').toReversed().join('\n')))).toEqual({ kind: 'unrecognised' })
  })

  test.each([
    ['ja-status-synced', 'shift_jis'], ['zh-status-verbose', 'gbk'], ['zh-status-never', 'gbk'],
    ['ko-status-verbose-synced', 'euc-kr'],
  ] as const)('%s in the bytes of its console (%s)', (name, codePage) => {
    const text = capture(name)
    expect(status(inCodePage(text, codePage))).toEqual(status(utf8(text)))
  })

  test('the Japanese bytes of this test are those of a Japanese PC', () => {
    const label = Buffer.from(inCodePage('最終正常同期時刻', 'shift_jis'))
    expect(label.toString('hex')).toBe('8dc58f4990b38fed93af8afa8e9e8d8f')
  })

  test.each([0x85, 0xa0, 0xff])('German and French with byte %i for every letter outside ASCII', (byte) => {
    for (const name of ['de-status-synced', 'fr-status-synced']) {
      expect(status(withForeignByte(capture(name), byte))).toEqual(status(utf8(capture(name))))
    }
  })

  test.each([
    ['Leap Indicator: 0', 'Leap Indicator: 3'], ['Stratum: 5', 'Stratum: 0'], ['0xA83DD74A', '0x4C4F434C'],
    ['time.windows.com,0x9', 'Free-running System Clock'],
  ])('"%s" turned into "%s" alone means that no source is followed', (good, bad) => {
    const text = capture('en-status-verbose-synced')
    expect(followsSource(status(utf8(text)))).toBe(true)
    expect(followsSource(status(utf8(text.replace(good, bad))))).toBe(false)
  })

  test('a decimal comma is a decimal point', () => {
    const text = capture('en-status-verbose-synced')
    const comma = text.replaceAll(/(\d)\.(\d{7})s/g, '$1,$2s')
    expect(comma).not.toBe(text)
    expect(status(utf8(comma))).toEqual(status(utf8(text)))
  })
})

describe('everything else w32tm may print', () => {
  test.each([
    ['en-error-service-stopped', 1062], ['ko-error-service-stopped', 1062], ['en-error-access-denied', 5],
  ])('%s is the error %i', (name, win32) => {
    expect(parseW32tmStatus(utf8(capture(name)))).toEqual({ kind: 'error', win32 })
    expect(parseW32tmStatus(utf8(capture(name).replaceAll('\n', '\r\n')))).toEqual({ kind: 'error', win32 })
  })

  test.each([
    'en-peers-active', 'en-configuration-workgroup', 'en-source-local', 'en-stripchart-ok', 'zh-stripchart', 'en-resync-ok',
    'en-resync-no-data', 'fr-resync-force-no-data', 'en-sc-query-running', 'en-dsregcmd-hybrid',
  ])('%s is no status', (name) => {
    expect(parseW32tmStatus(utf8(capture(name)))).toEqual({ kind: 'unrecognised' })
  })

  test('a peer whose address looks like an error code is none, not even in a report that is cut off', () => {
    const text = capture('en-status-verbose-synced').replace('0xA83DD74A', '0x80070426')
    expect(status(utf8(text)).referenceId).toBe('80070426')
    expect(parseW32tmStatus(utf8(text.slice(0, text.indexOf('Last Successful'))))).toEqual({ kind: 'unrecognised' })
  })

  test('nothing at all is no status', () => {
    expect(parseW32tmStatus(new Uint8Array())).toEqual({ kind: 'unrecognised' })
  })

  test('a report cut off anywhere is refused, or says nothing that the whole one does not say', () => {
    const whole = utf8(capture('en-status-verbose-stale-attempt'))
    const full = status(whole)
    const answers = Array.from(whole, (_, length) => parseW32tmStatus(whole.subarray(0, length)))
    const accepted = answers.flatMap((answer) => (answer.kind === 'status' ? [answer.status] : []))
    const refused = answers.filter(({ kind }) => kind === 'unrecognised')
    expect(accepted.length).toBeGreaterThan(200)
    expect(refused.length).toBeGreaterThan(300)
    expect(accepted.length + refused.length).toBe(whole.length)
    for (const part of accepted) expect(full).toMatchObject(part)
  })
})
