import { useEffect, useId, useMemo, useRef } from 'preact/hooks'
import type { ChecksSetting } from '../../preload/contract.ts'
import { SettingNotes } from './SettingNotes.tsx'

/** Any of many, folded away. */
export function SettingChecks({ item, onChange }: { readonly item: ChecksSetting; readonly onChange: (values: readonly string[]) => void }) {
  const id = useId()
  const picked = useMemo(() => item.choices.filter((choice) => choice.picked).map(({ value }) => value), [item.choices])
  // Two clicks may come before the view tells of the first.
  const wanted = useRef(picked)
  useEffect(() => {
    wanted.current = picked
  }, [picked])
  const toggle = (value: string) => {
    const { current } = wanted
    wanted.current = current.includes(value) ? current.filter((each) => each !== value) : [...current, value]
    onChange(wanted.current)
  }
  return (
    <div class="setting">
      <fieldset aria-describedby={`${id}-notes`} disabled={item.lock !== undefined}>
        <legend>{item.label}</legend>
        <SettingNotes id={`${id}-notes`} item={item} />
        <details class="fold">
          <summary>{item.summary}</summary>
          <ul class="service-choices">
            {item.choices.map((choice) => (
              <li key={choice.value}>
                <label>
                  <input type="checkbox" checked={choice.picked} onChange={() => toggle(choice.value)} />
                  <span>{choice.label}<small>{choice.text}</small></span>
                </label>
              </li>
            ))}
          </ul>
        </details>
      </fieldset>
    </div>
  )
}
