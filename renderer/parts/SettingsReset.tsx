import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { SettingsView } from '../../preload/contract.ts'

/** Sets everything back, once the user has agreed. */
export function SettingsReset({ reset, onReset }: { readonly reset: SettingsView['reset']; readonly onReset: () => void }) {
  const [asking, setAsking] = useState(false)
  const keep = useRef<HTMLButtonElement>(null)
  const begin = useRef<HTMLButtonElement>(null)
  const before = useRef(asking)
  // The button that had the focus is gone: whoever uses the keyboard goes on where the question is, or was.
  useLayoutEffect(() => {
    if (before.current !== asking) (asking ? keep : begin).current?.focus()
    before.current = asking
  }, [asking])
  const end = (agreed: boolean) => {
    if (agreed) onReset()
    setAsking(false)
  }
  if (!asking) return <button type="button" class="link" ref={begin} onClick={() => setAsking(true)}>{reset.label}</button>
  return (
    <div class="ways" role="group" aria-label={reset.question}>
      <p class="question">{reset.question}</p>
      <button type="button" class="button" ref={keep} onClick={() => end(false)}>{reset.no}</button>
      <button type="button" class="button" onClick={() => end(true)}>{reset.yes}</button>
    </div>
  )
}
