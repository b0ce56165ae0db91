import type { CodeTestView } from '../../preload/contract.ts'
import type { Actions } from '../actions.ts'
import { CodeEntry } from '../parts/CodeEntry.tsx'
import { PracticeAccount } from '../parts/PracticeAccount.tsx'
import { WORDS } from '../words.ts'

/** Measures the phone's clock by a code it shows for a made-up account. */
export function CodeScreen({ test, actions }: { readonly test: CodeTestView; readonly actions: Actions }) {
  return (
    <>
      <header class="statement">
        <h1 tabIndex={-1}>{WORDS.code.title}</h1>
        <p class="lead">{WORDS.code.lead}</p>
      </header>
      <PracticeAccount account={test.account} actions={actions} />
      <CodeEntry test={test} actions={actions} />
    </>
  )
}
