/** What the app does about a symptom: repairs it, finds it out, or explains it and writes the message to whoever can. */
export type HelpOutcome = 'fix' | 'find' | 'guide'

/** Where an end leads on to: a check of this laptop's clock, or the code test. */
export type HelpAction = 'check' | 'code'

/** What a line of commands begins with that only explains; what follows is a message. */
export const COMMENT = '# '

/** Commands for an administrator, with what they are for. */
export interface CommandBlock {
  readonly title: string
  readonly commands: readonly string[]
}

/** What to ask the people who look after a system. The measured numbers are added when it is shown. */
export interface HelpMessage {
  readonly subject: string
  readonly asks: readonly string[]
  readonly commands?: readonly CommandBlock[]
}

/** Where a symptom ends. All its words are messages, said when they are shown: short true sentences, where the app leads, and the message where somebody else has to act. */
export interface HelpEnd {
  readonly id: string
  /** As the user would say it. */
  readonly label: string
  readonly outcome: HelpOutcome
  readonly sentences: readonly string[]
  readonly actions?: readonly HelpAction[]
  readonly phoneSteps?: true
  readonly message?: HelpMessage
  /** Said in place of the rest, but only once all three clocks are proven right. */
  readonly onceProven?: { readonly sentences: readonly string[]; readonly message: HelpMessage }
}

/** What a person sees, with the cases of it: the first choice and the second. */
export interface HelpGroup {
  readonly id: string
  readonly label: string
  readonly lead: string
  readonly ends: readonly HelpEnd[]
}
