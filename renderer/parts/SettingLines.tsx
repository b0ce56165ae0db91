import type { TargetedEvent } from 'preact'
import { useEffect, useId, useState } from 'preact/hooks'
import type { LinesSetting } from '../../preload/contract.ts'
import { SettingNotes } from './SettingNotes.tsx'

/** What is typed and not saved yet, by setting: another screen may be looked at meanwhile. */
const drafts = new Map<string, string>()

const linesOf = (text: string): readonly string[] => [...new Set(text.split('\n').map((line) => line.trim()).filter((line) => line !== ''))]

/** Names or addresses, one a line. What is wrong with them is said when they are saved, and what was typed stays. */
export function SettingLines({ item, onSave }: { readonly item: LinesSetting; readonly onSave: (lines: readonly string[]) => void }) {
  const { name, lines, lock, wrong } = item
  const [draft, setDraft] = useState(drafts.get(name))
  const [stage, setStage] = useState<'typing' | 'asked' | 'saved'>('typing')
  const id = useId()
  const text = draft ?? lines.join('\n')
  const kept = linesOf(text).join('\n') === lines.join('\n')

  useEffect(() => {
    if (draft === undefined || kept) drafts.delete(name)
    else drafts.set(name, draft)
  }, [name, draft, kept])
  // The view tells that they were taken.
  useEffect(() => {
    if (stage !== 'asked' || !kept) return
    setDraft(undefined)
    setStage('saved')
  }, [stage, kept])

  const save = (event: Event) => {
    event.preventDefault()
    setStage('asked')
    onSave(linesOf(text))
  }
  return (
    <form class="setting" onSubmit={save}>
      <label for={id} id={`${id}-label`}>{item.label}</label>
      <textarea
        id={id}
        class="text-field lines"
        dir="ltr"
        rows={Math.max(2, text.split('\n').length)}
        value={text}
        placeholder={item.example}
        spellcheck={false}
        autoComplete="off"
        readOnly={lock !== undefined}
        aria-describedby={`${id}-notes`}
        aria-invalid={wrong !== undefined}
        onInput={(event: TargetedEvent<HTMLTextAreaElement>) => {
          setDraft(event.currentTarget.value)
          setStage('typing')
        }}
      />
      <SettingNotes id={`${id}-notes`} item={item} />
      {lock === undefined && (
        <div class="copy">
          <button type="submit" class="button" aria-describedby={`${id}-label`}>{item.saveLabel}</button>
          <output>{stage === 'saved' && item.savedText}</output>
        </div>
      )}
    </form>
  )
}
