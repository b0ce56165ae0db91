import type { CommandResult, Machine } from '../../main/platform/machine.ts'

/** A machine on which every command prints these bytes and every file holds nothing. */
export function machineThatPrints(stdout: Uint8Array, over: Partial<CommandResult> = {}): Machine {
  return {
    clock: { wall: () => 1_795_348_800, monotonic: () => 1000 },
    isRoot: true,
    run: async () => ({ exit: 0, missing: false, timedOut: false, stdout, stderr: new Uint8Array(), tookSeconds: 0.01, ...over }),
    readText: async () => null,
    list: async () => [],
    findProgram: async (...paths) => paths[0] ?? null,
    readLink: async () => null,
  }
}
