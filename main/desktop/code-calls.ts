import { DRIFT } from '../core/code/judge-phone.ts'
import { authenticatorOf } from '../core/code/authenticators.ts'
import type { KeyOrWrong, TotpKey } from '../core/code/key.ts'
import type { Checkup } from '../core/checkup.ts'
import { practiceKey, readCode } from '../core/totp.ts'
import { trueTimeAt } from '../core/true-time.ts'
import { msg, say } from '../core/words/say.ts'
import { restarted, withAuthenticator, withEvidence, withoutKey, type CodeTest } from './code-test.ts'
import type { Picture } from './key-picture.ts'
import { openKeyKeeper, takeKey, type Later } from './own-key.ts'

/** What the code test of a session can be told. */
export interface CodeCalls {
  /** Judges a typed code against true time; what is no code gets a sentence that says why. */
  readonly tryCode: (typed: string) => Promise<void>
  /** The code has just changed; the next one typed is the one that appeared. */
  readonly pressFlip: () => void
  readonly restartCodeTest: () => void
  readonly chooseAuthenticator: (id: string) => void
  /** Asks for a key of the user's own, or goes back to the practice account; either way the test begins anew. */
  readonly chooseKey: (which: 'own' | 'practice') => void
  /** Takes a pasted key, as UTF-8 bytes that are wiped. */
  readonly giveKey: (bytes: Uint8Array) => void
  /** Takes the key out of pictures, or the sentence that says why there are none. */
  readonly giveKeyPictures: (pictures: readonly Picture[] | string) => Promise<void>
  /** Drops the key of the user's own; what came of the test stays. */
  readonly forgetKey: () => void
}

export interface CodeCallsParts {
  readonly monotonic: () => number
  readonly later: Later
  readonly test: () => CodeTest
  readonly change: (test: CodeTest) => void
  /** The last checkup, after a new one where that had become doubtful. */
  readonly freshCheckup: () => Promise<Checkup | null>
}

const NO_PICTURE = msg('That is no picture that can be read. PNG and JPEG work everywhere.')

/** The code test of one session; its own key lives here and nowhere else. */
export function codeCalls({ monotonic, later, test, change, freshCheckup }: CodeCallsParts): CodeCalls {
  const forgotten = (): void => change(withoutKey(test()))
  const keeper = openKeyKeeper(later, forgotten)
  const keyNow = (): TotpKey | null => {
    const { key, account } = test()
    return key.kind === 'practice' ? practiceKey(account) : keeper.key()
  }
  const take = (read: KeyOrWrong): void => {
    if ('wrong' in read) return change(restarted(test(), { kind: 'wanted', wrong: read.wrong }))
    keeper.keep(read.key)
    const { digits, period, algorithm } = read.key
    change(restarted(test(), { kind: 'own', digits, period, algorithm }))
  }
  const ready = (): boolean => test().key.kind !== 'practice'
  return {
    tryCode: async (typed) => {
      // Taken now, for a check would make the code look older than it is.
      const typedAt = monotonic()
      const key = keyNow()
      if (key === null) return
      const read = readCode(typed, key.digits)
      const { key: tested, pressedAt } = test()
      if ('wrong' in read) return change({ ...test(), verdict: null, wrong: read.wrong })
      const checkup = await freshCheckup()
      // The user may have taken another key meanwhile, or it was forgotten.
      const still = keyNow()
      if (checkup === null || still === null || test().key !== tested) return
      const at = pressedAt ?? typedAt
      const trueTime = trueTimeAt(checkup, at)
      if (trueTime === null || checkup.verdict.kind === 'unknown') return
      const seen = { code: read.code, trueTime, uncertainty: checkup.verdict.uncertainty + DRIFT * Math.abs(at - checkup.checkedAtMonotonic) }
      change(withEvidence(test(), pressedAt === null ? { typed: seen } : { press: seen }, still))
    },
    pressFlip: () => {
      const pressedAt = monotonic()
      if (keyNow() === null) return
      change({ ...test(), pressedAt, wrong: null })
    },
    restartCodeTest: () => change(restarted(test())),
    chooseAuthenticator: (id) => {
      const authenticator = authenticatorOf(id)
      if (authenticator !== null) change(withAuthenticator(test(), authenticator, keyNow()))
    },
    chooseKey: (which) => {
      keeper.forget()
      change(restarted(test(), which === 'own' ? { kind: 'wanted', wrong: null } : { kind: 'practice' }))
    },
    giveKey: (bytes) => {
      const read = takeKey(bytes)
      if (ready()) take(read)
    },
    giveKeyPictures: async (pictures) => {
      const { key: asked } = test()
      if (typeof pictures === 'string' || pictures.length === 0) return ready() ? take({ wrong: typeof pictures === 'string' ? pictures : say(NO_PICTURE) }) : undefined
      // Loaded when it is needed: hardly anybody needs it.
      const { keyInPictures } = await import('./key-picture.ts')
      const read = await keyInPictures(pictures)
      if (ready() && test().key === asked) take(read)
    },
    forgetKey: () => {
      keeper.forget()
      const before = test()
      const after = withoutKey(before)
      if (after !== before) change(after)
    },
  }
}
