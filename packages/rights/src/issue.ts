/** What the world did, as data: a code, a place, what to do next. Prose is made by whoever renders it. */
export interface Issue {
  /** Kebab-case, stable: callers and tests match on it. */
  readonly code: string
  /** Where: a file, a URL, an archive, a document; with line and column (from 1) when there is one. */
  readonly at: string
  readonly line?: number
  readonly column?: number
  /** One sentence: what happened, in the field's words. No capital, no full stop. */
  readonly message: string
  /** One sentence: what to do next. */
  readonly hint?: string
}
