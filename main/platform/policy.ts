import type { PolicyLayer } from '../core/policy/layer.ts'
import { thisMachine } from './this-machine.ts'

/** What policy says on this computer, the strongest place first. Needs no rights. */
export async function policyLayers(): Promise<readonly PolicyLayer[]> {
  switch (process.platform) {
    case 'win32': {
      const [{ readWindowsPolicy }, { windowsTools }] = await Promise.all([import('./windows/policy.ts'), import('./windows/commands.ts')])
      return readWindowsPolicy(thisMachine, windowsTools(process.env['SystemRoot']))
    }
    case 'darwin': {
      const [{ readMacPolicy }, { userInfo }] = await Promise.all([import('./macos/policy.ts'), import('node:os')])
      return readMacPolicy(thisMachine, userInfo().username)
    }
    default: return (await import('./linux/policy.ts')).readLinuxPolicy()
  }
}
