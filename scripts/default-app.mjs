// Takes the place of Electron's own default_app in the stand-in runtime: starts the app named by the first plain argument.
import { readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

/** Splits the arguments as Electron does: modules to load first (`-r`, used by Playwright) and the path of the app. */
function readArguments(argv) {
  const preloads = []
  for (let i = 0; i < argv.length; i++) {
    const argument = argv[i]
    if (argument === '-r' || argument === '--require') preloads.push(argv[++i])
    else if (argument === '-v' || argument === '--version') return { preloads, version: true, target: undefined }
    else if (!argument.startsWith('-')) return { preloads, version: false, target: path.resolve(argument) }
  }
  return { preloads, version: false, target: undefined }
}

/** Gives the app its own name, version and data folder, and returns the path of its main module. */
function describeApp(target) {
  if (!statSync(target).isDirectory()) return target
  const manifest = JSON.parse(readFileSync(path.join(target, 'package.json'), 'utf8'))
  if (manifest.version) app.setVersion(manifest.version)
  app.setName(manifest.productName ?? manifest.name)
  if (manifest.desktopName) app.setDesktopName?.(manifest.desktopName)
  app.setPath('userData', path.join(app.getPath('appData'), app.getName()))
  app.setAppPath(target)
  return createRequire(path.join(target, 'package.json')).resolve(path.join(target, manifest.main ?? 'index.js'))
}

const { preloads, version, target } = readArguments(process.argv.slice(1))
if (version || target === undefined) {
  console.log(version ? `v${process.versions.electron}` : 'Name the app to start: electron PATH')
  process.exit(version ? 0 : 1)
}
const require = createRequire(import.meta.url)
for (const preload of preloads) require(path.resolve(preload))
try {
  // Awaited at the top level, so that what the app does first still happens before `ready`.
  await import(pathToFileURL(describeApp(target)).href)
} catch (error) {
  console.error('The app could not be loaded.')
  console.error(error)
  process.exit(1)
}
