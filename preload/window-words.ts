import type { ProgressView, Screen, Tone } from './views.ts'

/** A sentence of which one part is a link. */
export interface LinkedWords {
  readonly before: string
  readonly link: string
  readonly after: string
}

/** Every word the window says by itself, in the language of the app. What depends on the clock, the phone or a repair comes ready-made in the view. */
export interface WindowWords {
  /** Names of the screens, on the tabs. */
  readonly screens: Readonly<Record<Screen, string>>
  readonly screensLabel: string
  /** Said by a screen reader before a value, where others see an icon. */
  readonly tones: Readonly<Record<Tone, string>>
  readonly progress: Readonly<Record<ProgressView['state'], string>>
  readonly callFailed: string
  readonly starting: string
  readonly startingDetail: string
  readonly startFailed: string
  readonly startFailedDetail: string
  readonly practiceBanner: string
  readonly practiceLeave: string
  readonly practiceOffer: string
  readonly copied: string
  readonly copyFailed: string
  readonly clock: Readonly<Record<
    'tolerances' | 'asked' | 'next' | 'facts' | 'progress' | 'stepCommand' | 'stepTouches' | 'stepUndo' | 'forAdmin' | 'copyForAdmin', string
  >>
  readonly stillRejected: LinkedWords
  readonly code: Readonly<Record<
    | 'title' | 'lead' | 'ownLead' | 'account' | 'qr' | 'scan' | 'cannotScan' | 'ownInstead' | 'keyLead' | 'keyName' | 'key' | 'copyKey' | 'app'
    | 'entry' | 'judging' | 'flipped' | 'phoneLead' | 'phoneSteps' | 'again', string
  >>
  readonly ownKey: Readonly<Record<'title' | 'field' | 'use' | 'picture' | 'screen' | 'paste' | 'looking' | 'another' | 'practice', string>>
  readonly services: Readonly<Record<'title' | 'choose' | 'typing' | 'clock' | 'clockLead' | 'address' | 'ask' | 'asking', string>>
  readonly help: Readonly<Record<'check' | 'code' | 'known' | 'message' | 'copy' | 'errorText' | 'read', string>>
  readonly details: Readonly<Record<
    'title' | 'sources' | 'source' | 'offset' | 'delay' | 'noSources' | 'setup' | 'showReport' | 'copyReport' | 'saveReport', string
  >>
}
