import type { HistoryView } from '../../preload/contract.ts'

/** The same as the chart in words. It scrolls by itself, so it takes the focus for the arrow keys. */
export function HistoryTable({ title, columns, rows }: Pick<HistoryView, 'title' | 'columns' | 'rows'>) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard
    <div class="history-table" role="group" aria-label={title} tabIndex={0}>
      <table>
        <caption class="spoken">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{columns.time}</th>
            <th scope="col">{columns.offset}</th>
            <th scope="col">{columns.what}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ time, offset, tone, what }, index) => (
            // Counted from the oldest, so that a new row moves the others instead of changing them all.
            <tr key={rows.length - index}>
              <th scope="row">{time}</th>
              <td class={`tone-text-${tone}`}>{offset}</td>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
