import type { PracticeAccount } from '../core/totp.ts'
import type { Service } from '../core/services/service.ts'
import { openSession, type Session, type SessionLaptop } from './session.ts'
import type { SessionState } from './session-state.ts'

export interface SessionsParts {
  readonly thisLaptop: SessionLaptop
  /** Opens a practice laptop by the name of its scenario, or gives a sentence where there is none of that name. */
  readonly openPractice: (scenario: string) => Promise<SessionLaptop | string>
  readonly account: PracticeAccount
  /** Ids of the services that the user signs in to. */
  readonly services: () => readonly string[]
  /** Services that the organisation lists beside the known ones; none when absent. */
  readonly added?: () => readonly Service[]
  /** What is shown has changed. */
  readonly onChange: () => void
  /** This computer's own session has changed, shown or not. */
  readonly onRealChange: (state: SessionState) => void
  readonly onError: (error: unknown) => void
}

/** The session of this computer and, while the user practises, one of a made-up laptop in front of it. */
export interface Sessions {
  /** The one that is shown. */
  readonly current: () => Session
  readonly real: Session
  /** Begins to practise on a laptop of that scenario. Gives a sentence where there is none of that name. */
  readonly practise: (scenario: string) => Promise<string | null>
  readonly leavePractice: () => Promise<void>
  /** The services were chosen elsewhere, or there are others to choose from. */
  readonly servicesChanged: () => void
  readonly close: () => Promise<void>
}

/** Opens the session of this computer; nothing is measured yet. */
export function openSessions({ thisLaptop, openPractice, account, services, added = () => [], onChange, onRealChange, onError }: SessionsParts): Sessions {
  const real = openSession(thisLaptop, { practice: false, account, services: services(), added: added(), onChange: realChanged, onError })
  let practice: Session | null = null

  function realChanged(state: SessionState): void {
    onRealChange(state)
    if (practice === null) onChange()
  }
  const endPractice = async (): Promise<void> => {
    const ended = practice
    practice = null
    await ended?.close()
  }
  return {
    current: () => practice ?? real,
    real,
    practise: async (scenario) => {
      // A repair of the real clock must not go on unseen behind a made-up one.
      if (real.state().activity.kind === 'repairing') return null
      const laptop = await openPractice(scenario)
      if (typeof laptop === 'string') return laptop
      await endPractice()
      real.forgetKey()
      const session = openSession(laptop, { practice: true, account, services: services(), added: added(), onChange: () => { if (practice === session) onChange() }, onError })
      practice = session
      onChange()
      void session.check()
      return null
    },
    leavePractice: async () => {
      await endPractice()
      onChange()
    },
    servicesChanged: () => {
      for (const session of [real, practice]) {
        session?.addServices(added())
        session?.pickServices(services())
      }
    },
    close: async () => {
      await endPractice()
      await real.close()
    },
  }
}
