import type { PhoneVerdict } from '../code/judge-phone.ts'
import { msg } from '../words/say.ts'

/** After so many codes that a service would have rejected, one more may lock the account: limits of 3 are in use. */
export const FAILED_BEFORE_WARNING = 2

/** A message, said in the code test once that many codes failed. */
export const LOCK_OUT_WARNING = msg('Please try no more codes at the sign-in page for now: services lock an account after 3, 5 or 10 wrong ones. Codes that you type here never count.')

/** Tells whether the code just judged cannot come from a clock that is right. */
export const wouldFail = (verdict: PhoneVerdict): boolean => verdict.kind === 'no-match' || verdict.range.low > 0 || verdict.range.high < 0
