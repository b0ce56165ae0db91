import type { Clock } from '../../main/platform/machine.ts'

/** A host whose time passes only when the test says so. */
export interface FakeHost {
  readonly clock: Clock
  pass(seconds: number): void
}

/** Sunday 22 November 2026, 13:46 UTC: winter time in Berlin, as in the recordings. */
export const START = 1_795_355_160

export function fakeHost(wall = START): FakeHost {
  let passed = 0
  return {
    clock: { wall: () => wall + passed, monotonic: () => 1000 + passed },
    pass: (seconds) => { passed += seconds },
  }
}
