import type { ClockView } from '../../preload/contract.ts'
import type { Actions } from '../actions.ts'
import { ActionCard } from '../parts/ActionCard.tsx'
import { CopyButton } from '../parts/CopyButton.tsx'
import { FactList } from '../parts/FactList.tsx'
import { Progress } from '../parts/Progress.tsx'
import { Scale, ScaleSkeleton, Tolerances } from '../parts/Scale.tsx'
import { Statement } from '../parts/Statement.tsx'
import { WORDS } from '../words.ts'

/** The laptop's clock: one statement, one action, everything else folded away. */
export function ClockScreen({ clock, actions }: { readonly clock: ClockView; readonly actions: Actions }) {
  const hasAction = clock.finding !== undefined || clock.fix !== undefined || (clock.next ?? []).length > 0
  const { facts = [], progress = [], scale } = clock
  return (
    <>
      <Statement badge={clock.badge} statement={clock.statement} detail={clock.detail} />
      {facts.length > 0 && (
        <section class="card" aria-label={WORDS.clock.facts}><FactList facts={facts} /></section>
      )}
      {scale !== undefined && (
        <section class="card">
          <Scale scale={scale} />
          <Tolerances tolerances={scale.tolerances} />
        </section>
      )}
      {scale === undefined && clock.phase === 'checking' && <ScaleSkeleton />}
      <ActionCard clock={clock} actions={actions} />
      {progress.length > 0 && <Progress title={clock.progressTitle ?? WORDS.clock.progress} steps={progress} />}
      {clock.forAdmin !== undefined && (
        <section class="card">
          <details class="fold">
            <summary>{WORDS.clock.forAdmin}</summary>
            <pre dir="ltr">{clock.forAdmin}</pre>
            <CopyButton label={WORDS.clock.copyForAdmin} what="admin-steps" actions={actions} />
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
          {WORDS.clock.codeBefore}
          <a href="#code" onClick={toCodeTest}>{WORDS.clock.codeLink}</a>
          {WORDS.clock.codeAfter}
        </p>
      )}
      {clock.offersPractice && (
        <p>
          <button type="button" class="link" onClick={() => void actions.practice(true)}>{WORDS.practiceOffer}</button>
        </p>
      )}
    </footer>
  )
}
