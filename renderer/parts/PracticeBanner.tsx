import { WORDS } from '../words.ts'

/** Says on every screen that nothing here is real. */
export function PracticeBanner({ onLeave }: { readonly onLeave: () => void }) {
  return (
    <aside class="practice">
      <p>{WORDS.practiceBanner}</p>
      <button type="button" class="link" onClick={onLeave}>{WORDS.practiceLeave}</button>
    </aside>
  )
}
