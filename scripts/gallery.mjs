// `npm run gallery`: every screen in every state on one page, to look at. `npm run gallery -- --accept` keeps the pictures that tests compare with.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { ensureSystemPackages } from './debian-libs.mjs'
import { ensureElectron } from './electron-runtime.mjs'

const root = path.dirname(import.meta.dirname)
const USAGE = 'Use "npm run gallery" or "npm run gallery -- --accept".'

async function main() {
  const args = process.argv.slice(2)
  if (args.some((argument) => argument !== '--accept')) throw new Error(`"${args.join(' ')}" is not known here. ${USAGE}`)
  await ensureElectron()
  ensureSystemPackages({ forTests: true })
  const command = [process.execPath, path.join('test', 'gallery', 'sheet.ts'), ...args]
  // Without a screen of its own it would cover the user's for a minute.
  const wrapped = process.platform === 'linux' ? ['xvfb-run', '-a', ...command] : command
  const { status, error } = spawnSync(wrapped[0], wrapped.slice(1), { cwd: root, stdio: 'inherit' })
  if (error !== undefined) throw error
  return status ?? 1
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
