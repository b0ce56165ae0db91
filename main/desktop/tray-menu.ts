import type { MenuItemConstructorOptions } from 'electron'
import { say } from '../core/words/say.ts'
import { trayFace } from './face.ts'
import type { SessionState } from './session-state.ts'

export interface TrayActions {
  readonly check: () => void
  /** Shows the plan; nothing runs before the user has seen it. */
  readonly fix: () => void
  /** Shows what takes the last repair back, or that there is none; nothing runs before the user agreed. */
  readonly undo: () => void
  readonly testCode: () => void
  readonly settings: () => void
  readonly open: () => void
  readonly practice: (on: boolean) => void
  readonly quit: () => void
}

/**
 * The tray's menu for a session: everything that the window can do has its way from here.
 * @param hasCodeTest false where the organisation has turned the code test off
 */
export function trayMenu(state: Pick<SessionState, 'practice' | 'activity' | 'checkup'>, actions: TrayActions, hasCodeTest = true): MenuItemConstructorOptions[] {
  const { practice, activity, checkup } = state
  const idle = activity.kind !== 'repairing'
  const fixable = idle && (checkup?.plan.steps.length ?? 0) > 0
  return [
    { label: trayFace(state).statement, enabled: false },
    { type: 'separator' },
    { label: say('Check now'), enabled: idle, click: actions.check },
    { label: say('Fix my clock…'), enabled: fixable, click: actions.fix },
    // A made-up laptop keeps no record.
    ...(practice ? [] : [{ label: say('Undo the last repair…'), enabled: idle, click: actions.undo }]),
    ...(hasCodeTest ? [{ label: say('Test a code…'), click: actions.testCode }] : []),
    { label: say('Open Clock Medic'), click: actions.open },
    { label: say('Settings…'), click: actions.settings },
    { type: 'separator' },
    practice
      ? { label: say('Leave practice'), enabled: idle, click: () => actions.practice(false) }
      : { label: say('Practise on a made-up laptop'), enabled: idle, click: () => actions.practice(true) },
    { type: 'separator' },
    { label: say('Quit Clock Medic'), click: actions.quit },
  ]
}
