import type { AboutView, PartView } from '../../preload/settings-view.ts'
import { updateWords, type UpdateState } from '../core/updates/state.ts'
import { say } from '../core/words/say.ts'

export interface AboutContext {
  readonly version: string
  /** Path of the log; null where none is written. */
  readonly log: string | null
  /** None where the program was not built yet. */
  readonly parts: readonly PartView[]
  /** Absent where nobody has looked how this copy came here. */
  readonly updates?: UpdateState
}

/** Version, log, how to report a fault, and what the program is made of. */
export function aboutView({ version, log, parts, updates }: AboutContext): AboutView {
  return {
    title: say('About Clock Medic'),
    version: say('Version {version}', { version }),
    ...(updates === undefined ? {} : { updates: updateWords(updates) }),
    lead: say('It measures the clock of this computer, says in plain words what is wrong, repairs it and proves that it is right.'),
    backLabel: say('Settings || name of a screen'),
    log: log === null
      ? { title: say('Log'), text: say('No log is written to a file.') }
      : { title: say('Log'), text: say('It holds no codes, no keys and no names. It stays on this computer.'), path: log, label: say('Show the log') },
    fault: {
      title: say('Report a fault'),
      text: say('Copy the report in Details and send it to the people who look after your computer, with a sentence about what you saw. You can read it all before you send it.'),
      label: say('Go to the report'),
    },
    licences: {
      title: say('Licences'),
      text: say('Clock Medic is free software under the {licence} licence. Others made these parts of it.', { licence: 'MIT' }),
      ...(parts.length === 0 ? {} : { label: say('Show all licence texts') }),
      summary: say('{count, plural, =0 {The list of parts is made when the program is built.} one {# part and its licence} other {# parts and their licences}}', { count: parts.length }),
      parts,
      columns: { name: say('Part || of the program, made by others'), version: say('Version'), licence: say('Licence') },
    },
  }
}
