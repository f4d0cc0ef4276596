import { setTimeout as wait } from 'node:timers/promises'

/** Time as watching uses it; given from outside, so that waits can be tested without waiting. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Resolves after `milliseconds`; rejects with the signal's reason when it aborts first. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (milliseconds, signal) => {
    signal?.throwIfAborted()
    await wait(milliseconds, undefined, signal === undefined ? {} : { signal }).catch((error) => {
      throw signal?.reason ?? error
    })
  },
}
