import { SERVICE, SERVICE_KEY, type WindowsTools } from './commands.ts'
import { restorable, SYNC_FLAGS } from './w32time.ts'

const LIST = '/manualpeerlist:'
const SYNC_FROM = new Set(Object.values(SYNC_FLAGS).map((flag) => `/syncfromflags:${flag}`))
/** Names of time zones as Windows has them: words, no option. */
const ZONE = /^[A-Z][A-Za-z0-9.+-]{0,30}( [A-Za-z0-9.()+-]{1,30}){0,6}(_dstoff)?$/

/** Tells whether a remedy for Windows could have named this command as the one that takes it back, with the tools of this PC. */
export function isWindowsUndo(tools: WindowsTools, [program, ...args]: readonly string[]): boolean {
  switch (program) {
    case tools.sc: return sameWords(args, ['stop', SERVICE]) || sameWords(args, ['config', SERVICE, 'start=', 'disabled'])
    case tools.w32tm: return isConfig(args) || (args.length === 1 && args[0] === '/unregister')
    case tools.reg: return sameWords(args, ['add', `${SERVICE_KEY}\\TimeProviders\\NtpClient`, '/v', 'Enabled', '/t', 'REG_DWORD', '/d', '0', '/f'])
    case tools.tzutil: return args.length === 2 && args[0] === '/s' && ZONE.test(args[1] ?? '')
    default: return false
  }
}

/** `/config`, what was set before, and `/update` as the last word. */
function isConfig([first, ...rest]: readonly string[]): boolean {
  if (first !== '/config' || rest.at(-1) !== '/update') return false
  const options = rest.slice(0, -1)
  return options.length > 0 && options.length <= 2 && options.every((word) => SYNC_FROM.has(word) || isPeerList(word))
}

const isPeerList = (word: string): boolean => word.startsWith(LIST) && restorable(word.slice(LIST.length)) === word.slice(LIST.length)

const sameWords = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((word, index) => word === b[index])
