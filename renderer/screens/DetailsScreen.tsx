import type { DetailsView } from '../../preload/contract.ts'
import type { Actions } from '../actions.ts'
import { CopyButton } from '../parts/CopyButton.tsx'
import { FactList } from '../parts/FactList.tsx'
import { SourceTable } from '../parts/SourceTable.tsx'
import { WORDS } from '../words.ts'

/** What stands behind the statement, for whoever wants or has to know. */
export function DetailsScreen({ details, version, actions }: {
  readonly details: DetailsView
  readonly version: string
  readonly actions: Actions
}) {
  return (
    <>
      <header class="statement">
        <h1 tabIndex={-1}>{WORDS.details.title}</h1>
        <p class="lead">{details.summary}</p>
      </header>
      <section class="card">
        {details.sources.length > 0
          ? <SourceTable sources={details.sources} />
          : <p class="quiet">{WORDS.details.noSources}</p>}
      </section>
      {details.setup.length > 0 && (
        <section class="card">
          <h2>{WORDS.details.setup}</h2>
          <FactList facts={details.setup} />
        </section>
      )}
      <section class="card">
        <details class="fold">
          <summary>{WORDS.details.showReport}</summary>
          <pre dir="ltr">{details.report}</pre>
        </details>
        <CopyButton label={WORDS.details.copyReport} what="report" actions={actions} />
      </section>
      <footer class="after"><p>{WORDS.details.version} {version}</p></footer>
    </>
  )
}
