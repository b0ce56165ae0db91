import type { TargetedEvent } from 'preact'
import { useId, useState } from 'preact/hooks'
import type { ReadErrorView } from '../../preload/contract.ts'
import type { Actions } from '../actions.ts'
import { useWords } from '../words.ts'
import { BadgePill } from './BadgePill.tsx'

/** More than any message has; the beginning of a log is enough. */
const MOST = 20_000

/** The field for an error text. What is in it goes no further than this computer. */
export function HelpErrorText({ actions }: { readonly actions: Actions }) {
  const words = useWords()
  const [text, setText] = useState('')
  const id = useId()
  const submit = (event: Event) => {
    event.preventDefault()
    void actions.readError(text)
  }
  return (
    <section class="card">
      <form onSubmit={submit}>
        <label for={id}>{words.help.errorText}</label>
        <textarea
          id={id}
          class="error-text"
          dir="auto"
          rows={4}
          maxLength={MOST}
          autoComplete="off"
          spellcheck={false}
          value={text}
          onInput={(event: TargetedEvent<HTMLTextAreaElement>) => setText(event.currentTarget.value)}
        />
        <button type="submit" class="button primary">{words.help.read}</button>
      </form>
    </section>
  )
}

/** What was made of the error text. */
export function HelpReadError({ read }: { readonly read: ReadErrorView }) {
  return (
    <section class="card">
      <BadgePill badge={read.badge} />
      {read.said !== undefined && <pre class="message" dir="auto">{read.said}</pre>}
      <p>{read.meaning}</p>
    </section>
  )
}
