import { useEffect, useRef } from 'preact/hooks'
import type { CodeResultView } from '../../preload/contract.ts'
import { WORDS } from '../words.ts'
import { BadgePill } from './BadgePill.tsx'

/** The judgement on the phone's clock, in sentences, and where to set it right. */
export function CodeResult({ result }: { readonly result: CodeResultView }) {
  const shown = useRef<HTMLDivElement>(null)
  // A small window may end above the result; the field keeps the focus, so the page has to move.
  useEffect(() => shown.current?.scrollIntoView({ block: 'nearest' }), [result])
  return (
    <div class="result" ref={shown}>
      <BadgePill badge={result.badge} />
      {result.sentences.map((sentence) => <p key={sentence}>{sentence}</p>)}
      {result.phoneSteps.length > 0 && (
        <>
          <p>{WORDS.code.phoneLead}</p>
          <dl class="phone-steps">
            {result.phoneSteps.map((step) => (
              <div key={step.system}><dt>{step.system}</dt><dd>{step.path}</dd></div>
            ))}
          </dl>
        </>
      )}
    </div>
  )
}
