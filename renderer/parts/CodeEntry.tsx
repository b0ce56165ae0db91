import { useId, useRef, useState } from 'preact/hooks'
import type { TargetedEvent } from 'preact'
import type { CodeTestView } from '../../preload/contract.ts'
import type { Actions } from '../actions.ts'
import { CODE_LENGTH, fieldAfter } from '../code-field.ts'
import { WORDS } from '../words.ts'
import { CodeResult } from './CodeResult.tsx'

/** The six-digit field and what the code says about the phone's clock. */
export function CodeEntry({ test, actions }: { readonly test: CodeTestView; readonly actions: Actions }) {
  const [code, setCode] = useState('')
  const [judging, setJudging] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const id = useId()
  const { result } = test
  const again = result?.wantsSecondCode === true

  const judge = async (whole: string) => {
    setJudging(true)
    await actions.tryCode(whole)
    setJudging(false)
  }
  const change = (event: TargetedEvent<HTMLInputElement>) => {
    const next = fieldAfter(code, event.currentTarget.value)
    // The field may hold a rejected character although the state stays the same, which would not be drawn again.
    event.currentTarget.value = next
    setCode(next)
    if (next.length === CODE_LENGTH && next !== code) void judge(next)
  }
  const submit = (event: Event) => {
    event.preventDefault()
    if (!judging && test.ready) void judge(code)
  }
  const restart = async () => {
    await actions.restartCodeTest()
    setCode('')
    field.current?.focus()
  }

  return (
    <section class="card" aria-label={WORDS.code.entry}>
      {test.notice !== undefined && <output class="notice">{test.notice}</output>}
      <form onSubmit={submit}>
        <label for={id}>{again ? WORDS.code.fieldAgain : WORDS.code.field}</label>
        <input
          ref={field}
          id={id}
          class="code-field"
          dir="ltr"
          type="text"
          inputMode="numeric"
          autoComplete="off"
          spellcheck={false}
          placeholder="······"
          aria-describedby={`${id}-hint`}
          disabled={!test.ready}
          value={code}
          onInput={change}
        />
        <p id={`${id}-hint`} class={result === undefined && !judging ? 'hint' : 'spoken'}>{WORDS.code.fieldHint}</p>
      </form>
      <div aria-live="polite">
        {judging && result === undefined && <p class="hint">{WORDS.code.judging}</p>}
        {result !== undefined && <CodeResult result={result} />}
      </div>
      {result !== undefined && (
        <button type="button" class="button" onClick={() => void restart()}>{WORDS.code.again}</button>
      )}
    </section>
  )
}
