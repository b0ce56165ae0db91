import type { LineReaders } from '../core/settings/schema.ts'
import { readServer, readWebsite } from './server.ts'

/** Whether a line of settings or policy names something that can be asked. */
export const LINE_READERS: LineReaders = {
  isServer: (line) => !('wrong' in readServer(line)),
  isWebsite: (line) => !('wrong' in readWebsite(line)),
}
