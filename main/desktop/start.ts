/** How the app begins. */
export interface StartOptions {
  /** Begin in the tray, without a window. */
  readonly hidden: boolean
  /** Name of a practice laptop to begin with, empty for the usual one; absent on the real machine. */
  readonly practice?: string
  /** Write every line of the log, and to the terminal as well. */
  readonly verbose?: true
}

export type Start =
  | { readonly kind: 'command-line'; readonly argv: readonly string[] }
  | { readonly kind: 'app'; readonly options: StartOptions }

const HEADLESS_OPTIONS: readonly string[] = ['--help', '-h', '--version']
/** Taken out by Chromium before it gets to us on no system; root cannot start without it. */
const NO_SANDBOX = '--no-sandbox'

/**
 * Decides between tray app and command line. What the app itself takes are options only, so any plain word makes it a
 * command line, which then says what is wrong with a word that is no command.
 * @param argv the whole command line of the process
 * @param packaged whether the program is its own binary; else the first plain word is the path of the app
 */
export function readStart(argv: readonly string[], packaged: boolean): Start {
  const own = (packaged ? argv.slice(1) : afterAppPath(argv.slice(1))).filter((word) => word !== NO_SANDBOX)
  if (own.some((word) => !word.startsWith('-') || HEADLESS_OPTIONS.includes(word))) return { kind: 'command-line', argv: own }
  return { kind: 'app', options: readStartOptions(own) }
}

/** The options of the tray app among `words`; a second start hands its own to the first one this way. */
export function readStartOptions(words: readonly string[]): StartOptions {
  const practice = words.find((word) => word === '--practice' || word.startsWith('--practice='))
  return {
    hidden: words.includes('--hidden'),
    ...(words.includes('--verbose') ? { verbose: true } : {}),
    ...(practice === undefined ? {} : { practice: practice.slice('--practice='.length) }),
  }
}

function afterAppPath(words: readonly string[]): readonly string[] {
  // A test driver loads a module of its own first: its path is none of ours.
  const path = words.findIndex((word, index) => !word.startsWith('-') && words[index - 1] !== '-r' && words[index - 1] !== '--require')
  return path === -1 ? [] : words.slice(path + 1)
}
