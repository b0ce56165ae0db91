import module from 'node:module'
import path from 'node:path'

// In a checkout Node would strip the types of every file at every start; this keeps the outcome beside the packages.
const { dirname, filename } = import.meta
if (filename.endsWith('.ts')) module.enableCompileCache(path.join(dirname, '..', '..', 'node_modules', '.cache', 'clock-medic'))

const { runHere } = await import('./here.ts')
// Names that are still being asked for must not hold up the end.
process.exit(await runHere(process.argv.slice(2)))
