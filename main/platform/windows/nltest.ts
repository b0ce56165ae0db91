import type { CommandResult } from '../machine.ts'
import { consoleLines } from './console-text.ts'

/** ERROR_NO_SUCH_DOMAIN, by its number: what stands around it may be translated. */
const NO_CONTROLLER = /\b1355\b/

/**
 * Reads `nltest.exe /dsgetdc:DOMAIN`: whether a controller of the domain was found. Undefined when it could not be
 * told: the tool is missing, hangs, or failed for another reason.
 */
export const parseControllerFound = ({ exit, stdout, stderr }: Pick<CommandResult, 'exit' | 'stdout' | 'stderr'>): boolean | undefined => {
  if (exit === null) return undefined
  if (exit === 0) return true
  return [...consoleLines(stdout), ...consoleLines(stderr)].some((line) => NO_CONTROLLER.test(line)) ? false : undefined
}
