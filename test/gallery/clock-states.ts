import type { UnknownReason } from '../../main/core/verdict.ts'
import { say } from '../../main/core/words/say.ts'
import { refused } from '../../main/platform/elevation-words.ts'
import { service } from '../core/laptops.ts'
import { answeredSoFar, CHECKED_AT_MONOTONIC, checkupOf, judged, laptop, managed, measured, measuredByWebsites, measuredWithLiar, neglected, NOTHING_TO_SAY } from './laptops.ts'
import { after, checked, checking, fresh, ran, repairing, stepsOf, stopped, viewed } from './sessions.ts'
import type { GalleryState, Told } from './shown.ts'

const MINUTE = 60
const HOUR = 3600
const DAY = 86_400
const YEAR = 365.25 * DAY

/** The offsets at which the words change, in seconds; positive is slow. */
const WRONG = {
  'slow-47-seconds': 47.3, 'fast-47-seconds': -47.3, 'slow-5-minutes': 5 * MINUTE + 12, 'fast-3-hours': -3 * HOUR - 8 * MINUTE,
  'fast-3-days': -3 * DAY, 'slow-2-years': 2 * YEAR,
} as const

/** The clock screen in every state. */
export function clockStates(): readonly GalleryState[] {
  const fine = checkupOf(laptop(), measured(0.004))
  const slow = checkupOf(neglected(), measured(47.3))
  const { words: refusal } = refused()
  const unknown = checkupOf(neglected(), judged(NOTHING_TO_SAY['no-network']))
  const [first, second] = stepsOf(slow)
  if (first === undefined || second === undefined) throw new Error('The repair of a slow clock has too few steps for the gallery.')
  const run = repairing(slow)
  const running = after(run,
    { kind: 'repair-progress', progress: { kind: 'step-ended', index: 0, result: first } },
    { kind: 'repair-progress', progress: { kind: 'step-started', index: 1 } })
  const clock = (name: string, told: Told, more: Partial<GalleryState> = {}): GalleryState => ({ name: `clock/${name}`, screen: 'clock', told, ...more })
  return [
    clock('starting', 'nothing-yet'),
    clock('start-failed', 'failure'),
    clock('first-check', viewed(checking(fresh()))),
    clock('first-check-answers', viewed(after(checking(fresh()), { kind: 'sources-answered', answered: answeredSoFar(47.3) }))),
    clock('first-check-measured', viewed(checking(fresh(), slow.verdict))),
    clock('checking-again', viewed(checking(checked(fine))), { alike: true }),
    clock('fine', viewed(checked(fine))),
    clock('fine-an-hour-ago', viewed(checked(fine), { now: CHECKED_AT_MONOTONIC + HOUR }), { alike: true }),
    clock('fine-with-hint', viewed(checked(checkupOf(laptop({ hardwareClock: { mode: 'local', minusLocalClock: 0 } }), measured(3))))),
    clock('fine-by-websites', viewed(checked(checkupOf(laptop(), measuredByWebsites(0.2))))),
    clock('call-failed', viewed(checked(fine)), { refuses: true, click: 'main .button' }),
    clock('right-for-now', viewed(checked(checkupOf(neglected(), measured(0.1))))),
    clock('warning', viewed(checked(checkupOf(laptop(), measured(20))))),
    ...Object.entries(WRONG).map(([name, offset]) => clock(`wrong-${name}`, viewed(checked(checkupOf(neglected(), measured(offset)))), name === 'slow-47-seconds' ? {} : { alike: true })),
    clock('wrong-unfolded', viewed(checked(slow)), { unfolded: 'details' }),
    clock('wrong-with-liar', viewed(checked(checkupOf(neglected(), measuredWithLiar(47.3)))), { alike: true }),
    clock('wrong-udp-blocked', viewed(checked(checkupOf(neglected(), measuredByWebsites(47.3))))),
    clock('nobody-can-fix-here', viewed(checked(checkupOf(laptop({ container: 'Docker', services: [], automaticTime: false }), measured(47.3))))),
    clock('policy-locked', viewed(checked(checkupOf(managed(), measured(47.3))))),
    ...Object.keys(NOTHING_TO_SAY).map((reason) => clock(`cannot-tell-${reason}`,
      viewed(checked(checkupOf(laptop(), judged(NOTHING_TO_SAY[reason as UnknownReason])))), reason === 'no-network' || reason === 'captive-portal' ? {} : { alike: true })),
    clock('cannot-tell-and-also', viewed(checked(unknown))),
    clock('broke', viewed(after(checked(slow), { kind: 'broke' }))),
    clock('repair-starting', viewed(run), { alike: true }),
    clock('repair-asking', viewed(after(run, { kind: 'repair-progress', progress: { kind: 'asking' } }))),
    clock('repair-running', viewed(running)),
    clock('repair-verifying', viewed(after(running, { kind: 'repair-progress', progress: { kind: 'step-ended', index: 1, result: second } }, { kind: 'repair-progress', progress: { kind: 'verifying' } }))),
    clock('taking-back', viewed(after(checked(fine), { kind: 'repair-began', steps: slow.plan.steps, takesBack: true }))),
    clock('repaired', viewed(ran(slow, fine))),
    clock('repaired-stays-right', viewed(ran(checkupOf(neglected(), measured(0.1)), fine)), { alike: true }),
    clock('repaired-with-something-left', viewed(ran(slow, checkupOf(laptop({ services: [service({ name: 'chrony', unit: 'chrony.service' }), service()] }), measured(0.004))))),
    clock('refused', viewed(stopped('refused', slow, refusal))),
    clock('refused-unfolded', viewed(stopped('refused', slow, refusal)), { unfolded: 'details' }),
    clock('failed', viewed(ran(slow, slow, 1))),
    clock('cannot-be-proven', viewed(ran(slow, unknown))),
    clock('overtaken', viewed(stopped('overtaken', slow, say('The clock was set by something else while the permission was asked for, so nothing was changed. Check it again.'), fine))),
    clock('practice', viewed({ ...checked(slow), practice: true })),
  ]
}
