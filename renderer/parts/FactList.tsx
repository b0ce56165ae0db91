import type { FactRow } from '../../preload/contract.ts'
import { useWords } from '../words.ts'
import { ToneIcon } from './icons.tsx'

/** Label and value, one pair a line. Good and bad values carry a mark besides their colour. */
export function FactList({ facts }: { readonly facts: readonly FactRow[] }) {
  const words = useWords()
  return (
    <dl class="rows facts">
      {facts.map((fact) => (
        <div class="row" key={fact.label}>
          <dt>{fact.label}</dt>
          <dd class={`tone-text-${fact.tone}`}>
            {(fact.tone === 'bad' || fact.tone === 'warning') && (
              <>
                <ToneIcon tone={fact.tone} />
                <span class="spoken">{words.tones[fact.tone]} </span>
              </>
            )}
            <bdi>{fact.value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  )
}
