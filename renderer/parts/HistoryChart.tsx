import { useEffect, useRef } from 'preact/hooks'
import type { HistoryChartView } from '../../preload/contract.ts'

/**
 * The drawing. What draws it is loaded when the first chart is shown, so that the window opens without it. Always left to
 * right, as time runs on the charts of every language here; who cannot see it has the summary and the table.
 */
export function HistoryChart({ chart, onFailed }: { readonly chart: HistoryChartView; readonly onFailed: () => void }) {
  const place = useRef<HTMLDivElement>(null)
  const failed = useRef(onFailed)
  failed.current = onFailed
  useEffect(() => {
    let ended = false
    let end = (): void => {}
    const draw = async (): Promise<void> => {
      const { drawHistory } = await import('../history-plot.ts')
      if (!ended && place.current !== null) end = drawHistory(place.current, chart)
    }
    draw().catch(() => failed.current())
    return () => {
      ended = true
      end()
    }
  }, [chart])
  return <div class="history-plot" dir="ltr" aria-hidden="true" ref={place} />
}
