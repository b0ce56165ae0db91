import { globSync, readFileSync } from 'node:fs'
import { registerHooks, stripTypeScriptTypes } from 'node:module'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/**
 * Runs the tests of the core against one change at a time, for Stryker. Its own runner starts vitest anew for every change, 0.6 s each and
 * seven thousand of them; here the tests stay loaded and only those that reach the change are run. Changes in what is worked out
 * while a file loads need fresh modules: those come from memory, and only for tests that need the changed one, the nearest first.
 */
export const strykerPlugins = [{ kind: 'TestRunner', name: 'core', factory: Object.assign(() => new Runner(), { inject: [] }) }]

/** Draws of thousands, seconds each; what only they would notice counts as survived. */
const LEFT_OUT = JSON.parse(process.env.MUTATION_LEFT_OUT ?? '[]')

/** Where changed code looks which change is on, as the instrumenter of Stryker writes it. */
const NAMESPACE = '__stryker__'

const stryker = (globalThis[NAMESPACE] ??= {})
const VITEST = import.meta.resolve('vitest')
const STAND_IN = new URL('stand-in.mjs', import.meta.url).href
/** Where the changed copy of this project lies; known once a run begins. */
let root = ''

/** Which load of the modules is going on: a number in their address makes them new. */
let round = 0
/** Who imports whom, by address without the round. */
const importers = new Map()
const sources = new Map()

const bare = (url) => url.split('?', 1)[0]
const own = (url) => url.startsWith(root) && !url.includes('/node_modules/')

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === '#vitest') return { url: VITEST, shortCircuit: true }
    if (specifier === 'vitest' && own(context.parentURL ?? '')) return { url: STAND_IN, shortCircuit: true }
    const found = next(specifier, context)
    if (!own(found.url) || !bare(found.url).endsWith('.ts')) return found
    const url = bare(found.url)
    if (!importers.has(url)) importers.set(url, new Set())
    importers.get(url).add(bare(context.parentURL ?? ''))
    return { ...found, url: `${url}?round=${round}` }
  },
  load(url, context, next) {
    if (!own(url) || !bare(url).endsWith('.ts')) return next(url, context)
    if (!sources.has(bare(url))) sources.set(bare(url), stripTypeScriptTypes(readFileSync(fileURLToPath(bare(url)), 'utf8')))
    return { format: 'module', source: sources.get(bare(url)), shortCircuit: true }
  },
})

/** How many imports lie between a file and each that needs it. */
function distances(from) {
  const found = new Map([[from, 0]])
  for (const url of found.keys()) for (const importer of importers.get(url) ?? []) if (!found.has(importer)) found.set(importer, found.get(url) + 1)
  return found
}

class Runner {
  /** Test files by address, each with its tests of the first round. */
  #files = new Map()
  #standIn

  capabilities() {
    return { reloadEnvironment: true }
  }

  async init() {
    root = pathToFileURL(`${process.cwd()}/`).href
    this.#standIn = await import(STAND_IN)
    for (const file of globSync(JSON.parse(process.env.MUTATION_TESTS)).toSorted()) {
      if (LEFT_OUT.includes(file)) continue
      const url = pathToFileURL(path.resolve(file)).href
      this.#files.set(url, await this.#collect(url))
    }
  }

  async dryRun() {
    const tests = []
    for (const test of [...this.#files.values()].flat()) {
      const start = performance.now()
      stryker.currentTestId = test.id
      const failure = await run(test)
      stryker.currentTestId = undefined
      const timeSpentMs = performance.now() - start
      const seen = { id: test.id, name: test.id, timeSpentMs }
      tests.push(failure === null ? { ...seen, status: 0 } : { ...seen, status: 1, failureMessage: failure })
    }
    return { status: 'complete', tests, mutantCoverage: stryker.mutantCoverage }
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation, sandboxFileName }) {
    Object.assign(stryker, { hitCount: 0, hitLimit })
    const wanted = new Set(testFilter)
    const runs = mutantActivation === 'static'
      ? this.#afresh(activeMutant.id, pathToFileURL(sandboxFileName).href)
      : this.#loaded(activeMutant.id, (id) => wanted.size === 0 || wanted.has(id))
    let count = 0
    try {
      for await (const { id, failure } of runs) {
        count++
        if (stryker.hitCount > hitLimit) return { status: 'timeout', reason: 'A loop without end' }
        if (failure !== null) return { status: 'killed', killedBy: [id], failureMessage: failure, nrOfTests: count }
      }
      return { status: 'survived', nrOfTests: count }
    } finally {
      stryker.activeMutant = undefined
    }
  }

  async * #loaded(mutant, isWanted) {
    stryker.activeMutant = mutant
    for (const test of [...this.#files.values()].flat()) if (isWanted(test.id)) yield { id: test.id, failure: await run(test) }
  }

  async * #afresh(mutant, changed) {
    const far = distances(changed)
    const needing = [...this.#files.keys()].filter((url) => far.has(url)).toSorted((a, b) => far.get(a) - far.get(b))
    round++
    stryker.activeMutant = mutant
    for (const url of needing) {
      let tests
      try {
        tests = await this.#collect(url)
      } catch (error) {
        yield { id: this.#files.get(url)[0].id, failure: `The file cannot be loaded: ${String(error)}` }
        return
      }
      for (const test of tests) yield { id: test.id, failure: await run(test) }
    }
  }

  async #collect(url) {
    const file = path.relative(process.cwd(), fileURLToPath(url))
    const tests = await this.#standIn.collect(() => import(`${url}?round=${round}`))
    return tests.map((test) => ({ ...test, id: `${file}: ${test.name}` })).filter(({ id }) => !LEFT_OUT.some((start) => id.startsWith(start)))
  }
}

/** @returns what was wrong, or null. */
async function run({ body, after }) {
  try {
    await body()
    return null
  } catch (error) {
    return String(error?.message ?? error)
  } finally {
    for (const each of after) await each()
  }
}
