import type { ProgressView } from '../../preload/contract.ts'
import { useWords } from '../words.ts'
import { ProgressIcon } from './icons.tsx'

/** The steps of a repair, numbered, each with its state in words. */
export function Progress({ title, steps }: { readonly title: string; readonly steps: readonly ProgressView[] }) {
  const words = useWords()
  return (
    <section class="card">
      <h2>{title}</h2>
      <ol class="rows progress">
        {steps.map((step, index) => (
          // Titles can repeat in a plan; the place in the list is what a step is.
          <li class={`row step-${step.state}`} key={index}>
            <span><span aria-hidden="true">{index + 1}. </span>{step.title}</span>
            <span class="judgement">
              <ProgressIcon state={step.state} />
              {step.text === '' ? words.progress[step.state] : step.text}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
