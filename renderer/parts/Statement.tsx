import type { Badge } from '../../preload/contract.ts'
import { BadgePill } from './BadgePill.tsx'

/** The one statement of the screen, read out whenever it changes. */
export function Statement({ badge, statement, detail }: {
  readonly badge?: Badge
  readonly statement: string
  readonly detail: string
}) {
  return (
    <header class="statement">
      <div aria-live="polite" aria-atomic="true">
        {badge !== undefined && <BadgePill badge={badge} />}
        <h1 tabIndex={-1}>{statement}</h1>
      </div>
      <p class="lead">{detail}</p>
    </header>
  )
}
