import { say } from '../core/words/say.ts'

/**
 * The system this runs on, in words for the support report: name, version, hardware kind. No host name, no user, no
 * serial number. Asks systeminformation, which may take a second and may know nothing.
 */
export async function aboutThisMachine(): Promise<readonly string[]> {
  const { default: si } = await import('systeminformation')
  const [os, system, battery] = await Promise.all([si.osInfo().catch(() => null), si.system().catch(() => null), si.battery().catch(() => null)])
  const lines: string[] = []
  if (os !== null) lines.push(`${[os.distro, os.release, os.codename].filter((word) => word !== '').join(' ')}, ${os.arch}, ${say('kernel {version}', { version: os.kernel })}`)
  if (system?.virtual === true) {
    const { virtualHost: maker = '' } = system
    lines.push(maker === '' ? say('Virtual machine') : say('Virtual machine ({maker})', { maker }))
  }
  if (battery?.hasBattery === true) lines.push(battery.isCharging || battery.acConnected ? say('On mains power') : say('On battery'))
  return lines
}
