// Makes Linux packages out of what is built, with nothing but what is here: `node scripts/package-linux.mjs [deb] [rpm] [--output FOLDER]
// [--version VERSION]`. The Electron in node_modules goes in, which may be the stand-in for tests: nothing made here is a release.
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build, Platform } from 'electron-builder'
import { readyVersion } from './electron-runtime.mjs'

const root = path.dirname(import.meta.dirname)

/**
 * Makes packages for this computer's processor and gives their paths.
 * @param {{ targets: readonly string[], output: string, version?: string }} wanted
 * @returns {Promise<readonly string[]>}
 */
export async function packageLinux({ targets, output, version }) {
  const electronVersion = readyVersion()
  if (electronVersion === undefined) throw new Error('There is no Electron yet; "npm run runtime" gets one.')
  process.env.CUSTOM_FPM_PATH = path.join(import.meta.dirname, 'fpm.mjs')
  const made = await build({
    projectDir: root,
    targets: Platform.LINUX.createTarget([...targets]),
    publish: 'never',
    config: {
      extends: 'electron-builder.yml',
      directories: { output },
      electronVersion,
      electronDist: 'node_modules/electron/dist',
      // A release takes it from where it is checked out; a package made here has none.
      extraMetadata: { homepage: 'https://clock-medic.invalid/', ...(version === undefined ? {} : { version }) },
    },
  })
  return made.filter((file) => targets.includes(path.extname(file).slice(1)))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { output: { type: 'string', default: path.join(root, 'dist') }, version: { type: 'string' } } })
  const targets = positionals.length > 0 ? positionals : ['deb']
  for (const file of await packageLinux({ targets, output: path.resolve(values.output), version: values.version })) console.log(file)
}
