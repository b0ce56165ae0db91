import type { GuiltView } from '../../preload/contract.ts'
import type { Actions } from '../actions.ts'

/** The one sentence about the three clocks, and what to do. */
export function Guilt({ guilt, actions }: { readonly guilt: GuiltView; readonly actions: Actions }) {
  const { lead } = guilt
  const follow = async (helpPlace: string | undefined) => {
    if (helpPlace !== undefined) await actions.openHelp(helpPlace)
    if (lead !== undefined) actions.show(lead.screen)
  }
  return (
    <div class="guilt">
      <p class="guilty">{guilt.sentence}</p>
      {guilt.next.map((sentence) => <p key={sentence}>{sentence}</p>)}
      {lead !== undefined && <button type="button" class="link" onClick={() => void follow(lead.helpPlace)}>{lead.label}</button>}
    </div>
  )
}
