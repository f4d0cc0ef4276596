import type { Issue } from '@proviso/rights'

/** Ends a request with an issue to show and the HTTP status that goes with it. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly issue: Issue
  readonly status: ProblemStatus

  constructor(issue: Issue, status: ProblemStatus = 400) {
    super(`${issue.code}: ${issue.at}: ${issue.message}`)
    this.issue = issue
    this.status = status
  }
}

export type ProblemStatus = 400 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 500 | 503

/** The value or a `Problem` with its issue. */
export function must<T>(read: { readonly value: T } | { readonly issue: Issue }, status: ProblemStatus = 400): T {
  if ('issue' in read) throw new Problem(read.issue, status)
  return read.value
}
