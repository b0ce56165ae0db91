import type { Screen } from '../../preload/contract.ts'
import { useWords } from '../words.ts'

const ORDER: readonly Screen[] = ['clock', 'code', 'help', 'details', 'settings']

/** The screens, at the bottom of the window. The focus stays on the chosen tab. */
export function Tabs({ current, without, onChoose }: {
  readonly current: Screen
  /** A screen that is not there. */
  readonly without?: Screen | undefined
  readonly onChoose: (screen: Screen) => void
}) {
  const words = useWords()
  return (
    <nav class="tabs" aria-label={words.screensLabel}>
      <ul>
        {ORDER.filter((id) => id !== without).map((id) => (
          <li key={id}>
            <button type="button" aria-current={id === (current === 'about' ? 'settings' : current) ? 'page' : undefined} onClick={() => onChoose(id)}>
              {words.screens[id]}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}
