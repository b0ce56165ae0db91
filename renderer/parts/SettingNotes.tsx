import type { SettingItem } from '../../preload/contract.ts'

/** Says that somebody else has decided; the drawing only repeats the words. */
export function SettingLock({ text }: { readonly text: string }) {
  return (
    <p class="lock">
      <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5" /></svg>
      {text}
    </p>
  )
}

/** What belongs to a setting besides its field: the explanation, the lock, and why a change was not taken. The field is described by `id`. */
export function SettingNotes({ id, item: { text, lock, wrong } }: { readonly id: string; readonly item: SettingItem }) {
  return (
    <div class="setting-notes" id={id}>
      <p class="hint">{text}</p>
      {lock !== undefined && <SettingLock text={lock} />}
      <div aria-live="polite">{wrong !== undefined && <p class="wrong">{wrong}</p>}</div>
    </div>
  )
}
