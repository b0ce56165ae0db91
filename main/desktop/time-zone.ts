import { lstatSync } from 'node:fs'

/** Where Linux and macOS say in which zone the computer is. */
const PLACE = '/etc/localtime'

/**
 * Gives a function that makes times to be told in the zone that the computer is in by now: what has begun keeps the zone it
 * began in, and a laptop travels. Who started the program with a zone of its own (`TZ`) keeps that.
 * @param place file whose change tells of another zone; Windows has none and is asked each time
 */
export function followTimeZone(place = PLACE): () => void {
  let before = markOf(place)
  return () => {
    const now = markOf(place)
    if ((now === before && process.platform !== 'win32') || process.env['TZ'] !== undefined) return
    before = now
    // Node asks the system anew when this variable changes or goes.
    process.env['TZ'] = ''
    delete process.env['TZ']
  }
}

function markOf(file: string): string {
  try {
    const { ino, mtimeMs } = lstatSync(file)
    return `${ino} ${mtimeMs}`
  } catch {
    return ''
  }
}
