import type { RepairResult } from '../core/verify.ts'
import type { Verdict } from '../core/verdict.ts'
import type { UndoResult } from '../repair-undo.ts'

export const EXIT = { fine: 0, warning: 1, critical: 2, unknown: 3, usage: 64, refused: 77 } as const

/** The exit code that tells a verdict: 0 fine, 1 warning, 2 critical, 3 cannot tell. */
export function exitOf(verdict: Verdict): number {
  if (verdict.kind === 'unknown') return EXIT.unknown
  return { ok: EXIT.fine, warning: EXIT.warning, critical: EXIT.critical }[verdict.level]
}

/** The exit code of a repair; where nothing was done and nobody said no the clock itself decides. */
export function exitOfRepair(result: RepairResult, verdict: Verdict): number {
  switch (result) {
    case 'repaired': return EXIT.fine
    case 'nothing-to-do': case 'overtaken': return exitOf(verdict)
    case 'failed': return EXIT.critical
    case 'refused': return EXIT.refused
    case 'cannot-tell': return EXIT.unknown
  }
}

/** The exit code of an undo. */
export function exitOfUndo(result: UndoResult): number {
  return { 'undone': EXIT.fine, 'nothing-to-undo': EXIT.fine, 'failed': EXIT.critical, 'refused': EXIT.refused, 'cannot-tell': EXIT.unknown }[result]
}
