import { useEffect, useState } from 'preact/hooks'
import type { Actions, CopyWhat } from '../actions.ts'
import { WORDS } from '../words.ts'

const SHOWN_FOR_MS = 4000

/** Copies through the api and says beside the button whether it worked. */
export function CopyButton({ label, what, actions }: {
  readonly label: string
  readonly what: CopyWhat
  readonly actions: Actions
}) {
  const [said, setSaid] = useState('')
  useEffect(() => {
    if (said !== WORDS.copied) return undefined
    const timer = setTimeout(() => setSaid(''), SHOWN_FOR_MS)
    return () => clearTimeout(timer)
  }, [said])
  const copy = async () => setSaid((await actions.copy(what)) ? WORDS.copied : WORDS.copyFailed)
  return (
    <div class="copy">
      <button type="button" class="button" onClick={() => void copy()}>{label}</button>
      <output>{said}</output>
    </div>
  )
}
