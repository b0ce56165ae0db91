/** A message, and where it stands first. */
export interface Message {
  /** In English, with the note for translators: the key of the catalogues. */
  readonly text: string
  /** Relative to the project, with slashes. */
  readonly file: string
  readonly line: number
}

export interface Messages {
  /** By file, then by place in the file; each once. */
  readonly messages: readonly Message[]
  /** What keeps a message from being listed, a sentence each. */
  readonly faults: readonly string[]
}

/** Every message that is given to `say` or `msg` below a project's folder. */
export function messagesIn(root: string): Messages

/** The messages of one file, in the order in which they stand in it. */
export function messagesOf(file: string, code: string): Messages
