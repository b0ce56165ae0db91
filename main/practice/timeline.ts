/** Something that happens at a moment of the monotonic clock. */
interface Due {
  readonly at: number
  readonly owner: string
  readonly act: (at: number) => void
}

/** What is going to happen on the practice laptop. No timers: whoever looks at the laptop lets the past happen. */
export class Timeline {
  #due: readonly Due[] = []

  /** Plans `act` for the monotonic second `at`. The owner's name is for `cancel`. */
  plan(at: number, owner: string, act: (at: number) => void): void {
    this.#due = [...this.#due, { at, owner, act }]
  }

  cancel(owner: string): void {
    this.#due = this.#due.filter((due) => due.owner !== owner)
  }

  /** Lets everything that is due by `now` happen, in order of time, including what it plans on the way. */
  settle(now: number): void {
    for (;;) {
      const next = this.#due.filter((due) => due.at <= now).toSorted((a, b) => a.at - b.at)[0]
      if (next === undefined) return
      this.#due = this.#due.filter((due) => due !== next)
      next.act(next.at)
    }
  }
}
