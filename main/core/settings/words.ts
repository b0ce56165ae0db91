import { printable } from '../printable.ts'
import { msg, say } from '../words/say.ts'
import { MOST_LINES, type ListName, type SettingProblem } from './schema.ts'
import type { SettingName } from './settings.ts'

/** What each setting is called. */
export const SETTING_LABELS: Readonly<Record<SettingName, string>> = {
  language: msg('Language'),
  startAtLogin: msg('Start when I sign in to this computer'),
  keepRunning: msg('When the window is closed'),
  checkEveryMinutes: msg('How often to check the clock'),
  notifyBeyondSeconds: msg('Tell me that the clock is off'),
  servers: msg('Time servers'),
  websites: msg('Websites'),
  services: msg('My services'),
  welcomed: msg('First screen'),
  toldAboutTray: msg('Note about the tray'),
}

const WRONG_LINES: Readonly<Record<ListName, string>> = {
  servers: msg('"{line}" is not the name or address of a time server. It looks like time.example.com, 192.0.2.1 or time.example.com:123.'),
  websites: msg('"{line}" is not a website that can be asked. It begins with https:// and holds no user name or password.'),
  services: msg('"{line}" is not a service that is known here.'),
}

/** Why a value of the window was not taken: one sentence. */
export function refusalWords(problem: SettingProblem | null): string {
  switch (problem?.kind) {
    case 'line': return say(WRONG_LINES[problem.name], { line: printable(problem.line) })
    case 'too-many': return say('No more than {most, plural, one {# line} other {# lines}} can be used. Please leave some out.', { most: MOST_LINES[problem.name] })
    case undefined: return say('There is no such setting.')
    default: return say('This value cannot be used.')
  }
}

/** What of the kept settings is not used: one sentence. */
export function problemWords(problem: SettingProblem): string {
  switch (problem.kind) {
    case 'unreadable': return say('Your settings could not be read, so the usual ones are used.')
    case 'newer': return say('Your settings were written by a newer Clock Medic. What this one does not know is left out.')
    case 'value': return say('The setting "{setting}" held a value that cannot be used, so it is back to the usual one.', { setting: labelOf(problem.name) })
    case 'line': return say('The setting "{setting}" held a line that cannot be used: "{line}". It is left out.', { setting: labelOf(problem.name), line: printable(problem.line) })
    case 'too-many': return say('The setting "{setting}" held more lines than can be used. The last ones are left out.', { setting: labelOf(problem.name) })
  }
}

const labelOf = (name: SettingName): string => say(SETTING_LABELS[name])
