import type { HelpEndView } from '../../preload/contract.ts'
import type { Actions } from '../actions.ts'
import { WORDS } from '../words.ts'
import { BadgePill } from './BadgePill.tsx'
import { CopyButton } from './CopyButton.tsx'
import { FactList } from './FactList.tsx'

/** The cure: what it is, where the app leads, what is known of the clocks, and the message for whoever has to act. */
export function HelpEnd({ end, actions }: { readonly end: HelpEndView; readonly actions: Actions }) {
  return (
    <>
      <section class="card">
        <BadgePill badge={end.badge} />
        {end.sentences.map((sentence) => <p key={sentence}>{sentence}</p>)}
        {end.phoneSteps.length > 0 && (
          <>
            <p class="quiet">{WORDS.code.phoneLead}</p>
            <dl class="phone-steps">
              {end.phoneSteps.map((step) => (
                <div key={step.system}><dt>{step.system}</dt><dd>{step.path}</dd></div>
              ))}
            </dl>
          </>
        )}
        {end.actions.map((action, index) => (
          <LeadOn key={action} action={action} primary={index === 0} actions={actions} />
        ))}
      </section>
      {end.clocks.length > 0 && (
        <section class="card">
          <h2>{WORDS.help.known}</h2>
          <FactList facts={end.clocks} />
        </section>
      )}
      {end.message !== undefined && (
        <section class="card" aria-label={WORDS.help.message}>
          <h2>{WORDS.help.message}</h2>
          <CopyButton label={WORDS.help.copy} what="help-message" actions={actions} />
          <pre class="message" dir="ltr">{end.message}</pre>
        </section>
      )}
    </>
  )
}

function LeadOn({ action, primary, actions }: {
  readonly action: HelpEndView['actions'][number]
  readonly primary: boolean
  readonly actions: Actions
}) {
  const run = () => {
    if (action === 'check') void actions.check()
    actions.show(action === 'check' ? 'clock' : 'code')
  }
  return <button type="button" class={primary ? 'button primary' : 'button'} onClick={run}>{WORDS.help[action]}</button>
}
