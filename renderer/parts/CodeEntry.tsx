import type { TargetedEvent } from 'preact'
import { useId, useRef, useState } from 'preact/hooks'
import type { CodeTestView } from '../../preload/contract.ts'
import type { Actions } from '../actions.ts'
import { fieldAfter } from '../code-field.ts'
import { useWords } from '../words.ts'
import { CodeApp } from './CodeApp.tsx'
import { CodeResult } from './CodeResult.tsx'
import { FlipButton } from './FlipButton.tsx'

/** The field for a code, the button for its change, and what both say about the phone's clock. */
export function CodeEntry({ test, actions }: { readonly test: CodeTestView; readonly actions: Actions }) {
  const words = useWords()
  const [code, setCode] = useState('')
  const [judging, setJudging] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  const { result, field, flip } = test

  const judge = async (whole: string) => {
    setJudging(true)
    await actions.tryCode(whole)
    setJudging(false)
  }
  const change = (event: TargetedEvent<HTMLInputElement>) => {
    const next = fieldAfter(code, event.currentTarget.value, field.digits)
    // The field may hold a rejected character although the state stays the same, which would not be drawn again.
    event.currentTarget.value = next
    setCode(next)
    if (next.length === field.digits && next !== code) void judge(next)
  }
  const submit = (event: Event) => {
    event.preventDefault()
    if (!judging && test.ready) void judge(code)
  }
  const empty = () => {
    setCode('')
    input.current?.focus()
  }
  const restart = async () => {
    await actions.restartCodeTest()
    empty()
  }

  return (
    <section class="card" aria-label={words.code.entry}>
      <CodeApp test={test} actions={actions} />
      {test.notice !== undefined && <output class="notice">{test.notice}</output>}
      <form onSubmit={submit}>
        <label for={id}>{field.label}</label>
        <input
          ref={input}
          id={id}
          class="code-field"
          dir="ltr"
          type="text"
          inputMode="numeric"
          autoComplete="off"
          spellcheck={false}
          placeholder={'·'.repeat(field.digits)}
          aria-describedby={`${id}-hint`}
          disabled={!test.ready}
          value={code}
          onInput={change}
        />
        <p id={`${id}-hint`} class={result === undefined && !judging ? 'hint' : 'spoken'}>{field.hint}</p>
      </form>
      {flip !== undefined && <FlipButton flip={flip} actions={actions} onPress={empty} />}
      <div aria-live="polite">
        {judging && result === undefined && <p class="hint">{words.code.judging}</p>}
        {result !== undefined && <CodeResult result={result} guilt={test.guilt} actions={actions} />}
      </div>
      {result !== undefined && (
        <button type="button" class="button" onClick={() => void restart()}>{words.code.again}</button>
      )}
    </section>
  )
}
