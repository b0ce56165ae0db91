import type { FindingView } from '../../preload/contract.ts'
import type { Checkup } from '../core/checkup.ts'
import type { Finding } from '../core/finding.ts'
import { meaningWords, reasonWords, statementWords } from '../core/words/verdict.ts'
import { say } from '../core/words/say.ts'
import type { SessionState } from './session-state.ts'

/** The four faces of the tray icon. */
export type Face = 'fine' | 'warning' | 'wrong' | 'unknown'

/** What a checkup comes down to: a clock that is right but that nothing keeps right deserves a warning too. */
export function faceOf({ verdict, findings }: Checkup): Face {
  if (verdict.kind === 'unknown') return 'unknown'
  if (verdict.level === 'critical') return 'wrong'
  return verdict.level === 'warning' || findings.some(({ severity }) => severity !== 'note') ? 'warning' : 'fine'
}

/** The finding that explains most: that the clock is off is said by the statement already, and what the user began comes before all. */
export function mainFinding(findings: readonly Finding[]): FindingView | undefined {
  const cause = findings.find(({ id }) => id === 'repair-half-done') ?? findings.find(({ id, severity }) => id !== 'clock-wrong' && severity !== 'note') ?? findings[0]
  return cause === undefined ? undefined : { title: cause.title, text: cause.meaning }
}

export interface TrayFace {
  readonly face: Face
  /** The one statement, for the menu. */
  readonly statement: string
  /** Statement and meaning in a line; Windows shows at most 127 characters. */
  readonly tooltip: string
}

const LONGEST_TOOLTIP = 127

/** What the tray shows for a session. While something runs the icon keeps the last known face. */
export function trayFace({ practice, activity, checkup }: Pick<SessionState, 'practice' | 'activity' | 'checkup'>): TrayFace {
  const face = checkup === null ? 'unknown' : faceOf(checkup)
  const statement = activity.kind === 'repairing' ? (activity.run.takesBack ? say('Taking the last repair back…') : say('Repairing your clock…'))
    : checkup === null || (activity.kind === 'checking' && !activity.quiet) ? say('Checking your clock…')
      : statementWords(checkup.verdict)
  const { verdict } = checkup ?? {}
  const tooltip = verdict === undefined || activity.kind !== 'idle' ? statement
    : verdict.kind === 'unknown' ? say('{statement}. {reason}', { statement, reason: reasonWords(verdict) })
      : say('{statement}. {meaning}.', { statement, meaning: meaningWords(verdict) })
  return { face, statement, tooltip: shorten(practice ? say('Practice: {tooltip}', { tooltip }) : tooltip) }
}

const shorten = (text: string): string => (text.length <= LONGEST_TOOLTIP ? text : `${text.slice(0, LONGEST_TOOLTIP - 1)}…`)
