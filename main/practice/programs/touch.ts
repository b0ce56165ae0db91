import { complains, wrongUsage, type Insides, type Output, type Program } from '../program.ts'

export const CLOCK_FILE = '/var/lib/systemd/timesync/clock'

/** touch(1) for files of the laptop. Of time stamps only the one that timesyncd believes is kept. */
export const touch: Program = (args, insides, asRoot) => {
  const option = args.find((arg) => arg.startsWith('-') && !['--', '-c', '--no-create'].includes(arg))
  if (option !== undefined) return wrongUsage('touch', `unrecognized option '${option}'`)
  const creates = !args.includes('-c') && !args.includes('--no-create')
  const paths = args.filter((arg) => !arg.startsWith('-'))
  if (paths.length === 0) return wrongUsage('touch', 'missing file operand')
  const complaints = paths.flatMap((path) => touchOne(path, creates, insides, asRoot)?.stderr ?? [])
  return complaints.length === 0 ? { exit: 0 } : { exit: 1, stderr: complaints.join('') }
}

/** Null when all went well. */
function touchOne(path: string, creates: boolean, { kernel, service, files }: Insides, asRoot: boolean): Output | null {
  if (!files.has(path) && !creates) return null
  const cannot = (why: string): Output => complains(1, `touch: cannot touch '${path}': ${why}`)
  const folder = path.slice(0, Math.max(1, path.lastIndexOf('/')))
  if (!files.hasFolder(folder)) return cannot('No such file or directory')
  if (!asRoot) return cannot('Permission denied')
  if (!files.has(path)) files.addFile(path, '')
  if (path === CLOCK_FILE && service !== null) service.clockFile = kernel.local()
  return null
}
