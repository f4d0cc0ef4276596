import type { Clock } from './clock.ts'

/** Lets one request at a time through to each host, with a pause after each (SPEC.md W8). */
export class Pace {
  readonly #clock: Clock
  readonly #pause: number
  readonly #hosts = new Map<string, { last: Promise<void>; free: number; pause: number }>()

  /** `pause`: milliseconds between the end of one request and the start of the next. */
  constructor(clock: Clock, pause: number) {
    this.#clock = clock
    this.#pause = pause
  }

  /** Asks for a longer pause at one host, as its robots.txt does with `Crawl-delay`. */
  slow(host: string, pause: number): void {
    const known = this.#host(host)
    known.pause = Math.max(known.pause, pause)
  }

  /** Waits for the host's turn; what it gives back must be called when the request has ended. */
  async turn(host: string, signal?: AbortSignal): Promise<() => void> {
    const known = this.#host(host)
    const before = known.last
    let done = () => {}
    known.last = new Promise((resolve) => {
      done = resolve
    })
    try {
      await before
      const wait = known.free - this.#clock.now()
      if (wait > 0) await this.#clock.sleep(wait, signal)
    } catch (error) {
      done()
      throw error
    }
    return () => {
      known.free = this.#clock.now() + known.pause
      done()
    }
  }

  #host(host: string) {
    let known = this.#hosts.get(host)
    if (known === undefined) {
      known = { last: Promise.resolve(), free: Number.NEGATIVE_INFINITY, pause: this.#pause }
      this.#hosts.set(host, known)
    }
    return known
  }
}
