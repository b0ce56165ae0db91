/**
 * Every word the window says by itself. What depends on the clock, the phone or a repair comes ready-made in the view.
 * One file, so that a translation has one place to go.
 */

import type { ProgressView, Screen, Tone } from '../preload/contract.ts'

export type HelpAction = 'check' | 'code'

export interface HelpTopic {
  readonly id: string
  readonly title: string
  readonly sentences: readonly string[]
  readonly actions: readonly HelpAction[]
}

export const SCREENS: readonly { readonly id: Screen; readonly label: string }[] = [
  { id: 'clock', label: 'Clock' },
  { id: 'code', label: 'Test a code' },
  { id: 'help', label: 'Help' },
  { id: 'details', label: 'Details' },
]

/** Said by a screen reader where others see an icon. */
export const TONE_NAMES: Readonly<Record<Tone, string>> = {
  good: 'good', warning: 'warning', bad: 'problem', neutral: 'note',
}

export const PROGRESS_NAMES: Readonly<Record<ProgressView['state'], string>> = {
  waiting: 'waiting', running: 'running', done: 'done', failed: 'did not work',
}

export const WORDS = {
  app: 'Clock Medic',
  screens: 'Screens',
  callFailed: 'That did not go through. Please try again; Details shows how things stand.',
  starting: 'One moment',
  startingDetail: 'Clock Medic is getting ready to look at your clock.',
  startFailed: 'Clock Medic could not start',
  startFailedDetail: 'Its window got no answer from the app. Quit it from the tray, then open it again.',
  practiceBanner: 'Practice: a made-up laptop',
  practiceLeave: 'Leave practice',
  practiceOffer: 'Try it with a practice clock',
  copied: 'Copied',
  copyFailed: 'Could not be copied. Please select the text and copy it by hand.',
  clock: {
    tolerances: 'What this means for your sign-ins',
    next: 'What you can do',
    facts: 'Before and after',
    progress: 'Steps',
    stepWhy: 'Why',
    stepCommand: 'Command',
    stepTouches: 'Changes',
    stepUndo: 'Undo',
    forAdmin: 'Steps for your administrator',
    copyForAdmin: 'Copy these steps',
    codeBefore: 'Still rejected? ',
    codeLink: 'Test the code on your phone',
    codeAfter: ': its clock may be the wrong one.',
  },
  code: {
    title: "Is your phone's clock right?",
    lead: 'Add this practice account to your authenticator app, then type the code it shows. It is made up here and ' +
      'unlocks nothing.',
    account: 'Practice account',
    qr: 'QR code of the practice account. If you cannot scan it, use the key as text instead.',
    scan: 'Scan with your authenticator.',
    cannotScan: "Can't scan? Type a key",
    keyLead: 'In the authenticator, choose to enter a key by hand, then type:',
    keyName: 'Account name',
    key: 'Key',
    copyKey: 'Copy key',
    entry: 'Code from the phone',
    field: 'Six digits from your authenticator',
    fieldAgain: 'The next six digits it shows',
    fieldHint: 'Checked as soon as the sixth digit is in.',
    judging: 'Checking this code…',
    phoneLead: 'On the phone:',
    again: 'Try another code',
  },
  help: {
    title: 'What is going wrong?',
    lead: 'Pick what you see. Most of it is a clock, and a clock can be measured.',
    check: 'Check my clock',
    code: 'Test a code',
  },
  details: {
    title: 'Details',
    sources: 'Time sources',
    source: 'Time source',
    offset: 'Your clock',
    delay: 'Delay',
    noSources: 'No time source has been asked yet.',
    setup: 'How this computer keeps time',
    showReport: 'Show the report',
    copyReport: 'Copy report for support',
    version: 'Clock Medic',
  },
} as const

export const HELP_TOPICS: readonly HelpTopic[] = [
  {
    id: 'every-code',
    title: 'Every code is rejected',
    sentences: [
      'A code is only right for about half a minute, so one clock that is off makes every code wrong.',
      'Check this laptop first. If it is right, test a code from your phone: that measures the phone.',
      'If both are right, the clock of the service may be off, or the account was set up with another key. Only then ' +
        'ask for a new enrolment.',
    ],
    actions: ['check', 'code'],
  },
  {
    id: 'some-codes',
    title: 'Only some codes are accepted',
    sentences: [
      'That is typical of a clock that is 20 to 60 seconds off: codes work early or late in their half minute only.',
      'Test a code to see how far off the phone is. Typing a fresh code right after it changes also helps for now.',
      'If only one service rejects your codes, its administrator should compare its clock with a time server.',
    ],
    actions: ['code', 'check'],
  },
  {
    id: 'no-message',
    title: 'No code arrives by text message or e-mail',
    sentences: [
      'Messages can take a few minutes. Wait for the latest one: asking again often makes the earlier code invalid.',
      'Look in the spam folder, and ask your administrator whether the number (with its country code) or the address ' +
        'on file is yours.',
      'An e-mailed code that looks expired at once can mean that this laptop is fast: check its clock.',
    ],
    actions: ['check'],
  },
  {
    id: 'locked-out',
    title: 'Locked out after too many tries',
    sentences: [
      'Stop trying for now: more wrong codes can make the lock longer.',
      'Use the wait to check this laptop and your phone here. Testing a code here never counts as a try.',
      'Then start a fresh sign-in instead of going back to the old page. If it stays locked, your administrator can ' +
        'lift it.',
    ],
    actions: ['check', 'code'],
  },
  {
    id: 'qr',
    title: 'The QR code does not scan',
    sentences: [
      'Make the screen brighter, avoid reflections, set the zoom of the page to 100 % and hold the phone a hand away.',
      'See whether the authenticator may use the camera, in the settings of the phone.',
      'Try the practice code under Test a code. If that one scans, the other page is the trouble: ask it for the key ' +
        'to type instead.',
    ],
    actions: ['code'],
  },
  {
    id: 'lost-phone',
    title: 'The phone is lost or new',
    sentences: [
      'A new phone does not know your accounts unless they were moved to it, so its codes belong to nothing yet.',
      'Sign in with a backup code if you kept some. Otherwise your administrator can remove the old phone and let ' +
        'you enrol again.',
    ],
    actions: [],
  },
]
