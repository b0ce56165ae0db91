import type { Actions } from '../actions.ts'
import { HELP_TOPICS, WORDS, type HelpAction } from '../words.ts'

/** Starts from what the user sees and leads to the check that tells more. */
export function HelpScreen({ actions }: { readonly actions: Actions }) {
  return (
    <>
      <header class="statement">
        <h1 tabIndex={-1}>{WORDS.help.title}</h1>
        <p class="lead">{WORDS.help.lead}</p>
      </header>
      <section class="card topics">
        {HELP_TOPICS.map((topic) => (
          <details class="topic" key={topic.id}>
            <summary>{topic.title}</summary>
            {topic.sentences.map((sentence) => <p key={sentence}>{sentence}</p>)}
            {topic.actions.length > 0 && (
              <p class="buttons">
                {topic.actions.map((action) => <HelpButton key={action} action={action} actions={actions} />)}
              </p>
            )}
          </details>
        ))}
      </section>
    </>
  )
}

function HelpButton({ action, actions }: { readonly action: HelpAction; readonly actions: Actions }) {
  const run = () => {
    if (action === 'check') void actions.check()
    actions.show(action === 'check' ? 'clock' : 'code')
  }
  return <button type="button" class="button" onClick={run}>{WORDS.help[action]}</button>
}
