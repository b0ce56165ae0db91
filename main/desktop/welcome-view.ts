import type { WelcomeView } from '../../preload/settings-view.ts'
import { SETTING_LABELS } from '../core/settings/words.ts'
import { say } from '../core/words/say.ts'

/** The screen of the first start: what the program does, what it sends and what it never sends. */
export function welcomeView(startAtLogin: { readonly on: boolean; readonly locked?: boolean } = { on: false }): WelcomeView {
  return {
    title: say('Welcome to Clock Medic'),
    lead: say('When a one-time code is rejected, a clock is often wrong. Clock Medic finds out which one.'),
    groups: [
      {
        title: say('What it does'),
        lines: [
          say('It measures the clock of this computer now and then, and tells you when it is wrong.'),
          say('It repairs the clock when you ask for it. It shows each step first and changes nothing by itself.'),
        ],
      },
      {
        title: say('What it sends'),
        lines: [say('Questions for the time, to time servers and websites. Nothing else.')],
      },
      {
        title: say('What it never sends'),
        lines: [
          say('Codes and keys.'),
          say('Names, and where you sign in.'),
          say('Figures about how you use it.'),
        ],
      },
    ],
    startAtLogin: {
      label: say(SETTING_LABELS.startAtLogin),
      text: say('You can change this in Settings at any time.'),
      on: startAtLogin.on,
      ...(startAtLogin.locked === true ? { lock: say('Set by your organisation') } : {}),
    },
    button: say('Check my clock'),
  }
}
