import { wrongUsage, type Program } from '../program.ts'

/** rm(1) for files: with -f, one that is not there is as good as gone. */
export const rm: Program = (args, { files }, asRoot) => {
  const option = args.find((arg) => arg.startsWith('-') && arg !== '-f')
  if (option !== undefined) return wrongUsage('rm', `invalid option -- '${option.slice(1)}'`)
  const force = args.includes('-f')
  const paths = args.filter((arg) => arg !== '-f')
  if (paths.length === 0 && !force) return wrongUsage('rm', 'missing operand')
  const complaints = paths.flatMap((path) => {
    if (!files.has(path)) return force ? [] : [`rm: cannot remove '${path}': No such file or directory\n`]
    if (!asRoot) return [`rm: cannot remove '${path}': Permission denied\n`]
    files.removeFile(path)
    return []
  })
  return complaints.length === 0 ? { exit: 0 } : { exit: 1, stderr: complaints.join('') }
}
