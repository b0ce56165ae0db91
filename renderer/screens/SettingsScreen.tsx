import type { SettingItem, SettingsView, SettingValue } from '../../preload/contract.ts'
import { ForwardIcon } from '../parts/icons.tsx'
import { SettingChecks } from '../parts/SettingChecks.tsx'
import { SettingChoice } from '../parts/SettingChoice.tsx'
import { SettingLines } from '../parts/SettingLines.tsx'
import { SettingsReset } from '../parts/SettingsReset.tsx'
import { SettingSwitch } from '../parts/SettingSwitch.tsx'

/** What the screen can cause. What came of it stands in the next view. */
export interface SettingsActions {
  readonly changeSetting: (name: string, value: SettingValue | readonly string[]) => Promise<unknown>
  readonly resetSettings: () => Promise<unknown>
}

/** All that the user can choose, one explanation each. */
export function SettingsScreen({ settings, actions, onAbout }: {
  readonly settings: SettingsView
  readonly actions: SettingsActions
  readonly onAbout: () => void
}) {
  const { title, lead, notice, groups, reset, aboutLabel } = settings
  return (
    <>
      <header class="statement">
        <h1 tabIndex={-1}>{title}</h1>
        <p class="lead">{lead}</p>
        <div role="status">{notice !== undefined && <p class="notice">{notice}</p>}</div>
      </header>
      {groups.map((group) => (
        <section class="card settings" key={group.title} aria-label={group.title}>
          <h2>{group.title}</h2>
          {group.items.map((item) => <Setting key={item.name} item={item} actions={actions} />)}
        </section>
      ))}
      <div class="card choices">
        <button type="button" class="plain choice" onClick={onAbout}>{aboutLabel}<ForwardIcon /></button>
      </div>
      <footer class="after"><SettingsReset reset={reset} onReset={() => void actions.resetSettings()} /></footer>
    </>
  )
}

function Setting({ item, actions }: { readonly item: SettingItem; readonly actions: SettingsActions }) {
  const change = (value: SettingValue | readonly string[]) => void actions.changeSetting(item.name, value)
  switch (item.kind) {
    case 'switch': return <SettingSwitch item={item} onChange={change} />
    case 'choice': return <SettingChoice item={item} onChange={change} />
    case 'lines': return <SettingLines item={item} onSave={change} />
    case 'checks': return <SettingChecks item={item} onChange={change} />
  }
}
