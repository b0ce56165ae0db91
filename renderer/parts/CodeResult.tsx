import { useEffect, useRef } from 'preact/hooks'
import type { CodeResultView, GuiltView } from '../../preload/contract.ts'
import type { Actions } from '../actions.ts'
import { useWords } from '../words.ts'
import { BadgePill } from './BadgePill.tsx'
import { Guilt } from './Guilt.tsx'

/** Which clock is guilty, the judgement on the phone's clock in sentences, and where to set it right. */
export function CodeResult({ result, guilt, actions }: {
  readonly result: CodeResultView
  readonly guilt: GuiltView | undefined
  readonly actions: Actions
}) {
  const words = useWords()
  const shown = useRef<HTMLDivElement>(null)
  const { badge, sentences, phoneSteps, settled } = result
  const said = [badge.text, ...sentences].join(' ')
  // A small window may end above the result; the field keeps the focus, so the page has to move.
  useEffect(() => shown.current?.scrollIntoView({ block: 'nearest' }), [said])
  return (
    <div class="result" ref={shown}>
      {guilt !== undefined && <Guilt guilt={guilt} actions={actions} />}
      <BadgePill badge={badge} />
      {sentences.map((sentence) => <p key={sentence}>{sentence}</p>)}
      {phoneSteps.length > 0 && (
        <details class="fold" open={settled}>
          <summary>{words.code.phoneSteps}</summary>
          <dl class="phone-steps">
            {phoneSteps.map((step) => (
              <div key={step.system}><dt>{step.system}</dt><dd><bdi>{step.path}</bdi></dd></div>
            ))}
          </dl>
        </details>
      )}
    </div>
  )
}
