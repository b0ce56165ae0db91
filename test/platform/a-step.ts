import type { Step } from '../../main/core/remedy.ts'

/** A step that runs this command; harmless ones only, since the tests run them for real. */
export const aStep = (command: readonly string[], facts: Partial<Step> = {}): Step => ({
  remedy: 'resync', title: 'Restart it', done: 'Restarted it', why: 'It hangs.', command, needsRights: true, touches: 'nothing',
  timeoutSeconds: 5, essential: true, ...facts,
})
