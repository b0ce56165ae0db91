import type { TargetedEvent } from 'preact'
import { useId } from 'preact/hooks'
import type { ChoiceSetting, SettingValue } from '../../preload/contract.ts'
import { SettingNotes } from './SettingNotes.tsx'

interface ChoiceProps {
  readonly item: ChoiceSetting
  readonly onChange: (value: SettingValue) => void
}

/** One of several, as radio buttons or as a menu. */
export function SettingChoice(props: ChoiceProps) {
  return props.item.shape === 'radios' ? <Radios {...props} /> : <Menu {...props} />
}

function Radios({ item, onChange }: ChoiceProps) {
  const id = useId()
  return (
    <div class="setting">
      <fieldset aria-describedby={`${id}-notes`} disabled={item.lock !== undefined}>
        <legend>{item.label}</legend>
        {item.choices.map(({ value, label }) => (
          <label class="radio" key={String(value)}>
            <input type="radio" name={id} checked={value === item.chosen} onChange={() => onChange(value)} />
            {label}
          </label>
        ))}
      </fieldset>
      <SettingNotes id={`${id}-notes`} item={item} />
    </div>
  )
}

function Menu({ item, onChange }: ChoiceProps) {
  const id = useId()
  const choose = (event: TargetedEvent<HTMLSelectElement>) => {
    const chosen = item.choices[event.currentTarget.selectedIndex]
    if (chosen !== undefined) onChange(chosen.value)
  }
  return (
    <div class="setting">
      <label for={id}>{item.label}</label>
      <select id={id} class="text-field" disabled={item.lock !== undefined} aria-describedby={`${id}-notes`} onChange={choose}>
        {item.choices.map(({ value, label, language }) => (
          <option key={String(value)} lang={language} selected={value === item.chosen}>{label}</option>
        ))}
      </select>
      <SettingNotes id={`${id}-notes`} item={item} />
    </div>
  )
}
