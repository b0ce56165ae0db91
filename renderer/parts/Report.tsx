import type { DetailsView } from '../../preload/contract.ts'
import type { Actions } from '../actions.ts'
import { useWords } from '../words.ts'
import { CopyButton } from './CopyButton.tsx'

/** The report for support: all of it to read first, then to copy or to save. */
export function Report({ details: { report, reportAddresses }, actions }: { readonly details: DetailsView; readonly actions: Actions }) {
  const words = useWords()
  return (
    <section class="card report">
      <details class="fold">
        <summary>{words.details.showReport}</summary>
        <pre dir="ltr">{report}</pre>
      </details>
      {reportAddresses !== undefined && (
        <label>
          <input type="checkbox" checked={reportAddresses.on} onChange={(event) => void actions.nameAddresses(event.currentTarget.checked)} />
          {reportAddresses.label}
        </label>
      )}
      <div class="report-buttons">
        <CopyButton label={words.details.copyReport} what="report" actions={actions} />
        {report !== '' && <button type="button" class="button" onClick={() => void actions.saveReport()}>{words.details.saveReport}</button>}
      </div>
    </section>
  )
}
