import { msg } from '../core/words/say.ts'
import type { LaptopDescription } from './description.ts'

export interface Scenario {
  /** One line for people who choose among them; to be said. */
  readonly words: string
  readonly laptop: LaptopDescription
}

const SLOW: LaptopDescription = { variant: 'timesyncd-disabled', offset: 47.3, rights: 'asks', network: 'open' }
const DAY = 86_400

/** Laptops worth practising on, by the name that `--practice=NAME` and the tests use. */
export const SCENARIOS = {
  'slow': { words: msg('Automatic time is off and the clock is 47.3 seconds slow.'), laptop: SLOW },
  'fast-days': {
    words: msg('Automatic time is off and the clock is three days fast.'),
    laptop: { ...SLOW, offset: -3 * DAY },
  },
  'fine': { words: msg('Nothing is wrong.'), laptop: { ...SLOW, variant: 'timesyncd', offset: 0.012 } },
  'no-network': {
    words: msg('The clock is slow and no time server can be reached.'),
    laptop: { ...SLOW, network: 'no-network' },
  },
  'udp-blocked': {
    words: msg('The clock is slow and a firewall swallows every question to a time server.'),
    laptop: { ...SLOW, network: 'udp-blocked' },
  },
  'refused': { words: msg('The clock is slow and the administrator says no.'), laptop: { ...SLOW, rights: 'refuses' } },
  'fails': {
    words: msg('The clock is slow, cannot be set, and the time service trusts a server that lies: no repair works.'),
    laptop: { ...SLOW, faults: ['step-fails', 'service-fights'] },
  },
  'comes-back': {
    words: msg('The time service trusts a server that lies and undoes every repair within a second.'),
    laptop: { ...SLOW, variant: 'timesyncd', faults: ['service-fights'] },
  },
  'stopped': {
    words: msg('The time service is stopped and the clock is slow.'),
    laptop: { ...SLOW, variant: 'timesyncd-stopped' },
  },
  'masked': {
    words: msg('Somebody blocked the time service and the clock is slow.'),
    laptop: { ...SLOW, variant: 'timesyncd-masked' },
  },
  'chrony': {
    words: msg('chrony is running and leaves the clock 47.3 seconds slow.'),
    laptop: { ...SLOW, variant: 'chrony' },
  },
  'chrony-stopped': {
    words: msg('chrony is stopped and the clock is three days fast.'),
    laptop: { ...SLOW, variant: 'chrony-stopped', offset: -3 * DAY },
  },
  'ntpsec': {
    words: msg('ntpsec is running and leaves the clock 47.3 seconds slow.'),
    laptop: { ...SLOW, variant: 'ntpsec' },
  },
  'openntpd': {
    words: msg('openntpd only nudges a clock that is 47.3 seconds slow.'),
    laptop: { ...SLOW, variant: 'openntpd' },
  },
  'none': { words: msg('No time service is installed and the clock is slow.'), laptop: { ...SLOW, variant: 'none' } },
} as const satisfies { readonly [name: string]: Scenario }

export type ScenarioName = keyof typeof SCENARIOS

/** Tells whether `text` names a scenario. */
export const isScenario = (text: string): text is ScenarioName => Object.hasOwn(SCENARIOS, text)
