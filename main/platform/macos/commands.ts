/** The macOS programs that are run, by absolute path; all are part of the system and protected by it. */
export const MACOS_TOOLS = {
  sntp: '/usr/bin/sntp',
  systemsetup: '/usr/sbin/systemsetup',
  scutil: '/usr/sbin/scutil',
  launchctl: '/bin/launchctl',
  osascript: '/usr/bin/osascript',
  defaults: '/usr/bin/defaults',
  sh: '/bin/sh',
} as const

/** launchd's label of Apple's time daemon. */
export const TIMED = 'com.apple.timed'

/** The server that macOS itself is set to when it is installed. */
export const VENDOR_SERVER = 'time.apple.com'

/** A host name that may become an argument: it cannot start with a dash and be taken for an option. */
const HOST = /^[A-Za-z0-9][A-Za-z0-9.-]{0,252}$/

/** Tells whether `text` is safe to pass as a server to sntp. */
export const isHostName = (text: string): boolean => HOST.test(text)

/** JXA that prints a preference as macOS sees it, managed values included; nothing or "undefined" when not set. */
const preferenceScript = (domain: string, key: string): string =>
  `$.NSUserDefaults.alloc.initWithSuiteName('${domain}').objectForKey('${key}').js`

/** Prints `true` when a profile allows automatic time only (NIST mSCP: system_settings_time_server_enforce). */
export const ENFORCED_SCRIPT = preferenceScript('com.apple.timed', 'TMAutomaticTimeOnlyEnabled')

/** Prints the time server that a profile sets (payload com.apple.MCX). */
export const PROFILE_SERVER_SCRIPT = preferenceScript('com.apple.MCX', 'timeServer')

/** Prints the time zone that a profile sets (payload com.apple.MCX). */
export const PROFILE_ZONE_SCRIPT = preferenceScript('com.apple.MCX', 'timeZone')

/** Where macOS keeps whether it chooses the time zone by where the Mac is. */
export const AUTOMATIC_ZONE = ['/Library/Preferences/com.apple.timezone.auto', 'Active'] as const
