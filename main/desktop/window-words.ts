import type { LinkedWords, WindowWords } from '../../preload/contract.ts'
import { say } from '../core/words/say.ts'

const LINK = /<link>(.*?)<\/link>/s

/** Cuts a sentence at its link; one without a link becomes a link as a whole. */
export function linked(sentence: string): LinkedWords {
  const [before = '', link, after = ''] = sentence.split(LINK)
  return link === undefined ? { before: '', link: sentence, after: '' } : { before, link, after }
}

/** Every word the window says by itself, in the language that is spoken now. */
export function windowWords(): WindowWords {
  return {
    screens: {
      clock: say('Clock || name of a screen'),
      code: say('Test a code || name of a screen'),
      help: say('Help || name of a screen'),
      details: say('Details || name of a screen'),
      settings: say('Settings || name of a screen'),
      about: say('About || name of a screen'),
    },
    screensLabel: say('Screens'),
    tones: {
      good: say('good: || said by a screen reader before a value'),
      warning: say('warning: || said by a screen reader before a value'),
      bad: say('problem: || said by a screen reader before a value'),
      neutral: say('note: || said by a screen reader before a value'),
    },
    progress: {
      waiting: say('waiting || a step of a repair'),
      running: say('running || a step of a repair'),
      done: say('done || a step of a repair'),
      failed: say('did not work || a step of a repair'),
    },
    callFailed: say('That did not go through. Please try again; Details shows how things stand.'),
    starting: say('One moment'),
    startingDetail: say('Clock Medic is getting ready to look at your clock.'),
    startFailed: say('Clock Medic could not start'),
    startFailedDetail: say('Its window got no answer from the app. Quit it from the tray, then open it again.'),
    practiceBanner: say('Practice: a made-up laptop'),
    practiceLeave: say('Leave practice'),
    practiceOffer: say('Try it with a practice clock'),
    copied: say('Copied'),
    copyFailed: say('Could not be copied. Please select the text and copy it by hand.'),
    clock: {
      tolerances: say('What this means for your sign-ins'),
      asked: say('What has answered so far'),
      next: say('What you can do'),
      facts: say('Before and after'),
      progress: say('Steps || of a repair'),
      stepCommand: say('Command'),
      stepTouches: say('Changes || label: what a step of a repair changes'),
      stepUndo: say('Undo || label: the command that takes a step back'),
      forAdmin: say('Steps for your administrator'),
      copyForAdmin: say('Copy these steps'),
    },
    stillRejected: linked(say('Still rejected? <link>Test the code on your phone</link>: its clock may be the wrong one. || keep <link> and </link> around the words to press')),
    code: {
      title: say('Is your phone\'s clock right?'),
      lead: say('Add this practice account to your authenticator app, then type the code it shows. It is made up here and unlocks nothing.'),
      ownLead: say('Give the key of the account whose codes are rejected, then type the code that your authenticator shows.'),
      account: say('Practice account'),
      qr: say('QR code of the practice account. If you cannot scan it, use the key as text instead.'),
      scan: say('Scan with your authenticator.'),
      cannotScan: say('Can\'t scan? Type a key'),
      ownInstead: say('Use my own key instead'),
      keyLead: say('In the authenticator, choose to enter a key by hand, then type:'),
      keyName: say('Account name'),
      key: say('Key || the secret of an authenticator account'),
      copyKey: say('Copy key'),
      app: say('Which app makes the code?'),
      entry: say('Code from the phone'),
      judging: say('Checking this code…'),
      flipped: say('Got it. Now type the code that appeared.'),
      phoneLead: say('On the phone:'),
      phoneSteps: say('How to set the phone\'s clock'),
      again: say('Try another code'),
    },
    ownKey: {
      title: say('My own key'),
      field: say('Key or otpauth:// address'),
      use: say('Use this key'),
      picture: say('Choose a picture of the QR code'),
      screen: say('Read the QR code from the screen'),
      paste: say('You can also paste a picture here, or drop one.'),
      looking: say('Looking for the QR code…'),
      another: say('Use another key'),
      practice: say('Use the practice account instead'),
    },
    services: {
      title: say('What your services make of it'),
      choose: say('Choose your services'),
      typing: say('The next code'),
      clock: say('Is the service\'s own clock right?'),
      clockLead: say('Give the address of the page that rejects the code. It is asked for the time only: no cookie, no name and no code is sent, and the address is kept in memory only.'),
      address: say('Address of the sign-in page'),
      ask: say('Ask for its time'),
      asking: say('Asking. This takes a few seconds.'),
    },
    help: {
      check: say('Check my clock'),
      code: say('Test a code || button'),
      known: say('What is known so far'),
      message: say('Message for those who look after it'),
      copy: say('Copy the message'),
      errorText: say('Error text'),
      read: say('Recognise it || button: read the pasted error text'),
    },
    details: {
      title: say('Details || name of a screen'),
      sources: say('Time sources'),
      source: say('Time source'),
      offset: say('Your clock'),
      delay: say('Delay'),
      noSources: say('No time source has been asked yet.'),
      setup: say('How this computer keeps time'),
      showReport: say('Show the report'),
      copyReport: say('Copy report for support'),
      saveReport: say('Save the report…'),
    },
  }
}
