import type { Actor, Condition, Effect, Issue, Statement, Usage } from '@proviso/rights'
import { lineIndex, type Place } from './line-index.ts'

/** Something a file says that is about no usage we know, or only points elsewhere: shown, never weighed. */
export interface Mention {
  /** What it is, in the format's own word: `usageInfo`, `sitemap`, `Attribution` … */
  readonly name: string
  readonly value: string
  /** Why it makes no statement. */
  readonly reason: string
  readonly quote: string
  readonly start: number
  readonly end: number
  readonly section: readonly string[]
}

/** What a statement needs beside its place. */
export interface Said {
  readonly usage: Usage
  readonly effect: Effect
  readonly conditions?: readonly Condition[]
  readonly path?: string | undefined
  readonly agents?: readonly string[] | undefined
  readonly directive?: string
  /** Words before the place, e.g. the group a line stands in. */
  readonly section?: readonly string[]
  readonly confidence?: number
}

export interface Findings {
  readonly statements: readonly Statement[]
  readonly mentions: readonly Mention[]
  readonly issues: readonly Issue[]
}

/** The most statements one input gives [PL7]. */
export const mostStatements = 20_000
const mostIssues = 1_000
const actor: Actor = 'public'

/**
 * Gathers what a text says while it is read: statements with their exact quotes, mentions, and issues with their places; counts
 * stay within the limits of PL7.
 */
export class Gathering implements Findings {
  readonly statements: Statement[] = []
  readonly mentions: Mention[] = []
  readonly issues: Issue[] = []
  readonly text: string
  /** The name of the source in issues. */
  readonly at: string
  readonly place: (offset: number) => Place
  private dropped = 0

  /** `place` is given where the lines of the text have been found before. */
  constructor(text: string, at: string, place = lineIndex(text)) {
    this.text = text
    this.at = at
    this.place = place
  }

  say(start: number, end: number, said: Said): void {
    if (this.statements.length >= mostStatements) {
      this.drop()
      return
    }
    const { line } = this.place(start)
    this.statements.push({
      effect: said.effect,
      actor,
      usage: said.usage,
      asset: 'content',
      conditions: said.conditions ?? [],
      ...(said.path === undefined ? {} : { path: said.path }),
      ...(said.agents === undefined ? {} : { agents: said.agents }),
      ...(said.directive === undefined ? {} : { directive: said.directive }),
      quote: this.text.slice(start, end),
      start,
      end,
      section: [...(said.section ?? []), `line ${line}`],
      confidence: said.confidence ?? 1,
    })
  }

  mention(
    start: number,
    end: number,
    mention: Pick<Mention, 'name' | 'value' | 'reason'> & { section?: readonly string[] },
  ): void {
    if (this.mentions.length >= mostIssues) {
      this.drop()
      return
    }
    const section = [...(mention.section ?? []), `line ${this.place(start).line}`]
    this.mentions.push({ ...mention, quote: this.text.slice(start, end), start, end, section })
  }

  tell(code: string, offset: number, message: string, hint?: string): void {
    if (this.issues.length >= mostIssues) {
      this.drop()
      return
    }
    this.issues.push({
      code,
      at: this.at,
      ...this.place(offset),
      message,
      ...(hint === undefined ? {} : { hint }),
    })
  }

  /** Takes over what was read from a stretch of this text that begins at `offset`. */
  take(part: Findings, offset: number, with_: { path?: string | undefined; section?: readonly string[] } = {}): void {
    const before = with_.section ?? []
    const moved = <T extends { start: number; end: number; section: readonly string[] }>(each: T): T => ({
      ...each,
      start: each.start + offset,
      end: each.end + offset,
      section: [...before, ...each.section.slice(0, -1), `line ${this.place(each.start + offset).line}`],
    })
    for (const statement of part.statements) {
      if (this.statements.length >= mostStatements) {
        this.drop()
        break
      }
      const path = statement.path ?? with_.path
      this.statements.push(moved(path === undefined ? statement : { ...statement, path }))
    }
    for (const mention of part.mentions) {
      if (this.mentions.length < mostIssues) this.mentions.push(moved(mention))
      else this.drop()
    }
    const origin = this.place(offset)
    for (const issue of part.issues) {
      if (this.issues.length >= mostIssues) {
        this.drop()
        break
      }
      const { line, column } = issue
      const at =
        line === undefined
          ? origin
          : { line: origin.line + line - 1, column: line === 1 ? origin.column + (column ?? 1) - 1 : (column ?? 1) }
      this.issues.push({ ...issue, at: this.at, ...at })
    }
  }

  get overflowed(): boolean {
    return this.dropped > 0
  }

  private drop(): void {
    this.dropped++
    if (this.dropped > 1) return
    this.issues.push({
      code: 'too-many',
      at: this.at,
      message: `more is said than is read: at most ${mostStatements} statements and ${mostIssues} issues`,
      hint: 'split the file',
    })
  }
}

/** An issue for input beyond its limit [PL3]. */
export function tooLarge(at: string, size: number, most: number): Issue {
  return {
    code: 'too-large',
    at,
    message: `there are ${size} bytes; at most ${most} are read`,
    hint: 'make the file smaller, since others have limits too',
  }
}
