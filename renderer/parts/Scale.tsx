import type { CSSProperties } from 'preact'
import type { ScaleView, ToleranceView } from '../../preload/contract.ts'
import { useWords } from '../words.ts'
import { ToneIcon } from './icons.tsx'

const CENTRE = 0.5

/** Hands numbers to the style sheet as custom properties; set from script, so the strict style policy allows it. */
function placed(numbers: Readonly<Record<`--${string}`, number>>): CSSProperties {
  return numbers
}

/** The offset drawn on a scale. Always left to right: slow is left in every language, as the positions say. */
export function Scale({ scale }: { readonly scale: ScaleView }) {
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- no tag stands for a drawing made of elements
    <div class="scale" role="img" aria-label={scale.description} dir="ltr">
      <div class="scale-bar">
        <div class="scale-bands">
          {scale.bands.map((band) => (
            <span
              key={band.from}
              class={`band band-${band.tone}`}
              style={placed({ '--from': band.from, '--to': band.to })}
            />
          ))}
        </div>
        {scale.ticks.map((tick) => (
          <span
            key={tick.at}
            class={tick.at === CENTRE ? 'tick tick-centre' : 'tick'}
            style={placed({ '--at': tick.at })}
          />
        ))}
        <span class={`marker tone-text-${scale.markerTone}`} style={placed({ '--at': scale.marker })}>
          <svg viewBox="0 0 14 40" focusable="false">
            <path d="M0 0H14L7 11ZM5.5 12.5h3V40h-3Z" fill="currentColor" />
          </svg>
        </span>
      </div>
      <div class="scale-labels">
        {scale.ticks.map((tick) => (
          <span key={tick.at} class="tick-label" dir="auto" style={placed({ '--at': tick.at })}>{tick.label}</span>
        ))}
      </div>
      <div class="scale-ends"><span dir="auto">{scale.slowLabel}</span><span dir="auto">{scale.fastLabel}</span></div>
    </div>
  )
}

/** What the offset means for each kind of sign-in. */
export function Tolerances({ tolerances }: { readonly tolerances: readonly ToleranceView[] }) {
  const words = useWords()
  if (tolerances.length === 0) return null
  return (
    <ul class="rows tolerances" aria-label={words.clock.tolerances}>
      {tolerances.map((tolerance) => (
        <li class="row" key={tolerance.label}>
          <span>{tolerance.label}</span>
          <span class={`judgement tone-text-${tolerance.tone}`}>
            <ToneIcon tone={tolerance.tone} />
            {tolerance.text}
          </span>
        </li>
      ))}
    </ul>
  )
}
