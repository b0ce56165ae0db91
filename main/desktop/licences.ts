import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import type { PartView } from '../../preload/settings-view.ts'

const PARTS = v.array(v.object({ name: v.string(), version: v.string(), licence: v.string() }))

/** The parts that others made, out of the list that the build has written. Read when first asked for; none where there is no list. */
export function partsIn(file: string): () => readonly PartView[] {
  let parts: readonly PartView[] | undefined
  return () => (parts ??= readParts(file))
}

function readParts(file: string): readonly PartView[] {
  try {
    return v.parse(PARTS, JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return []
  }
}
