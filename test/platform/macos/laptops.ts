import type { Reply, Script } from '../../fakes/scripted-machine.ts'
import { capture, textOf } from './captures.ts'

const JXA = '/usr/bin/osascript -l JavaScript -e $.NSUserDefaults.alloc.initWithSuiteName'

export interface Mac {
  readonly launchctl?: Reply
  readonly enforced?: Reply
  readonly profileServer?: Reply
  readonly profileZone?: Reply
  /** What `defaults read` says of the automatic time zone. */
  readonly automaticZone?: Reply
  /** As root: the capture that systemsetup answers with. */
  readonly systemsetup?: string
  readonly ntpConf?: string
  readonly localtime?: string
}

/** The script of a Mac as it comes, except for the given points. */
export const mac = ({
  launchctl = { exit: 0 }, enforced = { stdout: '\n' }, profileServer = { stdout: 'undefined\n' }, profileZone = { stdout: 'undefined\n' }, automaticZone = { exit: 1 }, systemsetup,
  ntpConf = textOf('ntp.conf'), localtime = '/var/db/timezone/zoneinfo/Europe/Prague',
}: Mac = {}): Script => ({
  isRoot: systemsetup !== undefined,
  files: { '/etc/ntp.conf': ntpConf },
  links: { '/etc/localtime': localtime },
  commands: [
    ['/bin/launchctl print system/com.apple.timed', launchctl],
    [`${JXA}('com.apple.timed').objectForKey('TMAutomaticTimeOnlyEnabled').js`, enforced],
    [`${JXA}('com.apple.MCX').objectForKey('timeServer').js`, profileServer],
    [`${JXA}('com.apple.MCX').objectForKey('timeZone').js`, profileZone],
    ['/usr/bin/defaults read /Library/Preferences/com.apple.timezone.auto Active', automaticZone],
    ...(systemsetup === undefined
      ? [] : [['/usr/sbin/systemsetup -getusingnetworktime', { stdout: capture(systemsetup) }] as const]),
  ],
})
