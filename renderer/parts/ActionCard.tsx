import { useState } from 'preact/hooks'
import type { ClockView } from '../../preload/contract.ts'
import type { Actions } from '../actions.ts'
import { useWords } from '../words.ts'
import { WrenchIcon } from './icons.tsx'
import { PlanSteps } from './PlanSteps.tsx'

/** The finding that matters, what to do about it in words, and the one button that does it. */
export function ActionCard({ clock, actions }: { readonly clock: ClockView; readonly actions: Actions }) {
  const words = useWords()
  const { finding, fix, next = [] } = clock
  if (finding === undefined && fix === undefined && next.length === 0) return null
  return (
    <section class="card">
      {finding !== undefined && (
        <>
          <h2>{finding.title}</h2>
          <p class="quiet">{finding.text}</p>
        </>
      )}
      {next.length > 0 && (
        <>
          {finding === undefined && <h2>{words.clock.next}</h2>}
          <ul class="sentences">{next.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>
        </>
      )}
      {fix !== undefined && (
        <>
          <FixButton planId={fix.planId} label={fix.label} actions={actions} />
          <PlanSteps fix={fix} key={fix.planId} />
        </>
      )}
      {fix === undefined && clock.retryLabel !== undefined && (
        <button type="button" class="button primary" onClick={() => void actions.check()}>{clock.retryLabel}</button>
      )}
    </section>
  )
}

function FixButton({ planId, label, actions }: {
  readonly planId: string
  readonly label: string
  readonly actions: Actions
}) {
  const [asked, setAsked] = useState('')
  const waiting = asked === planId
  const fix = async () => {
    if (waiting) return
    setAsked(planId)
    await actions.fix(planId)
    setAsked('')
  }
  return (
    // Not `disabled`: that would throw away the focus of whoever just pressed it.
    <button type="button" class="button primary" aria-disabled={waiting} onClick={() => void fix()}>
      <WrenchIcon />
      {label}
    </button>
  )
}
