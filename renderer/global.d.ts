import type { ClockMedicApi } from '../preload/contract.ts'

declare global {
  interface Window {
    /** Put here by the preload script; the only way out of the window. */
    readonly clockMedic: ClockMedicApi
  }
}
