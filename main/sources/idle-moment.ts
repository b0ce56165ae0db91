/** While names are asked for there is time to read the state of the machine; while packets are under way it would hold up their answers. */
const NAMES_TAKE_LONGER = 0.01
/** Answers that take longer than this are not hurt by it. */
const PACKETS_TAKE_LONGER = 0.15

export interface IdleMoment {
  readonly come: Promise<void>
  /** Packets are under way from now on. */
  readonly notYet: () => void
  readonly now: () => void
}

/**
 * When other work may begin without hurting a measurement that begins now: while names are still asked for, once `now` says
 * that it is over, or when it takes long anyway.
 */
export function idleMoment(): IdleMoment {
  let packets = false
  let come: () => void = () => {}
  const moment = new Promise<void>((resolve) => { come = resolve })
  const timers = [
    setTimeout(() => { if (!packets) come() }, NAMES_TAKE_LONGER * 1000),
    setTimeout(() => come(), PACKETS_TAKE_LONGER * 1000),
  ]
  return {
    come: moment,
    notYet: () => { packets = true },
    now: () => {
      for (const timer of timers) clearTimeout(timer)
      come()
    },
  }
}
