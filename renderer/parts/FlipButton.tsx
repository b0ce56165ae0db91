import { useRef } from 'preact/hooks'
import type { CodeTestView } from '../../preload/contract.ts'
import type { Actions } from '../actions.ts'
import { useWords } from '../words.ts'

/** A click that follows a press within so many milliseconds is the same press. */
const SAME_PRESS_MS = 1000

/** Pressed at the moment when the code changes: it counts when the finger comes down, not when it is lifted. */
export function FlipButton({ flip, actions, onPress }: {
  readonly flip: NonNullable<CodeTestView['flip']>
  readonly actions: Actions
  readonly onPress: () => void
}) {
  const words = useWords()
  const last = useRef(-SAME_PRESS_MS)
  const press = () => {
    const now = performance.now()
    if (now - last.current < SAME_PRESS_MS) return
    last.current = now
    void actions.pressFlip().then(onPress)
  }
  return (
    <div class="flip">
      {flip.pressed && <p class="quiet">{words.code.flipped}</p>}
      <button
        type="button"
        class={flip.pressed ? 'link' : 'button primary'}
        onPointerDown={(event) => { if (event.button === 0) press() }}
        onKeyDown={(event) => { if (!event.repeat && (event.key === 'Enter' || event.key === ' ')) press() }}
        onClick={press}
      >
        {flip.label}
      </button>
    </div>
  )
}
