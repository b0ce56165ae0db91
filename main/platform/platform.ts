import type { Platform } from './machine.ts'

/** What is known about the system this program runs on. */
export async function thisPlatform(): Promise<Platform> {
  switch (process.platform) {
    case 'darwin': return (await import('./macos/index.ts')).macosPlatform
    case 'win32': return (await import('./windows/index.ts')).createWindowsPlatform(process.env['SystemRoot'])
    default: return (await import('./linux/index.ts')).linux
  }
}
