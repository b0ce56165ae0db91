import { useId, useState } from 'preact/hooks'
import type { WelcomeView } from '../../preload/contract.ts'
import { SettingLock } from '../parts/SettingNotes.tsx'

/** What the screen can cause. */
export interface WelcomeActions {
  readonly finishWelcome: (startAtLogin: boolean) => Promise<unknown>
}

/** The first start: what the program does, sends and never sends, and one choice. */
export function WelcomeScreen({ welcome, actions }: { readonly welcome: WelcomeView; readonly actions: WelcomeActions }) {
  const { title, lead, groups, startAtLogin, button } = welcome
  const [on, setOn] = useState(startAtLogin.on)
  const id = useId()
  return (
    <>
      <header class="statement">
        <h1 tabIndex={-1}>{title}</h1>
        <p class="lead">{lead}</p>
      </header>
      <section class="card welcome">
        {groups.map((group) => (
          <div key={group.title}>
            <h2>{group.title}</h2>
            <ul class="sentences">{group.lines.map((line) => <li key={line}>{line}</li>)}</ul>
          </div>
        ))}
      </section>
      <section class="card">
        <div class="setting setting-switch">
          <label for={id}>{startAtLogin.label}</label>
          <input
            id={id}
            type="checkbox"
            role="switch"
            class="switch"
            checked={on}
            aria-checked={on}
            disabled={startAtLogin.lock !== undefined}
            aria-describedby={`${id}-notes`}
            onChange={() => setOn(!on)}
          />
          <div class="setting-notes" id={`${id}-notes`}>
            <p class="hint">{startAtLogin.text}</p>
            {startAtLogin.lock !== undefined && <SettingLock text={startAtLogin.lock} />}
          </div>
        </div>
        <button type="button" class="button primary" onClick={() => void actions.finishWelcome(on)}>{button}</button>
      </section>
    </>
  )
}
