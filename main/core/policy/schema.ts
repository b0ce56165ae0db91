import type { Remedy } from '../remedy.ts'
import type { Service } from '../services/service.ts'
import { CHECK_CHOICES } from '../settings/settings.ts'
import { LANGUAGES } from '../words/languages.ts'

/** What a value of policy looks like. Plain data: every template for a system is made from it. */
export type PolicyShape =
  | { readonly kind: 'switch' }
  /** A whole number. */
  | { readonly kind: 'number'; readonly least: number; readonly most: number }
  | { readonly kind: 'choice'; readonly choices: readonly { readonly value: string | number; readonly label: string }[] }
  | { readonly kind: 'text'; readonly longest: number }
  | { readonly kind: 'list'; readonly of: ListItem; readonly most: number }
  /** A list of objects as `readServices` takes them. */
  | { readonly kind: 'services' }

export type ListItem = 'server' | 'website' | 'host' | 'remedy'

/** One thing that an organisation can decide. Its name is the one in JSON; Windows and macOS write it with a capital letter. */
export interface PolicyKey {
  readonly shape: PolicyShape
  /** What it is called in the tools of IT. */
  readonly title: string
  /** What it does, in one or two sentences of plain text. */
  readonly text: string
  /** What it is where policy says nothing, in words. */
  readonly usual: string
  /** As JSON gives it. */
  readonly example: unknown
}

export type PolicyKeys = Readonly<Record<string, PolicyKey>>

const LONGEST_TEXT = 500

/** All that policy can decide, in the order in which it is shown. */
export const POLICY_KEYS = {
  servers: {
    shape: { kind: 'list', of: 'server', most: 20 },
    title: 'Time servers',
    text: 'Ask these time servers instead of the usual ones. Each is a name or an address, with a port if it is not 123; nts: before it asks for proof (NTS).',
    usual: 'the servers of this computer and some public ones',
    example: ['time.example.com', 'nts:time.example.org'],
  },
  websites: {
    shape: { kind: 'list', of: 'website', most: 20 },
    title: 'Websites',
    text: 'Use the time of these websites where time servers do not answer. Each is an https address.',
    usual: 'some well-known websites',
    example: ['https://intranet.example.com/'],
  },
  warnSeconds: {
    shape: { kind: 'number', least: 1, most: 86_400 },
    title: 'Limit for a warning, in seconds',
    text: 'From here on a clock is called slightly off.',
    usual: '15',
    example: 10,
  },
  criticalSeconds: {
    shape: { kind: 'number', least: 1, most: 86_400 },
    title: 'Limit for a wrong clock, in seconds',
    text: 'From here on a clock is called wrong. It cannot be below the limit for a warning.',
    usual: '30',
    example: 30,
  },
  checkEveryMinutes: {
    shape: { kind: 'choice', choices: CHECK_CHOICES.map((value) => ({ value, label: value < 60 ? `Every ${value} minutes` : value === 60 ? 'Every hour' : `Every ${value / 60} hours` })) },
    title: 'How often to check, in minutes',
    text: 'How often the app checks the clock by itself.',
    usual: '60',
    example: 60,
  },
  notifyBeyondSeconds: {
    shape: {
      kind: 'choice',
      choices: [
        { value: 5, label: 'From 5 seconds on' }, { value: 15, label: 'From 15 seconds on' }, { value: 30, label: 'From 30 seconds on' },
        { value: 120, label: 'From 2 minutes on' }, { value: 0, label: 'Never' },
      ],
    },
    title: 'When to notify, in seconds',
    text: 'From which difference on the app shows a notification. 0 is never.',
    usual: '15',
    example: 30,
  },
  remediesOffered: {
    shape: { kind: 'list', of: 'remedy', most: 20 },
    title: 'Remedies that are offered',
    text: 'A repair keeps to these remedies. An empty list offers none.',
    usual: 'all of them',
    example: ['step-clock', 'enable-automatic-time', 'start-service', 'resync'],
  },
  remediesByThemselves: {
    shape: { kind: 'list', of: 'remedy', most: 20 },
    title: 'Remedies that run by themselves',
    text: 'When a check by itself finds something to repair, the app repairs it without being asked: where every step is one of these remedies and no password is needed, which takes the helper. At most once an hour.',
    usual: 'none',
    example: ['step-clock', 'resync'],
  },
  helperGroup: {
    shape: { kind: 'text', longest: 32 },
    title: 'Group that may use the helper (Linux)',
    text: 'Members of this group repair the clock without an administrator\'s password. Read by the package when it is installed and by install-linux.sh --from-policy, on Linux only; the app itself gives no rights.',
    usual: 'nobody',
    example: 'staff',
  },
  services: {
    shape: { kind: 'services' },
    title: 'Services',
    text: 'Services of the organisation to choose from, beside the known ones: each with id, name, kind and its window or limit.',
    usual: 'none',
    example: [{ id: 'intranet', name: 'Intranet sign-in', kind: 'totp', window: 1 }],
  },
  servicePageHosts: {
    shape: { kind: 'list', of: 'host', most: 100 },
    title: 'Hosts whose time may be asked',
    text: 'Hosts that are not public and may be asked for the time of a service all the same: names, addresses, or .example.com for all below it.',
    usual: 'public hosts only',
    example: ['sso.corp.example', '.intranet.example'],
  },
  helpText: {
    shape: { kind: 'text', longest: LONGEST_TEXT },
    title: 'Words on help',
    text: 'Shown where the app says to ask an administrator. Plain text in the language of the users.',
    usual: 'none',
    example: 'The service desk can set your clock right in a minute.',
  },
  helpContact: {
    shape: { kind: 'text', longest: LONGEST_TEXT },
    title: 'Whom to ask',
    text: 'How to reach those who help: an address, a number, a room. Shown after the words on help.',
    usual: 'none',
    example: 'servicedesk@example.com',
  },
  updateChannel: {
    shape: { kind: 'choice', choices: [{ value: 'off', label: 'Off: IT brings updates' }, { value: 'stable', label: 'Stable releases' }, { value: 'preview', label: 'Previews as well' }] },
    title: 'Updates',
    text: 'Where the app takes updates from by itself. Off means that it neither looks for any nor installs them.',
    usual: 'off',
    example: 'off',
  },
  language: {
    shape: { kind: 'choice', choices: [{ value: 'system', label: 'Like the system' }, ...LANGUAGES.map(({ tag, name }) => ({ value: tag, label: name }))] },
    title: 'Language',
    text: 'The language of the app.',
    usual: 'system',
    example: 'system',
  },
  startAtLogin: {
    shape: { kind: 'switch' },
    title: 'Start at login',
    text: 'Whether the app starts in the tray when the user signs in to the computer.',
    usual: 'false',
    example: true,
  },
  codeTest: {
    shape: { kind: 'switch' },
    title: 'Code test',
    text: 'Whether users may measure their phone by the codes that it shows.',
    usual: 'true',
    example: true,
  },
  ownKey: {
    shape: { kind: 'switch' },
    title: 'Keys of the users\' own',
    text: 'Whether the code test takes a key of the user\'s own; without it there is only the practice account.',
    usual: 'true',
    example: false,
  },
} as const satisfies PolicyKeys

export type PolicyName = keyof typeof POLICY_KEYS

export const POLICY_NAMES = Object.keys(POLICY_KEYS) as readonly PolicyName[]

type ValueOf<S> = S extends { readonly kind: 'switch' } ? boolean
  : S extends { readonly kind: 'number' } ? number
    : S extends { readonly kind: 'choice'; readonly choices: readonly { readonly value: infer V }[] } ? V
      : S extends { readonly kind: 'text' } ? string
        : S extends { readonly of: 'remedy' } ? readonly Remedy[]
          : S extends { readonly kind: 'services' } ? readonly Service[] : readonly string[]

/** What an organisation has decided; absent where it leaves it to the user. */
export type Policy = { readonly [N in PolicyName]?: ValueOf<(typeof POLICY_KEYS)[N]['shape']> }

/** The name of a key in the registry and in a configuration profile. */
export const capitalName = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)
