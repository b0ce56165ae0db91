import { useEffect, useState } from 'preact/hooks'
import type { Actions, CopyWhat } from '../actions.ts'
import { useWords } from '../words.ts'

const SHOWN_FOR_MS = 4000

/** Copies through the api and says beside the button whether it worked. */
export function CopyButton({ label, what, actions }: {
  readonly label: string
  readonly what: CopyWhat
  readonly actions: Actions
}) {
  const words = useWords()
  const [said, setSaid] = useState('')
  useEffect(() => {
    if (said !== words.copied) return undefined
    const timer = setTimeout(() => setSaid(''), SHOWN_FOR_MS)
    return () => clearTimeout(timer)
  }, [said, words.copied])
  const copy = async () => setSaid((await actions.copy(what)) ? words.copied : words.copyFailed)
  return (
    <div class="copy">
      <button type="button" class="button" onClick={() => void copy()}>{label}</button>
      <output>{said}</output>
    </div>
  )
}
