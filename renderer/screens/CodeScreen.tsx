import { useEffect } from 'preact/hooks'
import type { CodeTestView } from '../../preload/contract.ts'
import type { Actions } from '../actions.ts'
import { CodeEntry } from '../parts/CodeEntry.tsx'
import { OwnKey } from '../parts/OwnKey.tsx'
import { PracticeAccount } from '../parts/PracticeAccount.tsx'
import { ServiceClock } from '../parts/ServiceClock.tsx'
import { Services } from '../parts/Services.tsx'
import { useWords } from '../words.ts'

/** Measures the phone's clock by the codes it shows, then the service's, and tells which clock is guilty. */
export function CodeScreen({ test, actions }: { readonly test: CodeTestView; readonly actions: Actions }) {
  const words = useWords()
  const { ownKey, result, guilt } = test
  // A key of the user's own is held no longer than the screen that asked for it is open.
  useEffect(() => () => void actions.forgetKey(), [actions])
  return (
    <>
      <header class="statement">
        <h1 tabIndex={-1}>{words.code.title}</h1>
        <p class="lead">{ownKey === undefined ? words.code.lead : words.code.ownLead}</p>
      </header>
      {ownKey === undefined ? <PracticeAccount account={test.account} takesOwnKey={test.noOwnKey !== true} actions={actions} /> : <OwnKey ownKey={ownKey} actions={actions} />}
      <CodeEntry test={test} actions={actions} key={`${ownKey?.held} ${test.field.digits}`} />
      <Services services={test.services} actions={actions} />
      <ServiceClock clock={test.serviceClock} guilt={result === undefined ? guilt : undefined} actions={actions} />
    </>
  )
}
