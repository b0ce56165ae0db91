import { trustedRoots, type Roots } from './certificate.ts'
import { familiesFor, routedFamilies } from './families.ts'
import type { Names } from './names.ts'
import type { Refusal } from './nts-failures.ts'
import { exchangeByFamilies, wasAsked } from './nts-families.ts'
import type { Agreed } from './nts-key-exchange.ts'

/** After a key exchange that failed none is tried for so long, twice as long after each further one, in seconds. */
const FIRST_PAUSE = 60
const LONGEST_PAUSE = 4 * 3600

/** What this program and one server that gives keys know of each other. */
export class Association {
  readonly #host: string
  readonly #port: number
  readonly #roots: Roots | undefined
  readonly #monotonic: () => number
  #agreed: Agreed | null = null
  #underWay: Promise<Agreed | Refusal> | null = null
  #endExchange: () => void = () => {}
  #refusal: Refusal | null = null
  #refusals = 0
  #pauseEnds = 0
  #over = false

  /** @param roots the authorities to trust; the system's when absent, which are read when they are needed */
  constructor(host: string, port: number, roots: Roots | undefined, monotonic: () => number) {
    // The dot at the end of a full name is in no certificate.
    this.#host = host.replace(/\.$/, '')
    this.#port = port
    this.#roots = roots
    this.#monotonic = monotonic
  }

  /** Whether there is a cookie for one more question. */
  get isReady(): boolean {
    return this.#agreed !== null && this.#agreed.session.cookies > 0
  }

  /**
   * What was agreed on: at hand where a cookie is left, else by a key exchange that all who ask meanwhile share. A server
   * that refused lately is not asked; its refusal stands. Never settles once closed.
   * @param at any time in Unix seconds, for the certificates
   */
  agree(names: Names, at: number): Promise<Agreed | Refusal> {
    if (this.#agreed !== null && this.isReady) return Promise.resolve(this.#agreed)
    if (this.#refusal !== null && this.#monotonic() < this.#pauseEnds) return Promise.resolve(this.#refusal)
    this.#underWay ??= this.#agreeAnew(names, at).finally(() => {
      this.#underWay = null
    })
    return this.#underWay
  }

  /** Lets go of keys that are of no use any more. They are not overwritten, for a question may still wait for its answer. */
  forget(agreed: Agreed): void {
    if (this.#agreed === agreed) this.#agreed = null
  }

  /** Remembers that there is nothing to get from this server for a while. */
  hold(refusal: Refusal): void {
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.#refusals)
    // Not all laptops of an office may come back at the same moment.
    this.#pauseEnds = this.#monotonic() + pause * (0.75 + Math.random() / 2)
    this.#refusals++
    this.#refusal = refusal
  }

  /** What was agreed on proved good: an earlier refusal is of the past. */
  prove(): void {
    this.#refusals = 0
    this.#refusal = null
  }

  close(): void {
    this.#over = true
    this.#endExchange()
    this.#agreed?.session.close()
    this.#agreed = null
  }

  async #agreeAnew(names: Names, at: number): Promise<Agreed | Refusal> {
    const families = familiesFor(this.#host, await routedFamilies())
    if (families.length === 0) return { status: 'unreachable', code: 'no-route', detail: '' }
    return new Promise((resolve) => {
      if (this.#over) return
      this.#endExchange = exchangeByFamilies(this.#host, this.#port, families, names, at, this.#roots ?? trustedRoots(), (outcome) => {
        if ('session' in outcome) this.#adopt(outcome)
        else if (wasAsked(outcome)) this.hold(outcome)
        resolve(outcome)
      })
    })
  }

  #adopt(agreed: Agreed): void {
    this.#agreed?.session.close()
    this.#agreed = agreed
  }
}
