import type { Issue } from '@proviso/rights'

/** 0: done. 1: the world did something (a file missing, an archive broken). 2: the command was misused. 130: it was interrupted. */
export type ExitStatus = 0 | 1 | 2 | 130

/** Ends a command with an issue to show and the status to exit with; `main` renders it and no stack is ever printed. */
export class Stop extends Error {
  override readonly name = 'Stop'
  readonly issue: Issue
  readonly status: ExitStatus

  constructor(issue: Issue, status: ExitStatus = 1) {
    super(`${issue.code}: ${issue.at}: ${issue.message}`)
    this.issue = issue
    this.status = status
  }
}

/** A `Stop` for a command that was called wrongly: exit status 2. */
export function misuse(issue: Issue): Stop {
  return new Stop(issue, 2)
}
