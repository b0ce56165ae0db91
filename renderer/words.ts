/**
 * Every word the window says by itself. What depends on the clock, the phone or a repair comes ready-made in the view.
 * One file, so that a translation has one place to go.
 */

import type { ProgressView, Screen, Tone } from '../preload/contract.ts'

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
    ownLead: 'Give the key of the account whose codes are rejected, then type the code that your authenticator shows.',
    account: 'Practice account',
    qr: 'QR code of the practice account. If you cannot scan it, use the key as text instead.',
    scan: 'Scan with your authenticator.',
    cannotScan: "Can't scan? Type a key",
    ownInstead: 'Use my own key instead',
    keyLead: 'In the authenticator, choose to enter a key by hand, then type:',
    keyName: 'Account name',
    key: 'Key',
    copyKey: 'Copy key',
    app: 'Which app makes the code?',
    entry: 'Code from the phone',
    judging: 'Checking this code…',
    flipped: 'Got it. Now type the code that appeared.',
    phoneLead: 'On the phone:',
    phoneSteps: 'How to set the phone\'s clock',
    again: 'Try another code',
  },
  ownKey: {
    title: 'My own key',
    field: 'Key or otpauth:// address',
    use: 'Use this key',
    picture: 'Choose a picture of the QR code',
    screen: 'Read the QR code from the screen',
    paste: 'You can also paste a picture here, or drop one.',
    looking: 'Looking for the QR code…',
    another: 'Use another key',
    practice: 'Use the practice account instead',
  },
  services: {
    title: 'What your services make of it',
    choose: 'Choose your services',
    typing: 'The next code',
    clock: 'Is the service\'s own clock right?',
    clockLead: 'Give the address of the page that rejects the code. It is asked for the time only: no cookie, no name and no code is sent, and the address is kept in memory only.',
    address: 'Address of the sign-in page',
    ask: 'Ask for its time',
    asking: 'Asking. This takes a few seconds.',
  },
  help: {
    check: 'Check my clock',
    code: 'Test a code',
    known: 'What is known so far',
    message: 'Message for those who look after it',
    copy: 'Copy the message',
    errorText: 'Error text',
    read: 'Recognise it',
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
