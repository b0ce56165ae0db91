import { expect, test } from 'vitest'
import { openSessions } from '../../main/desktop/sessions.ts'
import { openPracticeLaptop } from '../../main/practice/open.ts'
import { ACCOUNT } from './practice-session.ts'

const pause = async (): Promise<void> => {}

test('practising leaves the real laptop alone, and leaving practice comes back to it', async () => {
  const thisLaptop = await openPracticeLaptop('fine', pause)
  if (typeof thisLaptop === 'string') throw new Error(thisLaptop)
  let changes = 0
  const sessions = openSessions({ thisLaptop, openPractice: (scenario) => openPracticeLaptop(scenario, pause), account: ACCOUNT, services: () => ['github'], onRealChange: () => {}, onChange: () => { changes++ }, onError: (error) => { throw error } })
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

test('practising cannot begin while the real clock is being repaired', async () => {
  let finish: (() => void) | undefined
  const thisLaptop = await openPracticeLaptop('slow', pause)
  if (typeof thisLaptop === 'string') throw new Error(thisLaptop)
  const hanging = { ...thisLaptop.elevation, run: () => new Promise<{ kind: 'refused'; words: string }>((resolve) => { finish = () => resolve({ kind: 'refused', words: 'No.' }) }) }
  const sessions = openSessions({ thisLaptop: { ...thisLaptop, elevation: hanging }, openPractice: (scenario) => openPracticeLaptop(scenario, pause), account: ACCOUNT, services: () => ['github'], onRealChange: () => {}, onChange: () => {}, onError: (error) => { throw error } })
  try {
    await sessions.real.check()
    const fixing = sessions.real.fix(sessions.real.state().checkup?.plan.id ?? '')
    await expect.poll(() => finish).toBeDefined()
    expect(await sessions.practise('')).toBeNull()
    expect(sessions.current()).toBe(sessions.real)
    finish?.()
    await fixing
    expect(sessions.real.state().repair?.result).toBe('refused')
  } finally {
    await sessions.close()
  }
})
