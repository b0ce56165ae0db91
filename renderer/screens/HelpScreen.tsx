import { useLayoutEffect, useRef } from 'preact/hooks'
import type { HelpView } from '../../preload/contract.ts'
import type { Actions } from '../actions.ts'
import { HelpChoices } from '../parts/HelpChoices.tsx'
import { HelpEnd } from '../parts/HelpEnd.tsx'
import { HelpErrorText, HelpReadError } from '../parts/HelpErrorText.tsx'
import { BackIcon } from '../parts/icons.tsx'

/** Starts from what the user sees and leads in two choices to what mends it. */
export function HelpScreen({ help, actions }: { readonly help: HelpView; readonly actions: Actions }) {
  const heading = useRef<HTMLHeadingElement>(null)
  const { place, back, readError } = help
  const shown = useRef(place)
  // Whoever chose is told where they are now; whoever came by the tabs keeps the focus there.
  useLayoutEffect(() => {
    if (shown.current === place) return
    shown.current = place
    window.scrollTo({ top: 0 })
    heading.current?.focus({ preventScroll: true })
  }, [place])
  return (
    <>
      <header class="statement">
        {back !== undefined && (
          <button type="button" class="link back" onClick={() => void actions.openHelp(back.place)}>
            <BackIcon />
            {back.label}
          </button>
        )}
        <h1 tabIndex={-1} ref={heading}>{help.title}</h1>
        {help.lead !== undefined && <p class="lead">{help.lead}</p>}
      </header>
      {help.wantsErrorText && <HelpErrorText actions={actions} />}
      <div class="read-error" aria-live="polite">{readError !== undefined && <HelpReadError read={readError} />}</div>
      {help.choices.length > 0 && <HelpChoices choices={help.choices} actions={actions} />}
      {help.end !== undefined && <HelpEnd end={help.end} actions={actions} key={place} />}
    </>
  )
}
