import type { ProgressView, Tone } from '../../preload/contract.ts'

const CHECK = 'M2.8 8.6 6.4 12.2 13.2 4.4'
const CROSS = 'M3.8 3.8 12.2 12.2M12.2 3.8 3.8 12.2'
const RING = 'M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 1 1 0-11'
const WRENCH = 'M14.6 4.1a4.3 4.3 0 0 1-5.7 5.2l-4.7 4.8a1.7 1.7 0 0 1-2.4-2.4l4.8-4.7A4.3 4.3 0 0 1 11.9 1.4L9.4 3.9' +
  'l.3 2.4 2.4.3z'

/** One shape per tone, so that no meaning hangs on colour alone. */
const TONE_SHAPES: Readonly<Record<Tone, string>> = {
  good: CHECK, bad: CROSS, warning: 'M8 2.6V9.2M8 12.9V13.1', neutral: RING,
}

const PROGRESS_SHAPES: Readonly<Record<ProgressView['state'], string>> = {
  waiting: RING, running: 'M8 2.5a5.5 5.5 0 1 1-5.5 5.5', done: CHECK, failed: CROSS,
}

/** A drawing that only repeats the words beside it, so screen readers skip it. */
function Icon({ name, shape }: { readonly name: string; readonly shape: string }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d={shape} /></svg>
  )
}

/** Check mark, exclamation mark, cross or ring. */
export function ToneIcon({ tone }: { readonly tone: Tone }) {
  return <Icon name={tone} shape={TONE_SHAPES[tone]} />
}

/** The state of one step: ring, turning arc, check mark or cross. */
export function ProgressIcon({ state }: { readonly state: ProgressView['state'] }) {
  return <Icon name={state} shape={PROGRESS_SHAPES[state]} />
}

/** Leads back to where the user came from. */
export function BackIcon() {
  return <Icon name="back" shape="M10 3 5 8l5 5" />
}

/** Leads on to what a choice holds. */
export function ForwardIcon() {
  return <Icon name="forward" shape="M6 3l5 5-5 5" />
}

/** The wrench of the fix button. */
export function WrenchIcon() {
  return <Icon name="wrench" shape={WRENCH} />
}
