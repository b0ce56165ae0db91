import type { AskedView } from '../../preload/contract.ts'
import { useWords } from '../words.ts'
import { ToneIcon } from './icons.tsx'

/** As many rows as the scale has below it when it arrives. */
const ROWS = [0, 1, 2] as const

/** Holds the place of the scale, so that nothing jumps when it arrives; meanwhile its rows show the sources that answered last. */
export function ScaleSkeleton({ asked = [] }: { readonly asked?: readonly AskedView[] }) {
  const words = useWords()
  const last = asked.slice(-ROWS.length)
  return (
    <section class="card skeleton">
      <div class="scale" aria-hidden="true"><div class="scale-bar"><div class="scale-bands" /></div><div class="scale-labels" /></div>
      <ul class="rows" aria-label={words.clock.asked} aria-hidden={last.length === 0}>
        {ROWS.map((row) => <Row key={row} source={last[row]} />)}
      </ul>
    </section>
  )
}

function Row({ source }: { readonly source: AskedView | undefined }) {
  if (source === undefined) return <li class="row" aria-hidden="true"><span class="ghost" /><span class="ghost short" /></li>
  return (
    <li class="row">
      <bdi>{source.name}</bdi>
      <span class={`judgement tone-text-${source.tone}`}>
        <ToneIcon tone={source.tone} />
        {source.text}
      </span>
    </li>
  )
}
