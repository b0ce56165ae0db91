import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SessionState } from '../../main/desktop/session-state.ts'
import { newSession, reduce } from '../../main/desktop/session-state.ts'
import { openReportDesk, plainReport, type SaveDialogs } from '../../main/desktop/report-desk.ts'
import { practiceAccount } from '../../main/core/totp.ts'
import { readLaptop } from '../laptops/laptop.ts'
import { lookAt } from '../laptops/look.ts'

let folder = ''
let state: SessionState
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'clock-medic-desk-'))
  const { system, machine, measured } = readLaptop('macos/big-sur-no-ntp-conf')
  const checkup = await lookAt(system, machine, measured)
  state = reduce(newSession(false, 'administrator', practiceAccount(new Uint8Array(20))), { kind: 'check-ended', checkup })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const KEPT: Parameters<typeof openReportDesk>[0] = { history: () => [], log: () => ['2026-11-23T01:00:00.000Z info ended'], names: () => ['alice'], version: '1.2.3' }

function openDesk(): ReturnType<typeof openReportDesk> {
  const desk = openReportDesk(KEPT)
  desk.begin()
  return desk
}

function dialogs(file: string | null): { readonly dialogs: SaveDialogs; readonly told: string[] } {
  const told: string[] = []
  return { told, dialogs: { askFile: async () => file, tell: (sentence) => { told.push(sentence) } } }
}

test('what is shown is what is saved', async () => {
  const desk = openDesk()
  const file = path.join(folder, 'report.txt')
  await desk.save(state, dialogs(file).dialogs)
  expect(readFileSync(file, 'utf8')).toBe(`${desk.shown(state).text}\n`)
  expect(desk.shown(state).text).toMatch(/\nLog\n {2}2026-11-23T01:00:00\.000Z info ended$/)
})

test('a file for programs holds the document', async () => {
  const file = path.join(folder, 'report.JSON')
  await openDesk().save(state, dialogs(file).dialogs)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ schema: 1, version: '1.2.3', log: ['2026-11-23T01:00:00.000Z info ended'] })
})

test('own servers are named once that is chosen, and until then only', () => {
  const desk = openDesk()
  const [own] = state.checkup?.verdict.sources ?? []
  if (own === undefined) throw new Error('This laptop asked nobody.')
  expect(desk.shown(state)).toMatchObject({ withAddresses: false, text: expect.not.stringContaining(own.name) })
  desk.nameAddresses(true)
  expect(desk.shown(state)).toMatchObject({ withAddresses: true, text: expect.stringContaining(own.name) })
  desk.nameAddresses(false)
  expect(desk.shown(state).text).not.toContain(own.name)
})

test('nothing is made of a report that nobody looks at', () => {
  const desk = openReportDesk({ ...KEPT, names: () => { throw new Error('Nobody wants to know.') } })
  expect(desk.shown(state)).toEqual({ text: '' })
})

test('a practice laptop has no past and nothing to choose', () => {
  const shown = openDesk().shown({ ...state, practice: true })
  expect(shown).not.toHaveProperty('withAddresses')
  expect(shown.text).not.toContain('\nLog\n')
})

test('nothing is saved where the user wants none after all, and a place that cannot be written is told', async () => {
  const none = dialogs(null)
  await openDesk().save(state, none.dialogs)
  expect(none.told).toEqual([])
  const nowhere = dialogs(path.join(folder, 'nowhere', 'report.txt'))
  await openDesk().save(state, nowhere.dialogs)
  expect(nowhere.told).toEqual(['The report could not be saved there. Choose another place.'])
})

test('without anything else known a report names no server either', () => {
  expect(plainReport(state, '1.2.3')).toContain('server-1')
  expect(plainReport(newSession(false, null, practiceAccount(new Uint8Array(20))), '1.2.3')).toBe('')
})
