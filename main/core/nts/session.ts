import { MOST_COOKIES } from './cookie.ts'
import { buildNtsRequest, readNtsReply, type Question, type ReadNtsReply } from './packet.ts'

/** One key for each direction, out of the same TLS session. */
export interface Keys {
  readonly toServer: Uint8Array
  readonly toClient: Uint8Array
}

/** The random numbers of one question and of its seal; fresh ones each time. */
export interface Chance extends Question {
  /** 16 bytes. */
  readonly seal: Uint8Array
}

/**
 * Keys and cookies that were agreed on with one server. No cookie leaves it twice, for it would show that two questions
 * come from one machine (RFC 8915 section 9.1), and no question is answered twice.
 */
export class NtsSession {
  readonly #keys: Keys
  readonly #open = new Set<Question>()
  #cookies: Uint8Array[]

  constructor(keys: Keys, cookies: readonly Uint8Array[]) {
    this.#keys = keys
    this.#cookies = [...cookies]
  }

  /** How many questions may still be asked. */
  get cookies(): number {
    return this.#cookies.length
  }

  /** The request for a question, or null without a cookie for it. Asks for as many cookies as are missing. */
  ask(chance: Chance): Uint8Array | null {
    const cookie = this.#cookies.shift()
    if (cookie === undefined) return null
    this.#open.add(chance)
    return buildNtsRequest(chance, cookie, MOST_COOKIES - 1 - this.#cookies.length, { key: this.#keys.toServer, nonce: chance.seal })
  }

  /** Reads a datagram as the answer to one of the open questions and keeps the cookies it brings. */
  read(bytes: Uint8Array, question: Question): ReadNtsReply {
    if (!this.#open.has(question)) return { kind: 'foreign' }
    const read = readNtsReply(bytes, question, this.#keys.toClient)
    if (read.kind !== 'authentic') return read
    this.#open.delete(question)
    this.#cookies.push(...read.cookies.slice(0, MOST_COOKIES - this.#cookies.length))
    return read
  }

  /** Overwrites keys and cookies. No question is open any more: to the keys that are left anybody could forge an answer. */
  close(): void {
    this.#open.clear()
    for (const secret of [this.#keys.toServer, this.#keys.toClient, ...this.#cookies]) secret.fill(0)
    this.#cookies = []
  }
}
