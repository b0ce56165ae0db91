import { expect, test } from 'vitest'
import { openSessions } from '../../main/desktop/sessions.ts'
import { openPracticeLaptop } from '../../main/practice/open.ts'
import { ACCOUNT } from './practice-session.ts'

const pause = async (): Promise<void> => {}

test('practising leaves the real laptop alone, and leaving practice comes back to it', async () => {
  const thisLaptop = await openPracticeLaptop('fine', pause)
  if (typeof thisLaptop === 'string') throw new Error(thisLaptop)
  let changes = 0
  const sessions = openSessions({ thisLaptop, openPractice: (scenario) => openPracticeLaptop(scenario, pause), account: ACCOUNT, onChange: () => { changes++ }, onError: (error) => { throw error } })
  try {
    expect(await sessions.practise('nonsense')).toMatch(/"nonsense" is not a practice laptop/)
    expect(sessions.current()).toBe(sessions.real)
    expect(await sessions.practise('')).toBeNull()
    const practice = sessions.current()
    expect(practice.state().practice).toBe(true)
    await practice.check()
    await practice.fix(practice.state().checkup?.plan.id ?? '')
    expect(practice.state().repair?.result).toBe('repaired')
    expect(sessions.real.state().checkup).toBeNull()
    // A real check meanwhile must not draw over the practice.
    const before = changes
    await sessions.real.check()
    expect(changes).toBe(before)
    await sessions.leavePractice()
    expect(sessions.current()).toBe(sessions.real)
    expect(changes).toBe(before + 1)
  } finally {
    await sessions.close()
  }
})
