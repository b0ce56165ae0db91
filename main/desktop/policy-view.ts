import type { ClockView, CodeTestView, HelpView } from '../../preload/contract.ts'
import { helpBy } from '../core/policy/effect.ts'
import type { Policy } from '../core/policy/schema.ts'
import { say } from '../core/words/say.ts'

/** The clock screen with the organisation's words on who helps, where it says what the user can do, and without what is turned off. */
export function clockUnder(policy: Policy, view: ClockView): ClockView {
  const words = helpWords(policy)
  return {
    ...view,
    ...(words === null || !needsHelp(view) ? {} : { next: [...view.next ?? [], words] }),
    offersCodeTest: view.offersCodeTest && policy.codeTest !== false,
  }
}

/** Something is to do that the program cannot do by itself. */
const needsHelp = ({ phase, next, forAdmin, fix }: ClockView): boolean =>
  next !== undefined || forAdmin !== undefined || ((phase === 'warning' || phase === 'wrong') && fix === undefined)

/** The same for the page of Help that is open: there it is where a message to an administrator is. */
export function helpUnder(policy: Policy, view: HelpView): HelpView {
  const { end } = view
  if (end === undefined) return view
  const words = helpWords(policy)
  return {
    ...view,
    end: {
      ...end,
      ...(words === null || end.message === undefined ? {} : { sentences: [...end.sentences, words] }),
      actions: end.actions.filter((action) => action !== 'code' || policy.codeTest !== false),
    },
  }
}

/** The code test without what is turned off. */
export const codeTestUnder = (policy: Policy, view: CodeTestView): CodeTestView => (policy.ownKey === false ? { ...view, noOwnKey: true } : view)

function helpWords(policy: Policy): string | null {
  const text = helpBy(policy)
  return text === null ? null : say('Your organisation says: {text}', { text })
}
