/** One made-up view for each state the window can be in: what the screens are looked at and tested with. */

import { encode } from 'uqr'
import type {
  AppView, ClockPhase, ClockView, CodeTestView, DetailsView, FixView, HelpView, ProgressView, ScaleView, Tone,
  ToleranceView,
} from '../../preload/contract.ts'

const TICKS: ScaleView['ticks'] = [
  { at: 0.2, label: '−5 min' }, { at: 0.35, label: '−30 s' }, { at: 0.5, label: 'right' },
  { at: 0.65, label: '+30 s' }, { at: 0.8, label: '+5 min' },
]

const BANDS: ScaleView['bands'] = [
  { from: 0, to: 0.2, tone: 'bad' }, { from: 0.2, to: 0.35, tone: 'warning' }, { from: 0.35, to: 0.65, tone: 'good' },
  { from: 0.65, to: 0.8, tone: 'warning' }, { from: 0.8, to: 1, tone: 'bad' },
]

function scale(marker: number, markerTone: Tone, description: string, codes: ToleranceView): ScaleView {
  return {
    marker, markerTone, description, ticks: TICKS, bands: BANDS, slowLabel: 'slow', fastLabel: 'fast',
    tolerances: [
      codes,
      { label: 'SecureAuth sign-in (3 min)', seconds: 180, tone: 'good', text: 'fine' },
      { label: 'Windows / Kerberos sign-in (5 min)', seconds: 300, tone: 'good', text: 'fine' },
    ],
  }
}

const CODES = 'Authenticator codes (±30 s)'
const FINE_SCALE = scale(0.5, 'good', 'Your clock is right: 4 milliseconds slow.',
  { label: CODES, seconds: 30, tone: 'good', text: 'fine' })
const WARNING_SCALE = scale(0.39, 'warning', 'Your clock is 21.8 seconds slow, inside the 30 seconds most allow.',
  { label: CODES, seconds: 30, tone: 'warning', text: 'works about 1 time in 4' })
const WRONG_SCALE = scale(0.311, 'bad', 'Your clock is 47.3 seconds slow, outside the 30 seconds most services allow.',
  { label: CODES, seconds: 30, tone: 'bad', text: 'rejected' })

const FIX: FixView = {
  planId: 'plan-1',
  label: 'Fix my clock',
  summary: 'What this will do (2 steps, asks for your administrator)',
  steps: [
    {
      title: 'Turn automatic time on',
      why: 'So that the clock stays right after today.',
      command: '/usr/bin/systemctl enable --now systemd-timesyncd.service',
      touches: 'The time service of this computer',
      undo: '/usr/bin/systemctl disable --now systemd-timesyncd.service',
    },
    {
      title: 'Set the clock from the time server',
      why: 'The service alone would take hours to close a gap of 47 seconds.',
      command: '/usr/bin/date --utc --set=@1795348800.123',
      touches: 'The clock of this computer',
    },
  ],
}

const FINDING = { title: 'Automatic time is turned off', text: 'Nothing has corrected this clock for 12 days.' }

function steps(...states: readonly (readonly [ProgressView['state'], string])[]): readonly ProgressView[] {
  const titles = ['Turned automatic time on', 'Set the clock from the time server', 'Checked the clock again']
  return states.map(([state, text], index) => ({ title: titles[index] ?? '', state, text }))
}

const FOR_ADMIN = [
  'The clock of this computer is 47.3 s slow and automatic time is off. With administrator rights:',
  '',
  '1. systemctl enable --now systemd-timesyncd.service',
  '2. timedatectl set-ntp true',
].join('\n')

/** Every phase of the clock screen; the type makes sure that none is forgotten. */
export const CLOCKS: Readonly<Record<ClockPhase, ClockView>> = {
  checking: {
    phase: 'checking',
    badge: { tone: 'neutral', text: 'Checking' },
    statement: 'Checking your clock',
    detail: 'Asking 4 time servers. This takes a second or two.',
    offersPractice: false, offersCodeTest: false,
  },
  fine: {
    phase: 'fine',
    badge: { tone: 'good', text: 'Codes will be accepted' },
    statement: 'Your clock is right',
    detail: '0.004 s slow. Checked just now against 4 time servers, right to ±9 ms.',
    scale: FINE_SCALE, retryLabel: 'Check again', offersPractice: true, offersCodeTest: true,
  },
  warning: {
    phase: 'warning',
    badge: { tone: 'warning', text: 'Some codes will be rejected' },
    statement: 'Your clock is 21.8 seconds slow',
    detail: 'Checked just now against 4 time servers, right to ±12 ms.',
    scale: WARNING_SCALE, finding: FINDING, fix: FIX, offersPractice: false, offersCodeTest: false,
  },
  wrong: {
    phase: 'wrong',
    badge: { tone: 'bad', text: 'Codes will be rejected' },
    statement: 'Your clock is 47.3 seconds slow',
    detail: 'Checked just now against 4 time servers, right to ±12 ms.',
    scale: WRONG_SCALE, finding: FINDING, fix: FIX, offersPractice: false, offersCodeTest: false,
  },
  unknown: {
    phase: 'unknown',
    badge: { tone: 'neutral', text: 'Cannot tell' },
    statement: 'Your clock could not be checked',
    detail: 'No time server answered, and no web server could be reached. This computer seems to be offline.',
    next: [
      'Connect to a network, then check again.',
      'On a hotel or café Wi-Fi, open a web page first: a sign-in page may be in the way.',
    ],
    retryLabel: 'Check again', offersPractice: true, offersCodeTest: false,
  },
  repairing: {
    phase: 'repairing',
    badge: { tone: 'neutral', text: 'Repairing' },
    statement: 'Setting your clock right',
    detail: 'Your system may ask for your password or fingerprint.',
    scale: WRONG_SCALE,
    progressTitle: 'Repairing',
    progress: steps(['done', 'done, 0.8 s'], ['running', 'running'], ['waiting', 'waiting']),
    offersPractice: false, offersCodeTest: false,
  },
  repaired: {
    phase: 'repaired',
    badge: { tone: 'good', text: 'Codes will be accepted' },
    statement: 'Your clock is right again',
    detail: '0.004 s off now. Checked against 4 time servers, right to ±9 ms.',
    facts: [
      { label: 'Before', value: '47.3 s slow', tone: 'bad' },
      { label: 'After', value: '0.004 s slow', tone: 'good' },
      { label: 'Automatic time', value: 'on, systemd-timesyncd', tone: 'good' },
    ],
    progressTitle: 'What was done',
    progress: steps(['done', 'done, 0.8 s'], ['done', 'done, 2.1 s'], ['done', 'done, 0.4 s']),
    offersPractice: false, offersCodeTest: true,
  },
  refused: {
    phase: 'refused',
    badge: { tone: 'warning', text: 'Nothing was changed' },
    statement: 'The repair was not allowed',
    detail: 'The password prompt was closed or refused. Your clock is still 47.3 seconds slow.',
    scale: WRONG_SCALE,
    next: ['Try again and confirm the prompt, or send the steps below to your administrator.'],
    fix: { ...FIX, label: 'Try again' },
    forAdmin: FOR_ADMIN, offersPractice: false, offersCodeTest: false,
  },
  failed: {
    phase: 'failed',
    badge: { tone: 'bad', text: 'Codes will be rejected' },
    statement: 'The repair did not work',
    detail: 'Your clock was measured again and is still 47.3 seconds slow.',
    facts: [
      { label: 'Before', value: '47.3 s slow', tone: 'bad' },
      { label: 'After', value: '47.3 s slow', tone: 'bad' },
      { label: 'Automatic time', value: 'on, systemd-timesyncd', tone: 'good' },
    ],
    next: [
      'Something else set the clock back: this looks like a virtual machine that follows the clock of its host.',
      'Ask your administrator to set the clock of the host; the steps below say how.',
    ],
    progressTitle: 'What was tried',
    progress: steps(['done', 'done, 0.8 s'], ['failed', 'did not work'], ['done', 'done, 0.4 s']),
    forAdmin: FOR_ADMIN, retryLabel: 'Check again', offersPractice: false, offersCodeTest: false,
  },
}

const KEY = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
const QR = encode(`otpauth://totp/Clock%20Medic:practice?secret=${KEY}&issuer=Clock%20Medic`, { border: 0 })

export const CODE_TEST: CodeTestView = {
  account: {
    qr: QR.data.map((row) => row.map((dark) => (dark ? '1' : '0')).join('')),
    typedKey: KEY.replace(/(.{4})(?=.)/g, '$1 '),
    accountName: 'Clock Medic: practice',
  },
  ready: true,
  authenticators: [{ id: 'phone', name: 'Another app on a phone or tablet' }, { id: 'duo', name: 'Duo Mobile' }],
  authenticator: 'phone',
  field: { digits: 6, label: 'Six digits from your authenticator', hint: 'Checked as soon as the sixth digit is in.' },
  services: { chances: [], choices: [{ id: 'github', name: 'GitHub', text: 'accepts codes up to one step of 30 s early or late', picked: true }] },
  serviceClock: { asking: false, pages: [] },
}

export const CODE_NOT_READY: CodeTestView = {
  ...CODE_TEST,
  ready: false,
  notice: 'The true time is not known yet, so a code cannot be judged. Connect to a network and check the clock first.',
}

export const DETAILS: DetailsView = {
  summary: 'Checked 12:04:31, took 0.21 s. Next check in 28 min.',
  sources: [
    { name: 'time.cloudflare.com', address: '162.159.200.1:123', text: '47.31 s slow', tone: 'bad', delay: '12 ms',
      reason: 'Used: agrees with the majority.' },
    { name: 'time.google.com', address: '[2001:db8::8]:123', text: '47.30 s slow', tone: 'bad', delay: '18 ms',
      reason: 'Used: agrees with the majority.' },
    { name: 'time.windows.com', address: '20.101.57.9:123', text: '47.32 s slow', tone: 'bad', delay: '31 ms',
      reason: 'Used: agrees with the majority.' },
    { name: 'ntp.example.com', address: '192.0.2.9:123', text: 'disagrees, ignored', tone: 'neutral', delay: '9 ms',
      reason: 'Not used: its answer does not overlap with the other three, so it must be wrong.' },
  ],
  setup: [
    { label: 'Automatic time', value: 'off', tone: 'bad' },
    { label: 'Time service', value: 'systemd-timesyncd', tone: 'neutral' },
    { label: 'Time zone', value: 'Europe/Berlin', tone: 'neutral' },
    { label: 'Hardware clock', value: 'UTC, 0.4 s slow', tone: 'neutral' },
    { label: 'Set by your organisation', value: 'no', tone: 'neutral' },
  ],
  report: ['Clock Medic 0.1.0 on Linux', 'verdict: critical, offset +47.310 s ±0.012 s (ntp, 3 of 4 sources)',
    'finding: automatic-time-off'].join('\n'),
}

const HELP: HelpView = {
  place: 'start', title: 'What is going wrong?', wantsErrorText: false,
  choices: [{ place: 'codes', label: 'A code from my authenticator is rejected' }],
}

/** A whole view in the given phase. */
export function appView(phase: ClockPhase, codeTest: CodeTestView = CODE_TEST, practice = false): AppView {
  return { practice, version: '0.1.0', clock: CLOCKS[phase], details: DETAILS, codeTest, help: HELP }
}
