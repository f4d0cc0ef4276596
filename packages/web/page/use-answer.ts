import type { Issue } from '@proviso/rights'
import { useEffect, useState } from 'react'

/** What the interface answered: the last value stays while the next is fetched, so that nothing jumps. */
export interface Answer<T> {
  readonly value: T | undefined
  readonly issue: Issue | undefined
  readonly waiting: boolean
}

/** Fetches an address of the interface, again whenever it changes; null fetches nothing. */
export function useAnswer<T>(address: string | null): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ value: undefined, issue: undefined, waiting: address !== null })
  useEffect(() => {
    if (address === null) {
      setAnswer({ value: undefined, issue: undefined, waiting: false })
      return
    }
    const stop = new AbortController()
    setAnswer((last) => ({ ...last, waiting: true }))
    fetchJson<T>(address, { signal: stop.signal }).then(
      (value) => setAnswer({ value, issue: undefined, waiting: false }),
      (error: unknown) => {
        if (!stop.signal.aborted) setAnswer({ value: undefined, issue: issueOf(error), waiting: false })
      },
    )
    return () => stop.abort()
  }, [address])
  return answer
}

/** Thrown by `fetchJson` with the issue the interface answered. */
class Refused extends Error {
  readonly issue: Issue
  constructor(issue: Issue) {
    super(issue.message)
    this.issue = issue
  }
}

/** Fetches JSON; what the interface answers as an error is thrown, see `issueOf`. */
export async function fetchJson<T>(address: string, options: RequestInit = {}): Promise<T> {
  const response = await fetch(address, options)
  const body = (await response.json().catch(() => undefined)) as T | { readonly error: Issue } | undefined
  if (response.ok && body !== undefined) return body as T
  if (typeof body === 'object' && body !== null && 'error' in body) throw new Refused(body.error)
  throw new Error(`the answer has status ${response.status}`)
}

/** What went wrong, as an issue. */
export function issueOf(error: unknown): Issue {
  if (error instanceof Refused) return error.issue
  return {
    code: 'no-answer',
    at: location.host,
    message: 'the server does not answer',
    hint: 'see whether `proviso serve` still runs, then load the page again',
  }
}
