import type { HelpEndView } from '../../preload/contract.ts'
import type { Actions } from '../actions.ts'
import { useWords } from '../words.ts'
import { BadgePill } from './BadgePill.tsx'
import { CopyButton } from './CopyButton.tsx'
import { FactList } from './FactList.tsx'

/** The cure: what it is, where the app leads, what is known of the clocks, and the message for whoever has to act. */
export function HelpEnd({ end, actions }: { readonly end: HelpEndView; readonly actions: Actions }) {
  const words = useWords()
  return (
    <>
      <section class="card">
        <BadgePill badge={end.badge} />
        {end.sentences.map((sentence) => <p key={sentence}>{sentence}</p>)}
        {end.phoneSteps.length > 0 && (
          <>
            <p class="quiet">{words.code.phoneLead}</p>
            <dl class="phone-steps">
              {end.phoneSteps.map((step) => (
                <div key={step.system}><dt>{step.system}</dt><dd><bdi>{step.path}</bdi></dd></div>
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
          <h2>{words.help.known}</h2>
          <FactList facts={end.clocks} />
        </section>
      )}
      {end.message !== undefined && (
        <section class="card" aria-label={words.help.message}>
          <h2>{words.help.message}</h2>
          <CopyButton label={words.help.copy} what="help-message" actions={actions} />
          <pre class="message" dir="auto">{end.message}</pre>
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
  const words = useWords()
  const run = () => {
    if (action === 'check') void actions.check()
    actions.show(action === 'check' ? 'clock' : 'code')
  }
  return <button type="button" class={primary ? 'button primary' : 'button'} onClick={run}>{words.help[action]}</button>
}
