import type { ClockMedicApi, Screen } from '../preload/contract.ts'

export type CopyWhat = Parameters<ClockMedicApi['copy']>[0]

/** What a part of the window can cause. Each promise gives whether the call went through; none ever rejects. */
export interface Actions {
  readonly check: () => Promise<boolean>
  readonly fix: (planId: string) => Promise<boolean>
  readonly tryCode: (code: string) => Promise<boolean>
  readonly restartCodeTest: () => Promise<boolean>
  readonly practice: (on: boolean) => Promise<boolean>
  readonly copy: (what: CopyWhat) => Promise<boolean>
  /** Shows another screen and moves the focus to its heading. */
  readonly show: (screen: Screen) => void
}

/** Wraps the api so that a refused call ends in `onRefused` instead of an unhandled rejection. */
export function actionsOf(
  api: ClockMedicApi,
  onRefused: (failed: boolean) => void,
  show: (screen: Screen) => void,
): Actions {
  const went = async (call: () => Promise<void>): Promise<boolean> => {
    try {
      await call()
      onRefused(false)
      return true
    } catch {
      onRefused(true)
      return false
    }
  }
  return {
    check: () => went(() => api.check()),
    fix: (planId) => went(() => api.fix(planId)),
    tryCode: (code) => went(() => api.tryCode(code)),
    restartCodeTest: () => went(() => api.restartCodeTest()),
    practice: (on) => went(() => api.practice(on)),
    // The copy button says by itself, where the user looks, that copying failed.
    copy: async (what) => {
      try {
        await api.copy(what)
        return true
      } catch {
        return false
      }
    },
    show,
  }
}
