import { describe, expect, test } from 'vitest'
import type { Checkup } from '../../../main/core/checkup.ts'
import { cleanCheckup } from '../../../main/core/report/clean-checkup.ts'
import { hiderFor } from '../../../main/core/report/hider.ts'
import { isPublicName } from '../../../main/core/report/public-names.ts'
import { cleanReport, reportJson } from '../../../main/core/report/report.ts'
import { reportText } from '../../../main/core/words/report.ts'
import { answer, failed, judged, measured, notMeasured } from '../builders.ts'
import { laptop, service } from '../laptops.ts'
import { NAMES, SECRETS, tracesIn } from './secrets.ts'

const NOBODY = { names: [], withAddresses: false }
const { words, outside } = hiderFor(NOBODY)

describe('a private detail in words of our own', () => {
  test.each(SECRETS)('$what is taken out, alone and between words', ({ text, traces, what }) => {
    for (const written of [text, `the service of ${text} said no`, `(${text})`, `x=${text};`]) {
      const hider = hiderFor({ names: NAMES, withAddresses: false })
      expect(tracesIn(`${hider.words(written)} ${hider.outside(written)}`, [{ text, traces, what }])).toEqual([])
    }
  })

  test.each([
    ['/home/jonas/x', '[path]'], ['~/x.log', '[path]'], ['"/home/jonas/x" is gone', '"[path]" is gone'], ['C:\\Users\\jonas\\x', '[path]'], ['\\\\files\\x', '[path]'], ['file:/x/y', '[path]'],
    ['/etc/../home/jonas', '[path]'], ['/usrlocal/x', '[path]'], ['/dev/sda1', '[path]'], ['/run/media/jonas', '[path]'], ['/var/home/jonas', '[path]'],
    ['C:\\WindowsOld\\x', '[path]'], ['D:\\Windows', '[path]'],
    ['3c:22:fb:5d:6e:7f', '[address]'], ['3c22.fb5d.6e7f', '[address]'], ['10.0.0.1:123', '[address]'], ['::1', '[address]'], ['fe80::1%eth0', '[address]'], ['1:2:3:4:5:6:7:8', '[address]'],
    ['ntp.corp.test', '[server]'], ['post.müller.example', '[server]'], ['a_b.corp.test', '[server]'], ['jonas@corp.test', '[name]'], ['jonas%40corp.test', '[name]'],
    ['JBSW Y3DP EHPK 3PXP', '[key]'], ['jbsw-y3dp-ehpk-3pxp', '[key]'], ['ABCD EFGH IJKL MNOP', '[key]'], ['ABCDEFGHIJKLMNOP', '[key]'], ['PF2ABC1D', '[key]'], ['abc123def456ghi', '[key]'], ['aGVsbG8gd29ybGQ0Mg==', '[key]'],
    ['492039', '[code]'], ['492 039', '[code]'], ['492-03912', '[code]'],
    ['password: a b, c', 'password: [hidden], c'], ['SSID = Casa Rossi', 'SSID = [hidden]'], ['Wi-Fi: Casa', 'Wi-Fi: [hidden]'], ['serial number: 5', 'serial number: [hidden]'], ['s/n: 5', 's/n: [hidden]'], ['wifi: Casa', 'wifi: [hidden]'], ['serial: 5', 'serial: [hidden]'], ['serialno=5', 'serialno=[hidden]'], ['serialnumber=5', 'serialnumber=[hidden]'], ['username=j', 'username=[hidden]'],
    ['hostname: j', 'hostname: [hidden]'], ['BSSID 5', 'BSSID 5'], ['fe80::1:2', '[address]'], ['1:2:3:4:5', '[address]'],
    ['user name=jonas', 'user name=[hidden]'], ['ali\u200bce\u00ad', 'alice'],
  ])('%s becomes %s', (text, left) => expect(words(text)).toBe(left))

  test.each([
    '/usr/bin/date -u', '/etc/chrony.conf', '/dev/null', '/dev/rtc0', '/dev/rtc', '/run/systemd/timesync', '/run/current-system/sw', '/var/lib/x', '/System/Library', '/Library/x', 'C:\\Windows\\System32\\w32tm.exe',
    'w32tm /config /manualpeerlist:"[server]" /syncfromflags:manual /update', 'w32tm /resync /rediscover', 'w32tm /unregister', 'w32tm /register', 'tzutil /s', 'tzutil /l',
    'chronyd.service', 'systemd-timesyncd.service', 'x.timer', 'w32tm.exe', 'time.plist', 'sources.d', 'pool.ntp.org', '2.debian.pool.ntp.org', 'time.google.com',
    '14:03:21', '12:30', 'less is more than this', 'SERVICE NAMES', 'InternationalOrganisation', 'from 1 to 86400', '47.300 seconds', '+47.123456 s', '@1795348800.5',
    'and/or', '</b>', 'this that what when then', '1.2.3', 'Rejected.', 'ABCDEFGH',
  ])('%s stays as it is', (text) => expect(words(text)).toBe(text))

  test('that others wrote leaves plain words only', () => {
    expect(outside('"Casa Rossi" on 10.0.0.1 said 492039')).toBe('[quoted] on [address] said [code]')
  })
})

describe('names of servers', () => {
  const servers = ['ntp.corp.test', 'time.google.com', '', 'ntp.corp.test', 'ntp2.corp.test', 'a+b']

  test('have a label each, whatever their letters, and only as whole names', () => {
    const hider = hiderFor(NOBODY, servers)
    expect(servers.map(hider.server)).toEqual(['server-1', 'time.google.com', '', 'server-1', 'server-2', 'server-3'])
    expect(hider.server('unknown.test')).toBe('unknown.test')
    expect(hider.words('ask NTP.Corp.test, ntp2.corp.test or a+b.')).toBe('ask server-1, server-2 or server-3.')
    expect(hider.words('xntp.corp.test ntp.corp.test.other ntp.corp.testx')).toBe('[server] [server] [server]')
  })

  test('stand as they are where the user chose that, and so do addresses', () => {
    const hider = hiderFor({ names: ['jonas'], withAddresses: true }, servers)
    expect(hider.server('ntp.corp.test')).toBe('ntp.corp.test')
    expect(hider.words('NTP.corp.test (10.0.0.1) of jonas')).toBe('NTP.corp.test (10.0.0.1) of [name]')
  })

  test('and words that must not stand anywhere are taken out wherever they are', () => {
    expect(hiderFor(NOBODY, [], ['Home/Jonas', '']).words('the zone Home/Jonas and Home/Jonas')).toBe('the zone [hidden] and [hidden]')
  })

  test('of everybody are told from those that only begin or end like them', () => {
    for (const name of ['TIME.google.COM', '0.pool.ntp.org', '4.fedora.pool.ntp.org', 'pool.ntp.org', '1.ntp.ubuntu.com', 'ntp.ubuntu.com']) expect([name, isPublicName(name)]).toEqual([name, true])
    for (const name of ['5.pool.ntp.org', '10.pool.ntp.org', 'x.0.pool.ntp.org', '0.pool.ntp.org.test', '0.weber.pool.ntp.org', 'pool.ntp.orgs', '1ntp.ubuntu.com', '']) expect([name, isPublicName(name)]).toEqual([name, false])
  })
})

describe('a checkup for strangers', () => {
  const checkup = (more: Partial<Checkup> = {}): Checkup => ({
    checkedAt: 1_795_396_800, checkedAtMonotonic: 5, tookSeconds: 0.25, verdict: measured(47), state: laptop(), findings: [], plan: { id: 'plan-1', steps: [], impossible: [] }, ...more,
  })

  test('keeps the figures and loses how this machine is set up', () => {
    const state = laptop({ trail: ['because'], programs: { date: '/home/jonas/date' }, distribution: ['debian'], servers: ['ntp.corp.test'], ntsServers: ['nts.corp.test'], timeZone: 'Europe/Berlin', services: [service()],
      unreadable: [{ what: 'the zone of jonas@corp.test', why: 'It said "Casa Rossi".' }] })
    const clean = cleanCheckup(checkup({ state }), { names: [], withAddresses: false })
    expect(clean.state).toEqual(laptop({ servers: ['server-1'], ntsServers: ['server-2'], timeZone: 'Europe/Berlin', unreadable: [{ what: 'the zone of [name]', why: 'It said [quoted].' }] }))
    for (const name of ['trail', 'programs', 'distribution']) expect(clean.state).not.toHaveProperty(name)
    expect(clean.findings.map(({ id }) => id)).toContain('clock-wrong')
    expect(clean.plan.id).toBe('plan-1')
    expect(cleanCheckup(checkup(), NOBODY).state).not.toHaveProperty('ntsServers')
    expect(cleanCheckup(checkup(), NOBODY).state).not.toHaveProperty('timeZone')
  })

  test('leaves a zone that is one wherever it stands', () => {
    const plan = { id: 'x', steps: [], impossible: [{ remedy: 'set-time-zone', reason: 'It is UTC already.' }] } as const
    for (const state of [laptop({ timeZone: 'UTC' }), laptop()]) expect(cleanCheckup(checkup({ state, plan }), NOBODY).plan.impossible[0]?.reason).toBe('It is UTC already.')
  })

  test('hides a zone that is none, wherever it stands', () => {
    const plan = { id: 'x', steps: [], impossible: [{ remedy: 'set-time-zone', reason: 'There is no Home/Jonas here.' }] } as const
    const clean = cleanCheckup(checkup({ state: laptop({ timeZone: 'Home/Jonas' }), plan }), NOBODY)
    expect([clean.state.timeZone, clean.plan.impossible[0]?.reason]).toEqual(['[hidden]', 'There is no [hidden] here.'])
  })

  test('names sources by labels, without addresses, and of what they said plain words only', () => {
    const verdict = judged([answer(0, 0.02, { name: 'ntp.corp.test' }), answer(0), answer(0)], [failed('kiss-of-death', { name: 'ntp2.corp.test', detail: '"Casa Rossi"', address: '10.0.0.1' })])
    const { sources } = cleanCheckup(checkup({ verdict }), NOBODY).verdict
    expect(sources[0]).toMatchObject({ name: 'server-1', address: '', reason: 'Agrees with the majority.', offset: 0 })
    expect(sources.at(-1)).toMatchObject({ name: expect.stringMatching(/^server-\d$/), address: '', reason: 'Asked not to be used ([quoted]).' })
    expect(cleanCheckup(checkup({ verdict }), { names: [], withAddresses: true }).verdict.sources.at(-1)).toMatchObject({ name: 'ntp2.corp.test', address: '10.0.0.1' })
    const hint = { ...notMeasured(), hint: { name: 'page.corp.test', offset: 1, uncertainty: 0.5 } }
    expect(cleanCheckup(checkup({ verdict: hint }), NOBODY).verdict).toEqual({ ...notMeasured(), hint: { name: 'server-1', offset: 1, uncertainty: 0.5 } })
    expect(cleanCheckup(checkup({ verdict: notMeasured() }), NOBODY).verdict).toEqual(notMeasured())
  })

  test('is told as text and as a document, with what happened lately', () => {
    const now = 1_795_396_800
    const history = [
      { kind: 'sleep', at: now - 86_401, seconds: 1 }, { kind: 'sleep', at: now - 60, seconds: 28_800 }, { kind: 'stepped', at: now - 50, by: -3600 }, { kind: 'repair', at: now - 40, result: 'failed' },
      { kind: 'repair', at: now - 30, result: 'repaired', before: 47.3, after: 0.0005 }, { kind: 'check', at: now - 20, offset: 0.25, uncertainty: 0.01 },
    ] as const
    const verdict = judged([answer(0, 0.02, { name: 'time.google.com' }), answer(0), answer(0)], [failed('no-answer', { name: 'ntp.corp.test' })])
    const clean = cleanReport({ version: '1.2.3', about: ['Debian, /home/jonas'], checkup: checkup({ verdict }), history, log: [] }, NOBODY)
    const text = reportText(clean)
    expect(text.split('\n').slice(0, 5)).toEqual([
      'Clock Medic 1.2.3, 2026-11-23T01:20:00.000Z by this computer\'s clock', 'Debian, [path]', '', 'Your clock is right (±20 ms, 3 time servers).', 'The check took 0.3 s.',
    ])
    expect(text).toMatch(/\nSources\n {2}time\.google\.com: truechimer, <1 ms slow, answered in 20 ms, stratum 2, ntp, Agrees with the majority\.\n/)
    expect(text).toMatch(/\n {2}server-\d: unreachable, ntp, Did not answer\.\n\nHow this computer keeps time\n {2}Time service: /)
    expect(text).toContain('\nFindings\n  none\n\nWhat a repair would do\n  Nothing has to be changed.\n\nThe last 24 hours\n')
    expect(text.split('The last 24 hours\n')[1]?.split('\n').map((line) => line.slice(27))).toEqual([
      'slept, seconds 28800.000', 'clock set by somebody, by -3600.000', 'repair, failed', 'repair, repaired, offset before 47.300, offset after 0.001', 'check, offset 0.250 ±0.010',
    ])
    expect(reportJson(clean)).toMatchObject({
      version: '1.2.3', about: ['Debian, [path]'], verdict: 'ok', plan: { id: 'plan-1', steps: [] },
      history: [
        { kind: 'sleep', seconds: 28_800 }, { kind: 'stepped', bySeconds: -3600 }, { kind: 'repair', result: 'failed' },
        { kind: 'repair', at: '2026-11-23T01:19:30.000Z', result: 'repaired', beforeSeconds: 47.3, afterSeconds: 0.0005 }, { kind: 'check', offsetSeconds: 0.25, uncertaintySeconds: 0.01 },
      ],
    })
    expect(reportJson(clean)).not.toHaveProperty('log')
    expect((reportJson(clean)['history'] as readonly object[])[2]).not.toHaveProperty('beforeSeconds')
  })

  test('without sources, history and findings says so', () => {
    const clean = cleanReport({ version: '1', about: [], checkup: checkup({ verdict: { ...notMeasured('no-network'), hint: { name: 'page.corp.test', offset: 47, uncertainty: 0.5 } } }), history: [], log: ['2026-11-23T03:00:00.000Z info ended', 'x'] }, NOBODY)
    const text = reportText(clean)
    expect(text).toContain('This computer is not connected to a network.\nAn unprotected page (server-1) suggests')
    expect(text).toContain('\nSources\n  none\n')
    expect(text).not.toContain('The last 24 hours')
    expect(text).toMatch(/\n\nLog\n {2}2026-11-23T03:00:00\.000Z info ended$/)
    expect(reportJson(clean)).not.toHaveProperty('history')
    const full = cleanReport({ version: '1', about: [], checkup: checkup(), history: Array.from({ length: 250 }, (_, n) => ({ kind: 'sleep', at: 1_795_396_800 - n, seconds: 1 })), log: Array.from({ length: 150 }, () => '2026-11-23T03:00:00.000Z info ended') }, NOBODY)
    expect([full.history.length, full.log.length]).toEqual([200, 100])
    expect(reportText(full)).toContain('\nFindings\n  The time service does not correct the clock (service-not-correcting, critical)\n')
  })
})
