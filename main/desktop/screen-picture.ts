import { desktopCapturer, screen, systemPreferences } from 'electron'
import { msg, say } from '../core/words/say.ts'
import type { Picture } from './key-picture.ts'

const INSTEAD = msg('Take a picture of the QR code with the screenshot tool of your system, then paste it here or choose the file.')

/** What the screens show now, one picture each; a sentence where this system does not let an app look. */
export async function screenPictures(): Promise<readonly Picture[] | string> {
  // There each look asks the user to share a screen, which stays on as a sign of being watched.
  if (process.platform === 'linux' && process.env['WAYLAND_DISPLAY'] !== undefined) return `${say('This desktop (Wayland) does not let apps look at the screen.')} ${say(INSTEAD)}`
  try {
    const sizes = screen.getAllDisplays().map(({ size, scaleFactor }) => ({ width: Math.round(size.width * scaleFactor), height: Math.round(size.height * scaleFactor) }))
    const thumbnailSize = { width: Math.max(...sizes.map(({ width }) => width)), height: Math.max(...sizes.map(({ height }) => height)) }
    const sources = await desktopCapturer.getSources({ types: ['screen'], thumbnailSize })
    const seen = sources.map(({ thumbnail }) => thumbnail).filter((thumbnail) => !thumbnail.isEmpty())
    if (seen.length > 0 && mayLook()) return seen.map((thumbnail) => ({ width: thumbnail.getSize().width, pixels: thumbnail.toBitmap(), order: 'BGRA' }))
  } catch {
    // Refused by the system: said below, as where it shows nothing.
  }
  const why = process.platform === 'darwin'
    ? say('macOS does not let Clock Medic look at the screen; System Settings → Privacy & Security → Screen Recording allows it.')
    : say('The screen could not be looked at.')
  return `${why} ${say(INSTEAD)}`
}

/** Without this right macOS gives a picture without the windows of others. */
const mayLook = (): boolean => process.platform !== 'darwin' || systemPreferences.getMediaAccessStatus('screen') === 'granted'
