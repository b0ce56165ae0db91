import { useEffect } from 'preact/hooks'
import type { DetailsView } from '../../preload/contract.ts'
import type { Actions } from '../actions.ts'
import { FactList } from '../parts/FactList.tsx'
import { History, type HistoryProps } from '../parts/History.tsx'
import { Report } from '../parts/Report.tsx'
import { SourceTable } from '../parts/SourceTable.tsx'
import { useWords } from '../words.ts'

/** What stands behind the statement, for whoever wants or has to know. */
export function DetailsScreen({ details, history, version, actions }: {
  readonly details: DetailsView
  /** Absent where none is kept. */
  readonly history: HistoryProps | undefined
  readonly version: string
  readonly actions: Actions
}) {
  const words = useWords()
  useEffect(() => void actions.learnAbout(), [actions])
  return (
    <>
      <header class="statement">
        <h1 tabIndex={-1}>{words.details.title}</h1>
        <p class="lead">{details.summary}</p>
      </header>
      <section class="card">
        {details.sources.length > 0
          ? <SourceTable sources={details.sources} />
          : <p class="quiet">{words.details.noSources}</p>}
      </section>
      {history !== undefined && <History {...history} />}
      {details.setup.length > 0 && (
        <section class="card">
          <h2>{words.details.setup}</h2>
          <FactList facts={details.setup} />
        </section>
      )}
      <Report details={details} actions={actions} />
      <footer class="after"><p>Clock Medic {version}</p></footer>
    </>
  )
}
