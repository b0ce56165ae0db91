import { FileTree } from '../file-tree.ts'
import { says, wrongUsage, type Program } from '../program.ts'

/** tee(1): writes its input to each file and prints it. A file that cannot be written does not keep it from the others. */
export const tee: Program = (args, { files }, asRoot, input) => {
  const option = args.find((arg) => arg.startsWith('-'))
  if (option !== undefined) return wrongUsage('tee', `invalid option -- '${option.slice(1)}'`)
  const complaints = args.flatMap((path) => {
    if (!files.hasFolder(FileTree.parent(path))) return [`tee: ${path}: No such file or directory\n`]
    if (!asRoot) return [`tee: ${path}: Permission denied\n`]
    files.addFile(path, input.map((line) => `${line}\n`).join(''))
    return []
  })
  return { ...says(...input), ...(complaints.length === 0 ? {} : { exit: 1, stderr: complaints.join('') }) }
}
