import type { Clock } from '../src/watch/clock.ts'

/** A clock that stands still but for what is slept: a sleep is over at once and has moved it. */
export class StillClock implements Clock {
  readonly slept: number[] = []
  #now: number

  constructor(at = '2026-01-02T03:04:05Z') {
    this.#now = Date.parse(at)
  }

  now(): number {
    return this.#now
  }

  async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted()
    this.slept.push(milliseconds)
    this.#now += milliseconds
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds
  }
}
