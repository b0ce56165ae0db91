import { format } from 'node:util'
import { expect } from '#vitest'

/** The part of vitest that the tests of the core use, so that they can run again and again in one process: `expect` is vitest's own. */
export { expect }

/** What the file that is being loaded registers. */
let file = { tests: [], names: new Map(), after: [] }
let groups = []

/** Collects what `load` registers. @returns the tests in the order they were written, each with a name of its own within the file. */
export async function collect(load) {
  file = { tests: [], names: new Map(), after: [] }
  groups = []
  await load()
  const { tests, after } = file
  return tests.map((each) => ({ ...each, after }))
}

export function describe(name, body) {
  groups.push(name)
  body()
  groups.pop()
}

export function test(name, body) {
  const whole = [...groups, name].join(' > ')
  const times = (file.names.get(whole) ?? 0) + 1
  file.names.set(whole, times)
  file.tests.push({ name: times === 1 ? whole : `${whole} (${times})`, body })
}

const each = (register) => (rows) => (name, body) => {
  for (const row of rows) {
    const values = Array.isArray(row) ? row : [row]
    register(format(name, ...values.slice(0, name.match(/%[sdifjoOc]/g)?.length ?? 0)), () => body(...values))
  }
}

describe.each = each(describe)
test.each = each(test)
test.skipIf = (skipped) => (skipped ? () => {} : test)
export const it = test

export function afterEach(body) {
  file.after.push(body)
}
