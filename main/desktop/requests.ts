import { CHANNELS, type AppView, type ClockMedicApi } from '../../preload/contract.ts'

export type Copyable = Parameters<ClockMedicApi['copy']>[0]

/** What the window may cause; nothing else exists for it. */
export interface WindowRequests {
  readonly view: () => AppView
  readonly check: () => Promise<void>
  readonly fix: (planId: string) => Promise<void>
  readonly tryCode: (code: string) => Promise<void>
  readonly restartCodeTest: () => void
  readonly practice: (on: boolean) => Promise<void>
  readonly copy: (what: Copyable) => Promise<void>
}

export type Answer = (args: readonly unknown[]) => unknown

const COPYABLE: readonly Copyable[] = ['report', 'admin-steps', 'practice-key']
const LONGEST_PLAN_ID = 100
const LONGEST_CODE = 20

class Refused extends Error {}

/** One row for each call of the contract; every argument is checked, what does not fit throws. */
export function answersTo(requests: WindowRequests): ReadonlyMap<string, Answer> {
  const none = (args: readonly unknown[]): void => {
    if (args.length > 0) throw new Refused('This call takes no argument.')
  }
  return new Map<string, Answer>([
    [CHANNELS.view, (args) => { none(args); return requests.view() }],
    [CHANNELS.check, (args) => { none(args); return requests.check() }],
    [CHANNELS.fix, (args) => requests.fix(text(args, LONGEST_PLAN_ID))],
    [CHANNELS.tryCode, (args) => requests.tryCode(text(args, LONGEST_CODE))],
    [CHANNELS.restartCodeTest, (args) => { none(args); return requests.restartCodeTest() }],
    [CHANNELS.practice, (args) => requests.practice(flag(args))],
    [CHANNELS.copy, (args) => requests.copy(copyable(args))],
  ])
}

function text(args: readonly unknown[], longest: number): string {
  const [value] = args
  if (args.length !== 1 || typeof value !== 'string' || value.length > longest) throw new Refused('A short text was expected.')
  return value
}

function flag(args: readonly unknown[]): boolean {
  const [value] = args
  if (args.length !== 1 || typeof value !== 'boolean') throw new Refused('A yes or no was expected.')
  return value
}

function copyable(args: readonly unknown[]): Copyable {
  const what = COPYABLE.find((each) => each === args[0])
  if (args.length !== 1 || what === undefined) throw new Refused('Nothing of that name can be copied.')
  return what
}
