import type { ClockMedicApi, HistorySpan, HistoryView, OpenablePlace, Screen } from '../preload/contract.ts'

export type CopyWhat = Parameters<ClockMedicApi['copy']>[0]

export type SettingGiven = Parameters<ClockMedicApi['changeSetting']>[1]

/** What a part of the window can cause. Each promise gives whether the call went through; none ever rejects. */
export interface Actions {
  readonly check: () => Promise<boolean>
  readonly fix: (planId: string) => Promise<boolean>
  readonly tryCode: (code: string) => Promise<boolean>
  readonly pressFlip: () => Promise<boolean>
  readonly restartCodeTest: () => Promise<boolean>
  readonly chooseAuthenticator: (id: string) => Promise<boolean>
  readonly chooseKey: (which: 'own' | 'practice') => Promise<boolean>
  readonly giveKey: (text: Uint8Array) => Promise<boolean>
  readonly giveKeyPicture: (width: number, pixels: Uint8Array) => Promise<boolean>
  readonly readKeyFromScreen: () => Promise<boolean>
  readonly forgetKey: () => Promise<boolean>
  readonly pickService: (id: string, on: boolean) => Promise<boolean>
  readonly askService: (address: string) => Promise<boolean>
  readonly practice: (on: boolean) => Promise<boolean>
  readonly openHelp: (place: string) => Promise<boolean>
  readonly readError: (text: string) => Promise<boolean>
  readonly learnAbout: () => Promise<boolean>
  readonly copy: (what: CopyWhat) => Promise<boolean>
  readonly nameAddresses: (on: boolean) => Promise<boolean>
  readonly saveReport: () => Promise<boolean>
  /** Null where the call did not go through. */
  readonly history: (span: HistorySpan) => Promise<HistoryView | null>
  readonly changeSetting: (name: string, value: SettingGiven) => Promise<boolean>
  readonly resetSettings: () => Promise<boolean>
  readonly finishWelcome: (startAtLogin: boolean) => Promise<boolean>
  readonly openPlace: (place: OpenablePlace) => Promise<boolean>
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
    pressFlip: () => went(() => api.pressFlip()),
    restartCodeTest: () => went(() => api.restartCodeTest()),
    chooseAuthenticator: (id) => went(() => api.chooseAuthenticator(id)),
    chooseKey: (which) => went(() => api.chooseKey(which)),
    giveKey: (text) => went(() => api.giveKey(text)),
    giveKeyPicture: (width, pixels) => went(() => api.giveKeyPicture(width, pixels)),
    readKeyFromScreen: () => went(() => api.readKeyFromScreen()),
    forgetKey: () => went(() => api.forgetKey()),
    pickService: (id, on) => went(() => api.pickService(id, on)),
    askService: (address) => went(() => api.askService(address)),
    practice: (on) => went(() => api.practice(on)),
    openHelp: (place) => went(() => api.openHelp(place)),
    readError: (text) => went(() => api.readError(text)),
    learnAbout: () => went(() => api.learnAbout()),
    // The copy button says by itself, where the user looks, that copying failed.
    copy: async (what) => {
      try {
        await api.copy(what)
        return true
      } catch {
        return false
      }
    },
    nameAddresses: (on) => went(() => api.nameAddresses(on)),
    saveReport: () => went(() => api.saveReport()),
    // Asked again with the next check, so a failure is not worth a word.
    history: (span) => api.history(span).catch(() => null),
    changeSetting: (name, value) => went(() => api.changeSetting(name, value)),
    resetSettings: () => went(() => api.resetSettings()),
    finishWelcome: (startAtLogin) => went(() => api.finishWelcome(startAtLogin)),
    openPlace: (place) => went(() => api.openPlace(place)),
    show,
  }
}
