import type { Badge } from '../../preload/contract.ts'
import { ToneIcon } from './icons.tsx'

/** A short judgement as a coloured pill; the icon gives the tone by shape as well. */
export function BadgePill({ badge }: { readonly badge: Badge }) {
  return (
    <span class={`badge tone-${badge.tone}`}>
      <ToneIcon tone={badge.tone} />
      {badge.text}
    </span>
  )
}
