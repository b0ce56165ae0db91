import { useId, useRef } from 'preact/hooks'
import type { GuiltView, ServiceClockView } from '../../preload/contract.ts'
import type { Actions } from '../actions.ts'
import { useWords } from '../words.ts'
import { Guilt } from './Guilt.tsx'

/** Asks the service that rejects the code for its time. */
export function ServiceClock({ clock, guilt, actions }: {
  readonly clock: ServiceClockView
  /** Where nothing else on the screen says it. */
  readonly guilt: GuiltView | undefined
  readonly actions: Actions
}) {
  const words = useWords()
  const field = useRef<HTMLInputElement>(null)
  const id = useId()
  const { answer, asking, pages } = clock
  const ask = (event: Event) => {
    event.preventDefault()
    if (!asking) void actions.askService(field.current?.value ?? '')
  }
  return (
    <section class="card" aria-label={words.services.clock}>
      <details class="fold">
        <summary>{words.services.clock}</summary>
        <form class="folded" onSubmit={ask}>
          <p class="quiet">{words.services.clockLead}</p>
          <label for={id}>{words.services.address}</label>
          <input
            ref={field}
            id={id}
            class="text-field"
            dir="ltr"
            type="text"
            inputMode="url"
            autoComplete="off"
            spellcheck={false}
            placeholder="https://"
            list={pages.length > 0 ? `${id}-pages` : undefined}
          />
          {pages.length > 0 && (
            <datalist id={`${id}-pages`}>{pages.map(({ name, address }) => <option key={address} value={address}>{name}</option>)}</datalist>
          )}
          <button type="submit" class="button" aria-disabled={asking}>{words.services.ask}</button>
        </form>
      </details>
      <div aria-live="polite" class="answer">
        {asking && <p class="hint">{words.services.asking}</p>}
        {answer?.sentences.map((sentence) => <p key={sentence} class={`tone-text-${answer.tone}`}>{sentence}</p>)}
        {answer !== undefined && guilt !== undefined && <Guilt guilt={guilt} actions={actions} />}
      </div>
    </section>
  )
}
