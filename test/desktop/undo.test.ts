import { expect, test } from 'vitest'
import { noUndo, undoOutcome, undoQuestion } from '../../main/desktop/undo-dialog.ts'
import { openLastRepair } from '../../main/repair-record.ts'
import { stateFolder } from '../repair/state-folder.ts'
import { practiceSession, type PracticeSession } from './practice-session.ts'

/** A session on a laptop that keeps a record of its repairs, as this computer does. */
const recorded = (scenario: string): Promise<PracticeSession> => {
  const folder = stateFolder()
  return practiceSession(scenario, (laptop) => ({ ...laptop, options: { ...laptop.options, lastRepair: openLastRepair(laptop.machine, folder) } }))
}

test('a repair of the window is taken back after its steps were shown, and the clock is checked anew', async () => {
  const { session, states, view } = await recorded('slow')
  await session.check()
  await session.fix(session.state().checkup?.plan.id ?? '')
  const proposal = await session.proposeUndo()
  if (proposal.kind !== 'steps') throw new Error(proposal.words.join(' '))
  expect(undoQuestion(proposal).detail).toContain('/usr/bin/systemctl disable --now systemd-timesyncd.service')
  const count = states.length
  const report = await session.takeBack(proposal)
  expect(states.slice(count).map(({ activity }) => activity.kind)).toContain('repairing')
  expect(report === null ? '' : undoOutcome(report).message).toBe('The settings of the last repair are taken back')
  expect(session.state().checkup?.state.automaticTime).toBe(false)
  expect(view().clock.finding?.title).toBe('Automatic time is turned off')
  expect(await session.proposeUndo()).toMatchObject({ kind: 'none' })
  await session.close()
})

test('where there was no repair a sentence says so, and nothing runs', async () => {
  const { session, states } = await recorded('slow')
  const proposal = await session.proposeUndo()
  expect(noUndo(proposal).detail).toBe('There is no repair to undo.')
  expect(await session.takeBack(proposal)).toBeNull()
  expect(states).toEqual([])
  await session.close()
})

test('a clock that something else set meanwhile is shown as it is, and nobody is said to have refused', async () => {
  const { session, view } = await practiceSession('slow', (laptop) => ({
    ...laptop, elevation: { asks: 'administrator', run: async () => ({ kind: 'overtaken', words: 'The clock was set by something else, so nothing was changed.' }) },
  }))
  await session.check()
  await session.fix(session.state().checkup?.plan.id ?? '')
  expect(view().clock).toMatchObject({ phase: 'wrong', statement: 'Your clock is 47.3 seconds slow', detail: expect.stringMatching(/^The clock was set by something else/) })
  expect(JSON.stringify(view().clock)).not.toContain('not allowed')
  await session.close()
})
