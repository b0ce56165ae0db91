import type { ClockView } from '../../preload/contract.ts'
import type { Actions } from '../actions.ts'
import { ActionCard } from '../parts/ActionCard.tsx'
import { CopyButton } from '../parts/CopyButton.tsx'
import { FactList } from '../parts/FactList.tsx'
import { Progress } from '../parts/Progress.tsx'
import { Scale, Tolerances } from '../parts/Scale.tsx'
import { ScaleSkeleton } from '../parts/ScaleSkeleton.tsx'
import { Statement } from '../parts/Statement.tsx'
import { useWords } from '../words.ts'

/** The laptop's clock: one statement, one action, everything else folded away. */
export function ClockScreen({ clock, actions }: { readonly clock: ClockView; readonly actions: Actions }) {
  const words = useWords()
  const hasAction = clock.finding !== undefined || clock.fix !== undefined || (clock.next ?? []).length > 0
  const { facts = [], progress = [], scale } = clock
  return (
    <>
      <Statement badge={clock.badge} statement={clock.statement} detail={clock.detail} />
      {facts.length > 0 && (
        <section class="card" aria-label={words.clock.facts}><FactList facts={facts} /></section>
      )}
      {scale !== undefined && (
        <section class="card">
          <Scale scale={scale} />
          <Tolerances tolerances={scale.tolerances} />
        </section>
      )}
      {scale === undefined && clock.phase === 'checking' && <ScaleSkeleton asked={clock.asked} />}
      <ActionCard clock={clock} actions={actions} />
      {progress.length > 0 && <Progress title={clock.progressTitle ?? words.clock.progress} steps={progress} />}
      {clock.forAdmin !== undefined && (
        <section class="card">
          <details class="fold">
            <summary>{words.clock.forAdmin}</summary>
            <pre dir="auto">{clock.forAdmin}</pre>
            <CopyButton label={words.clock.copyForAdmin} what="admin-steps" actions={actions} />
          </details>
        </section>
      )}
      <Footer clock={clock} hasAction={hasAction} actions={actions} />
    </>
  )
}

function Footer({ clock, hasAction, actions }: {
  readonly clock: ClockView
  readonly hasAction: boolean
  readonly actions: Actions
}) {
  const words = useWords()
  const showsRetry = clock.retryLabel !== undefined && (!hasAction || clock.fix !== undefined)
  const toCodeTest = (event: Event) => {
    event.preventDefault()
    actions.show('code')
  }
  return (
    <footer class="after">
      {showsRetry && (
        <p><button type="button" class="button" onClick={() => void actions.check()}>{clock.retryLabel}</button></p>
      )}
      {clock.offersCodeTest && (
        <p>
          {words.stillRejected.before}
          <a href="#code" onClick={toCodeTest}>{words.stillRejected.link}</a>
          {words.stillRejected.after}
        </p>
      )}
      {clock.offersPractice && (
        <p>
          <button type="button" class="link" onClick={() => void actions.practice(true)}>{words.practiceOffer}</button>
        </p>
      )}
    </footer>
  )
}
