import { readFileSync } from 'node:fs'
import os from 'node:os'

/** Variables in which systems keep names of the user, the computer and its domain. */
const VARIABLES = ['USER', 'LOGNAME', 'USERNAME', 'SUDO_USER', 'DOAS_USER', 'HOSTNAME', 'COMPUTERNAME', 'USERDOMAIN', 'USERDNSDOMAIN', 'LOGONSERVER'] as const

/** What this user and this computer are called, so that a report can leave it out: account, full name, home folder, host. Never throws. */
export function privateNamesHere(): readonly string[] {
  const { username, homedir } = accountHere()
  const host = os.hostname()
  const names = [homedir, homedir.split(/[\\/]/).at(-1) ?? '', username, fullNameOf(username), host, host.split('.')[0] ?? '', ...VARIABLES.map((name) => process.env[name] ?? '')]
  return [...new Set(names.map((name) => name.replace(/^\\\\/, '').trim()).filter((name) => name !== ''))]
}

function accountHere(): { readonly username: string; readonly homedir: string } {
  try {
    return os.userInfo()
  } catch {
    // An account that the system does not know, as in some containers.
    return { username: '', homedir: os.homedir() }
  }
}

/** The first part of the comment in passwd(5); empty elsewhere. */
function fullNameOf(username: string): string {
  try {
    const line = username === '' ? undefined : readFileSync('/etc/passwd', 'utf8').split('\n').find((each) => each.startsWith(`${username}:`))
    return line?.split(':')[4]?.split(',')[0] ?? ''
  } catch {
    return ''
  }
}
