import { practiceAccount } from '../../main/core/totp.ts'
import { openSession, type Session, type SessionLaptop, type SessionOptions } from '../../main/desktop/session.ts'
import type { SessionState } from '../../main/desktop/session-state.ts'
import { viewOf } from '../../main/desktop/view.ts'
import { openPracticeLaptop, type OpenPractice } from '../../main/practice/open.ts'
import type { AppView } from '../../preload/contract.ts'
import { SETTLED } from './view-context.ts'

export interface PracticeSession {
  readonly session: Session
  readonly laptop: OpenPractice
  /** Every state there was, oldest first. */
  readonly states: readonly SessionState[]
  readonly errors: readonly unknown[]
  readonly view: () => AppView
}

export const ACCOUNT = practiceAccount(Uint8Array.from({ length: 20 }, (_, index) => index * 7))

/**
 * A session on a practice laptop, with its time servers on loopback; waits between two looks are left out.
 * @param changed what is different about the laptop
 */
export async function practiceSession(scenario: string, changed: (laptop: OpenPractice) => SessionLaptop & OpenPractice = (laptop) => laptop, more: Pick<SessionOptions, 'later'> = {}): Promise<PracticeSession> {
  const opened = await openPracticeLaptop(scenario, async () => {})
  if (typeof opened === 'string') throw new Error(opened)
  const laptop = changed(opened)
  const states: SessionState[] = []
  const errors: unknown[] = []
  const session = openSession(laptop, {
    ...more, practice: true, account: ACCOUNT, onChange: (state) => { states.push(state) }, onError: (error) => { errors.push(error) },
  })
  return { session, laptop, states, errors, view: () => viewOf(session.state(), { ...SETTLED, version: '1.2.3', now: session.monotonic() }) }
}
