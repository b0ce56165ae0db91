import type { TargetedEvent } from 'preact'
import { useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { OwnKeyView } from '../../preload/contract.ts'
import type { Actions } from '../actions.ts'
import { pictureIn, pixelsOf } from '../picture.ts'
import { useWords } from '../words.ts'

/** Takes a key of the user's own as text, picture or from the screen. What was given is wiped here at once. */
export function OwnKey({ ownKey, actions }: { readonly ownKey: OwnKeyView; readonly actions: Actions }) {
  const words = useWords()
  const [looking, setLooking] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const id = useId()
  const { held, text, wrong } = ownKey
  // Whoever has just chosen an own key wants to paste it; whoever came by the tabs keeps the focus there.
  useLayoutEffect(() => {
    if (document.activeElement === document.body) field.current?.focus()
  }, [held])

  const giveText = async (event: Event) => {
    event.preventDefault()
    const input = field.current
    if (input === null) return
    const bytes = new TextEncoder().encode(input.value)
    input.value = ''
    await actions.giveKey(bytes)
    bytes.fill(0)
  }
  const look = useCallback(async (find: () => Promise<unknown>) => {
    setLooking(true)
    await find()
    setLooking(false)
  }, [])
  const givePicture = useCallback((file: Blob | undefined) => {
    if (file === undefined) return
    void look(async () => {
      const { width, pixels } = await pixelsOf(file)
      await actions.giveKeyPicture(width, pixels)
      pixels.fill(0)
    })
  }, [actions, look])
  usePictures(givePicture)

  return (
    <section class="card" aria-label={words.ownKey.title}>
      <h2>{words.ownKey.title}</h2>
      <p class="quiet">{text}</p>
      {!held && (
        <>
          <form onSubmit={(event) => void giveText(event)}>
            <label for={id}>{words.ownKey.field}</label>
            <input
              ref={field}
              id={id}
              class="text-field"
              dir="ltr"
              type="password"
              autoComplete="off"
              spellcheck={false}
              aria-describedby={wrong === undefined ? undefined : `${id}-wrong`}
              aria-invalid={wrong !== undefined}
            />
            <button type="submit" class="button primary">{words.ownKey.use}</button>
          </form>
          <div aria-live="polite">
            {looking && <p class="hint">{words.ownKey.looking}</p>}
            {!looking && wrong !== undefined && <p class="wrong" id={`${id}-wrong`}>{wrong}</p>}
          </div>
          <div class="ways">
            <label class="button file">
              <input
                type="file"
                class="spoken"
                accept="image/*"
                onChange={(event: TargetedEvent<HTMLInputElement>) => {
                  const input = event.currentTarget
                  givePicture(input.files?.[0])
                  input.value = ''
                }}
              />
              {words.ownKey.picture}
            </label>
            <button type="button" class="button" onClick={() => void look(actions.readKeyFromScreen)}>{words.ownKey.screen}</button>
            <p class="hint">{words.ownKey.paste}</p>
          </div>
        </>
      )}
      {held && <button type="button" class="link" onClick={() => void actions.chooseKey('own')}>{words.ownKey.another}</button>}
      <button type="button" class="link" onClick={() => void actions.chooseKey('practice')}>{words.ownKey.practice}</button>
    </section>
  )
}

/** Takes pictures that are pasted or dropped anywhere on the screen. */
function usePictures(give: (picture: File) => void): void {
  useEffect(() => {
    const take = (event: Event, things: DataTransfer | null) => {
      const picture = pictureIn(things)
      if (picture === undefined) return
      event.preventDefault()
      give(picture)
    }
    const paste = (event: ClipboardEvent) => take(event, event.clipboardData)
    const drop = (event: DragEvent) => take(event, event.dataTransfer)
    // Whoever does not say that things may be dropped gets none.
    const over = (event: DragEvent) => event.preventDefault()
    document.addEventListener('paste', paste)
    document.addEventListener('drop', drop)
    document.addEventListener('dragover', over)
    return () => {
      document.removeEventListener('paste', paste)
      document.removeEventListener('drop', drop)
      document.removeEventListener('dragover', over)
    }
  }, [give])
}
