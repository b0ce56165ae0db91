import { FileTree } from '../file-tree.ts'
import { complains, wrongUsage, type Program } from '../program.ts'

/** install(1) of GNU coreutils: copies one file to a place, with -D making the folders on the way. Modes are not kept. */
export const install: Program = (args, { files }, asRoot) => {
  const words: string[] = []
  let makesFolders = false
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? ''
    if (arg === '-D') makesFolders = true
    else if (arg === '-m') i++
    else if (arg.startsWith('-')) return wrongUsage('install', `invalid option -- '${arg.slice(1)}'`)
    else words.push(arg)
  }
  const [from, to] = words
  if (from === undefined) return wrongUsage('install', 'missing file operand')
  if (to === undefined) return wrongUsage('install', `missing destination file operand after '${from}'`)
  const text = from === '/dev/null' ? '' : files.readText(from)
  if (text === null) return complains(1, `install: cannot stat '${from}': No such file or directory`)
  const folder = FileTree.parent(to)
  const cannot = (what: string, why: string) => complains(1, `install: cannot create ${what}: ${why}`)
  const there = files.hasFolder(folder)
  if (!there && !makesFolders) return cannot(`regular file '${to}'`, 'No such file or directory')
  if (!asRoot) return cannot(there ? `regular file '${to}'` : `directory '${folder}'`, 'Permission denied')
  files.addFile(to, text)
  return { exit: 0 }
}
