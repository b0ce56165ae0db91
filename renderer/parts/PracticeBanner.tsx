import { useWords } from '../words.ts'

/** Says on every screen that nothing here is real. */
export function PracticeBanner({ onLeave }: { readonly onLeave: () => void }) {
  const words = useWords()
  return (
    <aside class="practice">
      <p>{words.practiceBanner}</p>
      <button type="button" class="link" onClick={onLeave}>{words.practiceLeave}</button>
    </aside>
  )
}
