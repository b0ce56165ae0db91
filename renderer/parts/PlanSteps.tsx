import type { FixView } from '../../preload/contract.ts'
import { useWords } from '../words.ts'

/** The folded plan: each step with its reason, the exact command, what it changes and what takes it back. */
export function PlanSteps({ fix }: { readonly fix: FixView }) {
  const words = useWords()
  return (
    <details class="fold">
      <summary>{fix.summary}</summary>
      <ol class="plan">
        {fix.steps.map((step) => (
          <li key={`${step.title} ${step.command}`}>
            <h3>{step.title}</h3>
            <p>{step.why}</p>
            <dl>
              <dt>{words.clock.stepCommand}</dt>
              <dd><Command text={step.command} /></dd>
              <dt>{words.clock.stepTouches}</dt>
              <dd>{step.touches}</dd>
              {step.undo !== undefined && (
                <>
                  <dt>{words.clock.stepUndo}</dt>
                  <dd><Command text={step.undo} /></dd>
                </>
              )}
            </dl>
          </li>
        ))}
      </ol>
    </details>
  )
}

/** The command as text that only wraps between its arguments: a line end after a hyphen would make it hard to read. */
function Command({ text }: { readonly text: string }) {
  return (
    <code dir="ltr">
      {text.split(' ').map((argument, index) => [index > 0 && ' ', <span key={index}>{argument}</span>])}
    </code>
  )
}
