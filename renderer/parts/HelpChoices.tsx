import type { HelpView } from '../../preload/contract.ts'
import type { Actions } from '../actions.ts'
import { ForwardIcon } from './icons.tsx'

/** What a person may see, one line each. */
export function HelpChoices({ choices, actions }: {
  readonly choices: HelpView['choices']
  readonly actions: Actions
}) {
  return (
    <ul class="card choices">
      {choices.map(({ place, label }) => (
        <li key={place}>
          <button type="button" class="plain choice" onClick={() => void actions.openHelp(place)}>
            <span>{label}</span>
            <ForwardIcon />
          </button>
        </li>
      ))}
    </ul>
  )
}
