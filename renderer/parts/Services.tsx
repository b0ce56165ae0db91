import { useEffect, useState } from 'preact/hooks'
import type { ServicesView } from '../../preload/contract.ts'
import type { Actions } from '../actions.ts'
import { useWords } from '../words.ts'
import { FactList } from './FactList.tsx'

const TICK_MS = 250

/** The chance at each of the user's services, when to type the next code, and which services there are to choose from. */
export function Services({ services, actions }: { readonly services: ServicesView; readonly actions: Actions }) {
  const words = useWords()
  const { chances, typing, choices } = services
  return (
    <section class="card" aria-label={words.services.title}>
      {chances.length > 0 && (
        <>
          <h2>{words.services.title}</h2>
          <FactList facts={chances} />
        </>
      )}
      {typing !== undefined && <Typing sentences={typing} />}
      <details class="fold">
        <summary>{words.services.choose}</summary>
        <ul class="service-choices">
          {choices.map(({ id, name, text, picked }) => (
            <li key={id}>
              <label>
                <input type="checkbox" checked={picked} onChange={() => void actions.pickService(id, !picked)} />
                <span>{name}<small>{text}</small></span>
              </label>
            </li>
          ))}
        </ul>
      </details>
    </section>
  )
}

/** Counts down to the moment at which a code is best typed. */
function Typing({ sentences }: { readonly sentences: readonly string[] }) {
  const words = useWords()
  const [second, setSecond] = useState(0)
  useEffect(() => {
    const begun = performance.now()
    const tick = () => setSecond(Math.floor((performance.now() - begun) / 1000))
    tick()
    const timer = setInterval(tick, TICK_MS)
    return () => clearInterval(timer)
  }, [sentences])
  return <p class="typing" role="timer" aria-label={words.services.typing}>{sentences[second % sentences.length]}</p>
}
