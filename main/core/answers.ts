import type { Answer, Step } from './remedy.ts'

/** A remedy that this machine cannot do, with the reason in words. */
export const impossible = (reason: string): Answer => ({ kind: 'impossible', reason })

/** A remedy as the steps that it takes here. */
export const steps = (...list: readonly Step[]): Answer => ({ kind: 'steps', steps: list })
