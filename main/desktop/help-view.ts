import type { Badge, FactRow, HelpEndView, HelpView, ReadErrorView } from '../../preload/contract.ts'
import type { HelpEnd, HelpOutcome } from '../core/help/help-end.ts'
import { laptopWords, provenRight, serviceWords, type MeasuredClocks } from '../core/help/measured.ts'
import { messageText } from '../core/help/message.ts'
import type { ReadErrorText } from '../core/help/recognise.ts'
import { endAt, groupAt, HELP_GROUPS } from '../core/help/symptoms.ts'
import { settingsPaths } from '../core/words/code-settings.ts'
import { phoneWords, rangeWords } from '../core/words/phone.ts'
import { msg, say } from '../core/words/say.ts'
import { LEVEL_TONES } from './scale.ts'
import type { SessionState } from './session-state.ts'

/** A place of Help with its message. */
interface Place {
  readonly place: string
  readonly label: string
}

const TO_START: Place = { place: 'start', label: msg('All symptoms') }

const OUTCOMES: Readonly<Record<HelpOutcome, Badge>> = {
  fix: { tone: 'good', text: msg('Clock Medic can repair this') },
  find: { tone: 'neutral', text: msg('Clock Medic can find out') },
  guide: { tone: 'neutral', text: msg('This laptop cannot mend it') },
}

/** The page of Help that is open. */
export function helpView(state: SessionState): HelpView {
  const { place, read } = state.help
  if (place === 'error-text') return errorText(state, read)
  const group = groupAt(place)
  if (group !== undefined) {
    return {
      place, title: say(group.label), lead: say(group.lead), back: said(TO_START), wantsErrorText: false,
      choices: group.ends.map(({ id, label }) => said({ place: id, label })),
    }
  }
  const found = endAt(place)
  if (found === undefined) return start()
  const back = said(read === null ? { place: found.group.id, label: found.group.label } : { place: 'error-text', label: msg('Another error text') })
  return {
    place, title: say(found.end.label), back, choices: [], wantsErrorText: false,
    ...(read === null ? {} : { readError: readView(read) }),
    end: endView(found.end, measuredClocks(state), read?.kind === 'known' ? read.said : undefined),
  }
}

function start(): HelpView {
  return {
    place: 'start', title: say('What is going wrong?'), wantsErrorText: false,
    lead: say('Pick what you see. Most of it is a clock, and a clock can be measured.'),
    choices: [...HELP_GROUPS.map(({ id, label }) => said({ place: id, label })), { place: 'error-text', label: say('I have an error text') }],
  }
}

function errorText(state: SessionState, read: ReadErrorText | null): HelpView {
  return {
    place: 'error-text', title: say('What does the error say?'), back: said(TO_START), wantsErrorText: true,
    lead: say('Paste the message or the line of the log. It stays on this computer; names, addresses and codes are taken out before anything of it is kept.'),
    ...(read === null ? {} : { readError: readView(read) }),
    choices: read?.kind === 'unknown' ? start().choices.filter(({ place }) => place !== 'error-text') : [],
    ...(read?.kind === 'unknown' ? { end: endView(UNKNOWN_ERROR, measuredClocks(state), read.said) } : {}),
  }
}

const UNKNOWN_ERROR: HelpEnd = {
  id: 'unknown-error',
  label: msg('An error text that is not known here'),
  outcome: 'guide',
  sentences: [msg('Read the message before you send it: names that look like any other word may be left in it.')],
  actions: ['check'],
  message: { subject: msg('A sign-in fails with an error'), asks: [msg('My sign-in fails. Please look at the error and at the clocks below.')] },
}

function readView(read: ReadErrorText): ReadErrorView {
  switch (read.kind) {
    case 'empty': return { badge: { tone: 'neutral', text: say('Nothing to read yet') }, meaning: say('Paste an error text into the field first.') }
    case 'unknown': return { badge: { tone: 'neutral', text: say('Not recognised') }, said: read.said, meaning: say('This text is not known here. Pick what you see below, or send the message to whoever runs the system.') }
    case 'known': return { badge: { tone: 'good', text: say('Recognised') }, said: read.said, meaning: say(read.meaning) }
  }
}

function endView({ outcome, sentences, actions = [], phoneSteps, message: usual, onceProven }: HelpEnd, clocks: MeasuredClocks, error: string | undefined): HelpEndView {
  const proven = provenRight(clocks) ? onceProven : undefined
  const message = proven?.message ?? usual
  const { tone, text } = OUTCOMES[outcome]
  return {
    badge: { tone, text: say(text) },
    sentences: (proven?.sentences ?? sentences).map((sentence) => say(sentence)),
    clocks: actions.length === 0 ? [] : clockRows(clocks),
    actions,
    phoneSteps: phoneSteps === true ? settingsPaths('plain') : [],
    ...(message === undefined ? {} : { message: messageText(message, clocks, error) }),
  }
}

const said = ({ place, label }: Place): Place => ({ place, label: say(label) })

/** What this session has measured. */
function measuredClocks({ checkup, codeTest: { verdict }, service: { clock } }: SessionState): MeasuredClocks {
  return { laptop: checkup, phone: verdict?.kind === 'match' ? verdict : null, service: clock }
}

function clockRows({ laptop, phone, service }: MeasuredClocks): readonly FactRow[] {
  return [
    { label: say('This laptop'), value: laptopWords(laptop), tone: laptop?.verdict.kind === 'known' ? LEVEL_TONES[laptop.verdict.level] : 'neutral' },
    { label: say('Your phone'), value: phone === null ? say('not tested yet || of a phone') : rangeWords(phone.range), tone: phone === null ? 'neutral' : phoneWords(phone).tone },
    { label: say('The service'), value: serviceWords(service), tone: 'neutral' },
  ]
}
