import type { Screen } from '../../preload/contract.ts'
import { SCREENS, WORDS } from '../words.ts'

/** The four screens, at the bottom of the window. The focus stays on the chosen tab. */
export function Tabs({ current, onChoose }: {
  readonly current: Screen
  readonly onChoose: (screen: Screen) => void
}) {
  return (
    <nav class="tabs" aria-label={WORDS.screens}>
      <ul>
        {SCREENS.map(({ id, label }) => (
          <li key={id}>
            <button type="button" aria-current={id === current ? 'page' : undefined} onClick={() => onChoose(id)}>
              {label}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}
