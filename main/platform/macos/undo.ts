import { isHostName, MACOS_TOOLS } from './commands.ts'

/** Names of the tz database. */
const ZONE = /^[A-Z][A-Za-z0-9_+-]{0,30}(\/[A-Za-z0-9][A-Za-z0-9_+-]{0,30}){0,2}$/

/** Tells whether a remedy for macOS could have named this command as the one that takes it back. */
export function isMacUndo([program, option, value, ...rest]: readonly string[]): boolean {
  if (program !== MACOS_TOOLS.systemsetup || value === undefined || rest.length > 0) return false
  switch (option) {
    case '-setusingnetworktime': return value === 'off'
    case '-setnetworktimeserver': return isHostName(value)
    case '-settimezone': return ZONE.test(value)
    default: return false
  }
}
