import type { ClockState } from '../../core/clock-state.ts'
import type { Machine } from '../machine.ts'

/** Every program the Linux side may run, with the places where distributions keep it, in order of preference. */
export const PROGRAMS = {
  systemctl: ['/usr/bin/systemctl', '/bin/systemctl', '/run/current-system/sw/bin/systemctl'],
  timedatectl: ['/usr/bin/timedatectl', '/bin/timedatectl', '/run/current-system/sw/bin/timedatectl'],
  // Ubuntu keeps GNU date under another name beside a rewrite that misreads negative fractions.
  date: ['/usr/bin/gnudate', '/usr/bin/date', '/bin/date', '/run/current-system/sw/bin/date'],
  touch: ['/usr/bin/touch', '/bin/touch', '/run/current-system/sw/bin/touch'],
  install: ['/usr/bin/install', '/bin/install', '/run/current-system/sw/bin/install'],
  tee: ['/usr/bin/tee', '/bin/tee', '/run/current-system/sw/bin/tee'],
  rm: ['/usr/bin/rm', '/bin/rm', '/run/current-system/sw/bin/rm'],
  hwclock: ['/usr/sbin/hwclock', '/sbin/hwclock', '/usr/bin/hwclock', '/run/current-system/sw/bin/hwclock'],
  chronyc: ['/usr/bin/chronyc', '/bin/chronyc', '/run/current-system/sw/bin/chronyc'],
  'rc-service': ['/sbin/rc-service', '/usr/sbin/rc-service', '/usr/bin/rc-service'],
  'rc-update': ['/sbin/rc-update', '/usr/sbin/rc-update', '/usr/bin/rc-update'],
  sv: ['/usr/bin/sv', '/bin/sv', '/sbin/sv'],
  service: ['/usr/sbin/service', '/sbin/service'],
} as const satisfies Record<string, readonly [string, ...string[]]>

export type ProgramName = keyof typeof PROGRAMS

/** Paths of the programs found on this machine. */
export type Programs = Readonly<Partial<Record<ProgramName, string>>>

/** Name, beside those of the programs, of the folder where chrony takes further sources from (`sourcedir` in chrony.conf(5)). */
export const CHRONY_SOURCES = 'chrony sources'

/** Looks for every program of the list at once. `date` is left out where it cannot move the clock exactly. */
export const findPrograms = async (machine: Machine): Promise<Programs> => {
  const names = Object.keys(PROGRAMS) as ProgramName[]
  const look = async (name: ProgramName) => [name, await machine.findProgram(...PROGRAMS[name])] as const
  const found = await Promise.all(names.map(look))
  const programs: Partial<Record<ProgramName, string>> = {}
  for (const [name, path] of found) if (path !== null) programs[name] = path
  if (programs.date !== undefined && !movesExactly(await machine.readLink(programs.date))) delete programs.date
  return programs
}

/**
 * Tells whether the `date` behind this link takes "-1.250 seconds" as GNU date does (GNU coreutils manual, "Relative
 * items in date strings"). BusyBox and toybox know no relative times; uutils gets negative fractions wrong.
 */
const movesExactly = (link: string | null): boolean => link === null || !/busybox|toybox|uutils|\/cargo\//.test(link)

/**
 * Path of a program as it was found when the state was read, or undefined where it was not. A state that says nothing
 * about programs (an older report) gets the usual place.
 */
export const pathOf = (state: ClockState, name: ProgramName): string | undefined =>
  state.programs === undefined ? (name === 'date' ? '/usr/bin/date' : PROGRAMS[name][0]) : state.programs[name]
