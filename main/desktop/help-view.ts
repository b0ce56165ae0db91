import type { Badge, FactRow, HelpEndView, HelpView, ReadErrorView } from '../../preload/contract.ts'
import type { HelpEnd, HelpOutcome } from '../core/help/help-end.ts'
import { laptopWords, provenRight, serviceWords, type MeasuredClocks } from '../core/help/measured.ts'
import { messageText } from '../core/help/message.ts'
import type { ReadErrorText } from '../core/help/recognise.ts'
import { endAt, groupAt, HELP_GROUPS } from '../core/help/symptoms.ts'
import { settingsPaths } from '../core/words/code-settings.ts'
import { phoneWords, rangeWords } from '../core/words/phone.ts'
import { LEVEL_TONES } from './scale.ts'
import type { SessionState } from './session-state.ts'

const TITLE = 'What is going wrong?'
const TO_START = { place: 'start', label: 'All symptoms' } as const

const OUTCOMES: Readonly<Record<HelpOutcome, Badge>> = {
  fix: { tone: 'good', text: 'Clock Medic can repair this' },
  find: { tone: 'neutral', text: 'Clock Medic can find out' },
  guide: { tone: 'neutral', text: 'This laptop cannot mend it' },
}

/** The page of Help that is open. */
export function helpView(state: SessionState): HelpView {
  const { place, read } = state.help
  if (place === 'error-text') return errorText(state, read)
  const group = groupAt(place)
  if (group !== undefined) {
    return {
      place, title: group.label, lead: group.lead, back: TO_START, wantsErrorText: false,
      choices: group.ends.map(({ id, label }) => ({ place: id, label })),
    }
  }
  const found = endAt(place)
  if (found === undefined) return start()
  const back = read === null ? { place: found.group.id, label: found.group.label } : { place: 'error-text', label: 'Another error text' }
  return {
    place, title: found.end.label, back, choices: [], wantsErrorText: false,
    ...(read === null ? {} : { readError: readView(read) }),
    end: endView(found.end, measuredClocks(state), read?.kind === 'known' ? read.said : undefined),
  }
}

function start(): HelpView {
  return {
    place: 'start', title: TITLE, wantsErrorText: false,
    lead: 'Pick what you see. Most of it is a clock, and a clock can be measured.',
    choices: [...HELP_GROUPS.map(({ id, label }) => ({ place: id, label })), { place: 'error-text', label: 'I have an error text' }],
  }
}

function errorText(state: SessionState, read: ReadErrorText | null): HelpView {
  return {
    place: 'error-text', title: 'What does the error say?', back: TO_START, wantsErrorText: true,
    lead: 'Paste the message or the line of the log. It stays on this computer; names, addresses and codes are taken out before anything of it is kept.',
    ...(read === null ? {} : { readError: readView(read) }),
    choices: read?.kind === 'unknown' ? start().choices.filter(({ place }) => place !== 'error-text') : [],
    ...(read?.kind === 'unknown' ? { end: endView(UNKNOWN_ERROR, measuredClocks(state), read.said) } : {}),
  }
}

const UNKNOWN_ERROR: HelpEnd = {
  id: 'unknown-error',
  label: 'An error text that is not known here',
  outcome: 'guide',
  sentences: ['Read the message before you send it: names that look like any other word may be left in it.'],
  actions: ['check'],
  message: { subject: 'A sign-in fails with an error', asks: ['My sign-in fails. Please look at the error and at the clocks below.'] },
}

function readView(read: ReadErrorText): ReadErrorView {
  switch (read.kind) {
    case 'empty': return { badge: { tone: 'neutral', text: 'Nothing to read yet' }, meaning: 'Paste an error text into the field first.' }
    case 'unknown': return { badge: { tone: 'neutral', text: 'Not recognised' }, said: read.said, meaning: 'This text is not known here. Pick what you see below, or send the message to whoever runs the system.' }
    case 'known': return { badge: { tone: 'good', text: 'Recognised' }, said: read.said, meaning: read.meaning }
  }
}

function endView({ outcome, sentences, actions = [], phoneSteps, message: usual, onceProven }: HelpEnd, clocks: MeasuredClocks, error: string | undefined): HelpEndView {
  const proven = provenRight(clocks) ? onceProven : undefined
  const message = proven?.message ?? usual
  return {
    badge: OUTCOMES[outcome],
    sentences: proven?.sentences ?? sentences,
    clocks: actions.length === 0 ? [] : clockRows(clocks),
    actions,
    phoneSteps: phoneSteps === true ? settingsPaths('plain') : [],
    ...(message === undefined ? {} : { message: messageText(message, clocks, error) }),
  }
}

/** What this session has measured. */
function measuredClocks({ checkup, codeTest: { verdict }, service: { clock } }: SessionState): MeasuredClocks {
  return { laptop: checkup, phone: verdict?.kind === 'match' ? verdict : null, service: clock }
}

function clockRows({ laptop, phone, service }: MeasuredClocks): readonly FactRow[] {
  return [
    { label: 'This laptop', value: laptopWords(laptop), tone: laptop?.verdict.kind === 'known' ? LEVEL_TONES[laptop.verdict.level] : 'neutral' },
    { label: 'Your phone', value: phone === null ? 'not tested yet' : rangeWords(phone.range), tone: phone === null ? 'neutral' : phoneWords(phone).tone },
    { label: 'The service', value: serviceWords(service), tone: 'neutral' },
  ]
}
