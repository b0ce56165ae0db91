import { connect } from 'node:net'
import type { Step } from '../core/remedy.ts'
import { answerReader, outcomeOf } from './elevation-answer.ts'
import { requestFor } from './elevation-request.ts'
import type { Helper } from './elevation-types.ts'
import { noAnswer } from './elevation-words.ts'
import type { Machine, RunOutcome } from './machine.ts'

/** Where IT's script puts the helper, and the socket on which launchd starts it (launchd.plist(5)). */
const MACOS_HELPER = '/Library/PrivilegedHelperTools/org.clockmedic.helper'
const SOCKET = '/var/run/org.clockmedic.helper.sock'
/** Seconds; the helper ends its own commands sooner. */
const PATIENCE = 120

/** The helper of IT, where it is installed; else null. */
export async function findMacosHelper(machine: Machine): Promise<Helper | null> {
  if (await machine.findProgram(MACOS_HELPER) === null) return null
  return { isFree: true, run: (steps) => askOverSocket(SOCKET, steps) }
}

/** Names the remedies of these steps on the helper's socket and reads its answer; null where nobody answers there. */
export function askOverSocket(socket: string, steps: readonly Step[]): Promise<RunOutcome | null> {
  const request = requestFor(steps)
  if (request === null) return Promise.resolve(null)
  return new Promise((resolve) => {
    const reader = answerReader()
    let rest = ''
    const finish = (): void => {
      clearTimeout(limit)
      connection.destroy()
      const answer = reader.answer()
      resolve(answer.marked ? outcomeOf(steps, answer) : null)
    }
    // The number stays here: sntp measures for itself.
    const connection = connect(socket, () => connection.end(`${request.remedies.join(' ')}\n`))
    const limit = setTimeout(() => {
      connection.destroy()
      resolve(noAnswer())
    }, PATIENCE * 1000)
    connection.on('data', (chunk: Buffer) => {
      const lines = `${rest}${chunk.toString('utf8')}`.split('\n')
      rest = (lines.pop() ?? '').slice(0, 16_384)
      for (const line of lines) reader.take(line)
    })
    connection.on('end', finish)
    connection.on('error', finish)
  })
}
