import { checkJson, planJson, round, stepJson, systemJson } from '../core/json.ts'
import type { RepairReport } from '../repair.ts'
import type { UndoProposal, UndoReport } from '../repair-undo.ts'

export { checkJson, planJson, round, systemJson, verdictJson } from '../core/json.ts'

/** The document of `fix --json`: the newest look, and what was planned, done and proven. */
export function fixJson({ result, before, after, steps, explanation, tookSeconds }: RepairReport): Record<string, unknown> {
  return {
    ...checkJson(after ?? before),
    plan: planJson(before.plan),
    result,
    repaired: result === 'repaired',
    repairSeconds: round(tookSeconds),
    steps: steps.map((step) => ({ ...step, tookSeconds: round(step.tookSeconds) })),
    explanation,
    before: checkJson(before),
    ...(after === undefined ? {} : { after: checkJson(after) }),
  }
}

/** The document of `fix --undo --dry-run --json`: what would take the last repair back. */
export function undoPlanJson(proposal: UndoProposal): Record<string, unknown> {
  return { schema: 1, plan: { steps: proposal.kind === 'steps' ? proposal.steps.map(stepJson) : [] }, explanation: proposal.words }
}

/** The document of `fix --undo --json`: what was planned and done, and how this computer keeps its clock now. */
export function undoJson(proposal: UndoProposal, { result, steps, state, explanation }: UndoReport): Record<string, unknown> {
  return {
    ...undoPlanJson(proposal),
    result,
    undone: result === 'undone',
    steps: steps.map((step) => ({ ...step, tookSeconds: round(step.tookSeconds) })),
    explanation,
    ...(state === undefined ? {} : { system: systemJson(state) }),
  }
}
