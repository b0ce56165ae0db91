import { useId } from 'preact/hooks'
import type { SettingValue, SwitchSetting } from '../../preload/contract.ts'
import { SettingNotes } from './SettingNotes.tsx'

/** On or off. */
export function SettingSwitch({ item, onChange }: { readonly item: SwitchSetting; readonly onChange: (value: SettingValue) => void }) {
  const id = useId()
  return (
    <div class="setting setting-switch">
      <label for={id}>{item.label}</label>
      <input
        id={id}
        type="checkbox"
        role="switch"
        class="switch"
        checked={item.on}
        aria-checked={item.on}
        disabled={item.lock !== undefined}
        aria-describedby={`${id}-notes`}
        onChange={() => onChange(!item.on)}
      />
      <SettingNotes id={`${id}-notes`} item={item} />
    </div>
  )
}
