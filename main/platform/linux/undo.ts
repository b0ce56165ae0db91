import { isZoneName } from '../../core/zone-name.ts'
import { PROGRAMS, type ProgramName } from './commands.ts'
import { SCRIPTS, UNITS } from './detect.ts'

const names = new Map<string, ProgramName>((Object.keys(PROGRAMS) as ProgramName[]).flatMap((name) => PROGRAMS[name].map((path) => [path, name] as const)))

const isUnit = (word: string | undefined): boolean => word !== undefined && UNITS.has(word)
const isScript = (word: string | undefined): boolean => word !== undefined && SCRIPTS.has(word)
const isZone = (word: string | undefined): boolean => word !== undefined && isZoneName(word)
/** Only files that this program alone writes, by their names. */
const isOurFile = (word: string | undefined): boolean => word !== undefined && !word.includes('..')
  && (word === '/etc/systemd/timesyncd.conf.d/90-clock-medic.conf' || /^\/(etc|run|var)(\/[\w.-]+){1,6}\/clock-medic\.sources$/.test(word))

/** The arguments with which each program takes back what a remedy of this system did (remedies.ts and what it is made of). */
const FORMS: Readonly<Partial<Record<ProgramName, readonly (readonly ((word: string | undefined) => boolean)[])[]>>> = {
  systemctl: [[is('disable'), is('--now'), isUnit], [is('stop'), isUnit], [is('mask'), isUnit]],
  timedatectl: [[is('set-local-rtc'), is('1')], [is('set-timezone'), isZone]],
  rm: [[is('-f'), isOurFile]],
  'rc-update': [[is('del'), isScript, is('default')]],
  'rc-service': [[isScript, is('stop')]],
  sv: [[is('down'), isScript]],
  service: [[isScript, is('stop')]],
}

function is(expected: string): (word: string | undefined) => boolean {
  return (word) => word === expected
}

/** Tells whether a remedy for Linux could have named this command as the one that takes it back. */
export function isLinuxUndo([program = '', ...args]: readonly string[]): boolean {
  const script = /^\/etc\/init\.d\/([\w-]+)$/.exec(program)?.[1]
  if (script !== undefined) return isScript(script) && args.length === 1 && args[0] === 'stop'
  const name = names.get(program)
  const forms = name === undefined ? [] : FORMS[name] ?? []
  return forms.some((form) => form.length === args.length && form.every((fits, index) => fits(args[index])))
}
