import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { HistorySpan, HistoryView } from '../../preload/contract.ts'
import { HistoryChart } from './HistoryChart.tsx'
import { HistoryTable } from './HistoryTable.tsx'

export interface HistoryProps {
  /** Asks for the history of a span; null where that did not go through. */
  readonly load: (span: HistorySpan) => Promise<HistoryView | null>
  /** Changes when there is more to show. */
  readonly revision: string
}

/** How wrong the clock was over the last day or month, drawn or as a table. */
export function History({ load, revision }: HistoryProps) {
  const [span, setSpan] = useState<HistorySpan>('day')
  const [asTable, setAsTable] = useState(false)
  const view = useHistory(load, span, revision)
  const heading = useId()
  // The same room as with a chart in it, so that nothing jumps when it arrives.
  if (view === 'loading') return <section class="card history" aria-busy="true"><div class="history-plot" /></section>
  // Everything else on the screen stands without it.
  if (view === 'failed') return null
  const { chart, rows } = view
  return (
    <section class="card history" aria-labelledby={heading}>
      <div class="history-head">
        <h2 id={heading}>{view.title}</h2>
        <div class="history-spans" role="group" aria-labelledby={heading}>
          {view.spans.map(({ id, label }) => (
            <button type="button" key={id} class="history-span" aria-pressed={id === span} onClick={() => setSpan(id)}>{label}</button>
          ))}
        </div>
      </div>
      {asTable && rows.length > 0 && <HistoryTable title={view.title} columns={view.columns} rows={rows} />}
      {!asTable && chart !== undefined && <HistoryChart chart={chart} onFailed={() => setAsTable(true)} />}
      {chart !== undefined && <p class="quiet">{view.summary}</p>}
      {[...(asTable ? [] : chart?.notes ?? []), ...view.sentences].map((sentence) => <p class="quiet" key={sentence}>{sentence}</p>)}
      {rows.length > 0 && (
        <button type="button" class="button" onClick={() => setAsTable(!asTable)}>{asTable ? view.showChart : view.showTable}</button>
      )}
    </section>
  )
}

/** The newest answer; the one before stays until it is there, and an answer to an earlier question counts no more. */
function useHistory(load: HistoryProps['load'], span: HistorySpan, revision: string): HistoryView | 'loading' | 'failed' {
  const [view, setView] = useState<HistoryView | 'loading' | 'failed'>('loading')
  const ask = useRef(load)
  ask.current = load
  useEffect(() => {
    let isCurrent = true
    void ask.current(span).then((loaded) => {
      if (isCurrent) setView((shown) => loaded ?? (shown === 'loading' ? 'failed' : shown))
    })
    return () => { isCurrent = false }
  }, [span, revision])
  return view
}
