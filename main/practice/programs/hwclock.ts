import { hwclockText } from '../calendar.ts'
import { complains, says, wrongUsage, type Insides, type Program } from '../program.ts'

const READ = new Set(['-r', '--show', '--get'])
const WRITE = new Set(['-w', '--systohc'])
/** hwclock waits for the next tick of the chip. */
const TICK_SECONDS = 0.5

/** hwclock(8): reads the hardware clock or sets it from the system clock, in the mode of /etc/adjtime. */
export const hwclock: Program = (args, insides, asRoot) => {
  const wrong = args.find((arg) => !READ.has(arg) && !WRITE.has(arg))
  if (wrong !== undefined) {
    const what = wrong.startsWith('-') ? `unrecognized option '${wrong}'` : '1 too many arguments given'
    return wrongUsage('hwclock', what)
  }
  if (!asRoot) {
    return complains(1, 'hwclock: Cannot access the Hardware Clock via any known method.',
      'hwclock: Use the --verbose option to see the details of our search for an access method.')
  }
  if (args.some((arg) => WRITE.has(arg))) return systemToHardware(insides)
  const { kernel } = insides
  return { ...says(hwclockText(kernel.rtc.timeAt(kernel.now()), kernel.timeZone)), takes: TICK_SECONDS }
}

function systemToHardware({ kernel, files }: Insides): ReturnType<Program> {
  const now = kernel.now()
  const local = kernel.clock.localAt(now)
  kernel.rtc.set(now, local)
  const seconds = Math.floor(local)
  files.addFile('/etc/adjtime', `0.000000 ${seconds} 0.000000\n${seconds}\n${kernel.rtc.mode === 'local' ? 'LOCAL' : 'UTC'}\n`)
  return { exit: 0, takes: TICK_SECONDS }
}
