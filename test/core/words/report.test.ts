import { expect, test } from 'vitest'
import type { Checkup } from '../../../main/core/checkup.ts'
import type { HistoryRecord } from '../../../main/core/history/record.ts'
import type { Report } from '../../../main/core/report/report.ts'
import { reportText } from '../../../main/core/words/report.ts'
import { stateText } from '../../../main/core/words/state.ts'
import { laptop } from '../laptops.ts'

const NOON = 1_795_348_800

const checkup: Checkup = {
  checkedAt: NOON, checkedAtMonotonic: 0, tookSeconds: 0.84, state: laptop(), findings: [], plan: { id: 'x', steps: [], impossible: [] },
  verdict: { kind: 'unknown', reason: 'no-network', sources: [] },
}
const lines = (more: Partial<Report> = {}, of: Partial<Checkup> = {}): readonly string[] =>
  reportText({ version: '1.2.3', about: ['Debian GNU/Linux 13'], checkup: { ...checkup, ...of }, history: [], log: [], ...more }).split('\n')
const state = stateText(laptop()).split('\n').map((line) => `  ${line}`)

test('a report of a clock that could not be checked is whole all the same', () => {
  expect(lines()).toEqual([
    'Clock Medic 1.2.3, 2026-11-22T12:00:00.000Z by this computer\'s clock', 'Debian GNU/Linux 13', '',
    'This computer is not connected to a network.', 'The check took 0.8 s.', '',
    'Sources', '  none', '', 'How this computer keeps time', ...state, '', 'Findings', '  none', '', 'What a repair would do', '  Nothing has to be changed.',
  ])
})

test('a report says what an unprotected page said, where nothing else is known', () => {
  const hint = { name: 'page.example', offset: 47, uncertainty: 1 }
  expect(lines({}, { verdict: { kind: 'unknown', reason: 'udp-blocked', hint, sources: [] } })[4]).toMatch(/^An unprotected page \(page\.example\) suggests that this clock is about 47 seconds slow\./)
})

test('a report tells of each source what is known of it, of each finding its name, and every step', () => {
  const told = lines({}, {
    verdict: {
      kind: 'known', level: 'critical', offset: 47.3, uncertainty: 0.0121, method: 'ntp', authenticated: false, sources: [
        { name: 'a.example', address: '192.0.2.1', kind: 'ntp', status: 'truechimer', reason: 'It agrees.', offset: 47.3, delay: 0.021, stratum: 2 },
        { name: 'b.example', address: '', kind: 'https-date', status: 'unreachable', reason: 'Did not answer.' },
      ],
    },
    findings: [{ id: 'automatic-time-off', severity: 'warning', title: 'Automatic time is off', meaning: 'Nobody corrects it.' }],
    plan: { id: 'x', steps: [], impossible: [{ remedy: 'set-time-zone', reason: 'Nobody knows the zone.' }] },
  })
  expect(told.slice(3)).toEqual([
    'Your clock is 47.3 seconds slow (±13 ms, 1 time server).', 'The check took 0.8 s.', '',
    'Sources', '  a.example (192.0.2.1): truechimer, 47.3 s slow, answered in 21 ms, stratum 2, ntp, It agrees.', '  b.example: unreachable, https-date, Did not answer.', '',
    'How this computer keeps time', ...state, '', 'Findings', '  Automatic time is off (automatic-time-off, warning)', '',
    'What a repair would do', '  Nothing has to be changed.', '  Nobody knows the zone.',
  ])
})

test.each<[HistoryRecord, string]>([
  [{ kind: 'check', at: NOON, offset: -0.25, uncertainty: 0.0123 }, 'check, offset -0.250 ±0.012'],
  [{ kind: 'repair', at: NOON, result: 'repaired', before: 47.3, after: 0.001 }, 'repair, repaired, offset before 47.300, offset after 0.001'],
  [{ kind: 'repair', at: NOON, result: 'cannot-tell', before: 47.3 }, 'repair, cannot-tell, offset before 47.300'],
  [{ kind: 'repair', at: NOON, result: 'refused' }, 'repair, refused'],
  [{ kind: 'sleep', at: NOON, seconds: 28_800 }, 'slept, seconds 28800.000'],
  [{ kind: 'stepped', at: NOON, by: -300 }, 'clock set by somebody, by -300.000'],
])('a report tells of %j: %s', (record, words) => {
  expect(lines({ history: [record], log: ['a line', 'another'] }).slice(-7)).toEqual(['', 'The last 24 hours', `  2026-11-22T12:00:00.000Z ${words}`, '', 'Log', '  a line', '  another'])
})
