import type { Issue } from '@proviso/rights'

/** Carries an issue out of a call that promises a value; whoever renders shows `issue`, never a stack. */
export class CorpusError extends Error {
  override readonly name = 'CorpusError'
  readonly issue: Issue

  constructor(issue: Issue, options?: ErrorOptions) {
    super(`${issue.code}: ${issue.at}: ${issue.message}`, options)
    this.issue = issue
  }
}
