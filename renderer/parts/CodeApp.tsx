import type { TargetedEvent } from 'preact'
import { useId } from 'preact/hooks'
import type { CodeTestView } from '../../preload/contract.ts'
import type { Actions } from '../actions.ts'
import { useWords } from '../words.ts'

/** Which app makes the code, and what that app is known to do to it. */
export function CodeApp({ test, actions }: { readonly test: CodeTestView; readonly actions: Actions }) {
  const words = useWords()
  const id = useId()
  return (
    <div class="choice-of-app">
      <label for={id}>{words.code.app}</label>
      <select
        id={id}
        class="text-field"
        value={test.authenticator}
        onChange={(event: TargetedEvent<HTMLSelectElement>) => void actions.chooseAuthenticator(event.currentTarget.value)}
      >
        {test.authenticators.map((app) => <option key={app.id} value={app.id}>{app.name}</option>)}
      </select>
      {test.quirk !== undefined && <p class="hint">{test.quirk}</p>}
    </div>
  )
}
