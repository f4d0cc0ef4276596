import type { Issue } from '@proviso/rights'
import { programName } from './program-name.ts'
import { issueLines, type Weight } from './render/issue.ts'
import { type Look, lookFor } from './render/look.ts'

/** The part of `process` a command talks to. */
export interface Host {
  readonly stdin: NodeJS.ReadableStream
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number }
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number }
  readonly env: NodeJS.ProcessEnv
  readonly argv: readonly string[]
  exitCode?: number | string | null | undefined
  exit(code?: number): never
  once(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown
  off(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown
}

/** Where a command writes: answers to stdout, everything about the answering to stderr. */
export interface Terminal {
  readonly env: NodeJS.ProcessEnv
  /** The look of stdout. */
  readonly look: Look
  /** The look of stderr. */
  readonly errLook: Look
  /** Whether machine-readable output was asked for. */
  readonly json: boolean
  /** Whether stderr is a screen that a progress line may be redrawn on. */
  readonly live: boolean
  /** Writes text as it is. */
  write(text: string): void
  /** Writes lines. */
  print(lines: readonly string[]): void
  /** Writes lines to stderr. */
  note(lines: readonly string[]): void
  /** Redraws the last line of stderr; only where `live`. */
  redraw(line: string): void
  /** Shows an issue on stderr: for a person, or as one line of JSON. */
  report(issue: Issue, weight?: Weight, source?: string): void
}

export function terminalOn(host: Host, json: boolean): Terminal {
  const program = programName(host.argv, host.env)
  const look = lookFor(host.stdout, host.env, program)
  const errLook = lookFor(host.stderr, host.env, program)
  let drawn = false
  const err = (text: string) => {
    if (drawn) host.stderr.write('\r\u001b[K')
    drawn = false
    host.stderr.write(text)
  }
  const joined = (lines: readonly string[]) => lines.map((line) => `${line.trimEnd()}\n`).join('')
  return {
    env: host.env,
    look,
    errLook,
    json,
    live: host.stderr.isTTY === true && host.env.TERM !== 'dumb',
    write: (text) => void host.stdout.write(text),
    print: (lines) => void host.stdout.write(joined(lines)),
    note: (lines) => err(joined(lines)),
    redraw: (line) => {
      host.stderr.write(`\r${line}\u001b[K`)
      drawn = true
    },
    report: (issue, weight = 'error', source) => {
      if (json) err(`${JSON.stringify({ [weight]: issueJson(issue) })}\n`)
      else err(joined(issueLines(issue, errLook, weight, source)))
    },
  }
}

function issueJson({ code, at, line, column, message, hint }: Issue) {
  return {
    code,
    at,
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
    message,
    ...(hint === undefined ? {} : { hint }),
  }
}
