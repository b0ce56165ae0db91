import { DEFAULT_LIMITS, levelOf } from '../../main/core/limits.ts'
import type { Expected } from './expected.ts'

/** What of the document of `check --json` is looked at. */
export interface CheckDocument {
  readonly verdict: string
  readonly reasonCode?: string
  readonly offsetSeconds?: number
  readonly uncertaintySeconds?: number
  readonly method: string
  readonly tookSeconds: number
  readonly findings: readonly { readonly id: string }[]
}

/** `wrong`: a false level stated as true; `outside`: the truth outside the stated uncertainty; `late`: too slow; `other`: a false reason, method or finding. */
export interface Problem {
  readonly kind: 'wrong' | 'outside' | 'other' | 'late'
  readonly words: string
}

export interface Judged {
  /** Without problems: `right` with an offset, `cannot-tell` with a true reason. */
  readonly outcome: 'right' | 'cannot-tell' | 'failed'
  readonly problems: readonly Problem[]
  /** offset − truth, in seconds. */
  readonly error?: number
}

/** The lab's servers are right to a few µs, and the document is rounded to 1 µs. */
const TRUTH_GOOD_TO = 0.00001

/** Reads a document of `check --json`; null where it is none. */
export function readDocument(text: string): CheckDocument | null {
  try {
    const document = JSON.parse(text) as CheckDocument
    return typeof document.verdict === 'string' && typeof document.tookSeconds === 'number' && Array.isArray(document.findings) ? document : null
  } catch {
    return null
  }
}

/** Judges one check against the true offset (seconds) and what is expected in its network. */
export function evaluate(document: CheckDocument, truth: number, { methods, reasons, saysBlocked, within = Infinity }: Expected): Judged {
  const { verdict, reasonCode, offsetSeconds: offset, uncertaintySeconds: uncertainty, method, tookSeconds, findings } = document
  const late = tookSeconds > within ? [problem('late', `took ${tookSeconds} s, allowed are ${within} s`)] : []
  if (verdict === 'unknown') {
    const untrue = reasons.some((reason) => reason === reasonCode) ? []
      : [problem('other', `cannot tell because of "${reasonCode}", expected was ${[...methods, ...reasons].join(' or ')}`)]
    return judged('cannot-tell', [...untrue, ...late])
  }
  if (offset === undefined || uncertainty === undefined) return judged('right', [problem('wrong', `says "${verdict}" without offset and uncertainty`)])
  const error = offset - truth
  const right = levelOf(truth, DEFAULT_LIMITS)
  const blocked = findings.some(({ id }) => id === 'udp-blocked')
  return judged('right', [
    ...(verdict === right ? [] : [problem('wrong', `says "${verdict}" (${offset} s), right is "${right}" (${truth} s)`)]),
    ...(Math.abs(error) <= uncertainty + TRUTH_GOOD_TO ? [] : [problem('outside', `${error.toFixed(6)} s off, states ±${uncertainty} s`)]),
    ...(methods.includes(method) ? [] : [problem('other', `answered by ${method}, expected was ${methods.join(' or ') || `"${reasons.join('" or "')}"`}`)]),
    ...(saysBlocked === undefined || saysBlocked === blocked ? [] : [problem('other', blocked ? 'says that UDP is blocked, and it is not' : 'does not say that UDP is blocked')]),
    ...late,
  ], error)
}

const problem = (kind: Problem['kind'], words: string): Problem => ({ kind, words })

const judged = (outcome: 'right' | 'cannot-tell', problems: readonly Problem[], error?: number): Judged =>
  ({ outcome: problems.length === 0 ? outcome : 'failed', problems, ...(error === undefined ? {} : { error }) })
