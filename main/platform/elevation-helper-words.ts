import { msg, say } from '../core/words/say.ts'

/**
 * Why a helper changed nothing, where a user may meet it. Helpers speak English, not knowing the language of whoever asked;
 * these sentences are said anew on this side.
 */
export const HELPER_SAYS = {
  busy: msg('Another repair is running on this computer, so nothing was changed. Try again in a minute.'),
  // PAUSE_BETWEEN in helper/gate.ts.
  tooSoon: msg('A repair ran a moment ago, so nothing was changed. Try again in 10 seconds.'),
  folderNotOurs: msg('The folder of the helper does not belong to the system alone, so nothing was changed. Tell your administrator.'),
  setMeanwhile: msg('The clock was set by something else meanwhile, so nothing was changed. Check it again.'),
  notMeasured: msg('The helper could not measure the clock by itself, so nothing was changed.'),
  tooLarge: msg('The measured difference is too large to be true, so nothing was changed.'),
  otherDifference: msg('The helper measured another difference than the one that was shown, so nothing was changed. Check the clock again.'),
  // The helper for macOS, a script of its own.
  busyOnMac: msg('Another repair is running. Nothing was changed.'),
  tooSoonOnMac: msg('Another repair is running or has just ended. Nothing was changed.'),
} as const

const KNOWN: ReadonlySet<string> = new Set(Object.values(HELPER_SAYS))

/** A sentence of a helper in the user's language where it is one of those; any other stays as it is. */
export const sayForHelper = (sentence: string): string => (KNOWN.has(sentence) ? say(sentence) : sentence)
