/** The Windows programs that are run, each by its absolute path: a name alone could find another file on PATH. */
export interface WindowsTools {
  readonly sc: string
  readonly reg: string
  readonly w32tm: string
  readonly dsregcmd: string
  readonly nltest: string
  readonly netstat: string
  readonly tzutil: string
  readonly powershell: string
}

/** A folder on a local drive, in plain characters: it becomes part of commands that run with rights. */
const LOCAL_FOLDER = /^[A-Za-z]:(\\[A-Za-z0-9_.-]+)+$/

/**
 * Gives the absolute paths of the tools below the Windows folder (%SystemRoot%).
 * Throws when `systemRoot` is not a folder on a local drive.
 */
export const windowsTools = (systemRoot = 'C:\\Windows'): WindowsTools => {
  if (!LOCAL_FOLDER.test(systemRoot) || systemRoot.includes('..')) {
    throw new Error(`"${systemRoot}" is not the Windows folder of a local drive, such as C:\\Windows.`)
  }
  const system = `${systemRoot}\\System32`
  return {
    sc: `${system}\\sc.exe`,
    reg: `${system}\\reg.exe`,
    w32tm: `${system}\\w32tm.exe`,
    dsregcmd: `${system}\\dsregcmd.exe`,
    nltest: `${system}\\nltest.exe`,
    netstat: `${system}\\netstat.exe`,
    tzutil: `${system}\\tzutil.exe`,
    powershell: `${system}\\WindowsPowerShell\\v1.0\\powershell.exe`,
  }
}

/** The name of the Windows Time service for sc.exe, the same in every language. */
export const SERVICE = 'w32time'

/** Its key in the registry, which holds its settings. */
export const SERVICE_KEY = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\W32Time'

/** The server that Windows itself is set to when it is installed. */
export const VENDOR_SERVER = 'time.windows.com'
