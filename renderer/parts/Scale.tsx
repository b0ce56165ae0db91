import type { CSSProperties } from 'preact'
import type { ScaleView, ToleranceView } from '../../preload/contract.ts'
import { WORDS } from '../words.ts'
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
          <span key={tick.at} class="tick-label" style={placed({ '--at': tick.at })}>{tick.label}</span>
        ))}
      </div>
      <div class="scale-ends"><span>{scale.slowLabel}</span><span>{scale.fastLabel}</span></div>
    </div>
  )
}

/** What the offset means for each kind of sign-in. */
export function Tolerances({ tolerances }: { readonly tolerances: readonly ToleranceView[] }) {
  if (tolerances.length === 0) return null
  return (
    <ul class="rows tolerances" aria-label={WORDS.clock.tolerances}>
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

/** Holds the place of the scale while there is nothing to draw yet, so that nothing jumps when it arrives. */
export function ScaleSkeleton() {
  return (
    <section class="card skeleton" aria-hidden="true">
      <div class="scale"><div class="scale-bar"><div class="scale-bands" /></div><div class="scale-labels" /></div>
      <div class="rows">
        {[0, 1, 2].map((row) => <div class="row" key={row}><span class="ghost" /><span class="ghost short" /></div>)}
      </div>
    </section>
  )
}
