import { useId, useState } from 'preact/hooks'
import type { SourceRow } from '../../preload/contract.ts'
import { useWords } from '../words.ts'

/** Every time source asked: what it says about the clock, how long it took, and why it counts or not. */
export function SourceTable({ sources }: { readonly sources: readonly SourceRow[] }) {
  const words = useWords()
  const [open, setOpen] = useState<number>()
  return (
    <table class="sources">
      <caption class="spoken">{words.details.sources}</caption>
      <thead>
        <tr>
          <th scope="col">{words.details.source}</th>
          <th scope="col">{words.details.offset}</th>
          <th scope="col">{words.details.delay}</th>
        </tr>
      </thead>
      <tbody>
        {sources.map((source, index) => (
          <Source
            key={`${source.name} ${source.address}`}
            source={source}
            open={open === index}
            onOpen={(isOpen) => setOpen((now) => (isOpen ? index : now === index ? undefined : now))}
          />
        ))}
      </tbody>
    </table>
  )
}

/** One row. Its reason shows on hover, focus and press, goes with Escape, and is the description of the button. */
function Source({ source, open, onOpen }: {
  readonly source: SourceRow
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
}) {
  const id = useId()
  const address = source.address === source.name ? '' : source.address
  return (
    <tr onMouseEnter={() => onOpen(true)} onMouseLeave={() => onOpen(false)}>
      <th scope="row">
        <button
          type="button"
          class="plain"
          aria-describedby={id}
          onFocus={() => onOpen(true)}
          onBlur={() => onOpen(false)}
          onClick={() => onOpen(true)}
          onKeyDown={(event) => event.key === 'Escape' && onOpen(false)}
        >
          <bdi>{source.name}</bdi>
        </button>
        <span id={id} role="tooltip" class={open ? 'reason' : 'spoken'}>
          <bdi>{address}</bdi>{address !== '' && source.reason !== '' && ' · '}{source.reason}
        </span>
      </th>
      <td class={`tone-text-${source.tone}`}>{source.text}</td>
      <td>{source.delay}</td>
    </tr>
  )
}
