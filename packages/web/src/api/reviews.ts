import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeAtomic } from '@proviso/archive/atomic-file'
import { buildRulebook } from '@proviso/archive/build'
import { parseReviews } from '@proviso/archive/reviews'
import { withWriteLock } from '@proviso/archive/write-lock'
import { type DocumentState, questions, type RuledStatement, type StandingQuestion } from '@proviso/rights'
import { statementJson } from '../json/because.ts'
import type { Library } from '../library.ts'
import { Problem } from '../problem.ts'
import { provenance } from '../provenance.ts'

/** Below this the reader counts as unsure. */
const sure = 0.8

/** Most statements handed out at once. */
const most = 200

/** Where what is confirmed in the browser is written, beside the files a person writes. */
const fileName = 'explorer.yaml'

/** The value of `/api/reviews`. */
export type ReviewsJson = ReturnType<typeof reviewsJson>

/** One thing the reader is unsure of: words, and what they were taken to say on a question. */
export interface UncertainJson {
  readonly service: string
  readonly terms: string
  readonly question: StandingQuestion
  readonly position: string
  readonly from: string
  readonly to: string | null
  readonly recorded: string
  /** How many states rest on these words. */
  readonly states: number
  readonly statement: ReturnType<typeof statementJson>
}

/** Answers `/api/reviews`: what the reader is unsure of, the least sure first. */
export function reviewsJson(library: Library) {
  const { chosen, remember } = library.book()
  // of the workspace alone: what ships with the program is not corrected here
  const uncertain = remember('uncertain', () => uncertainOf(chosen.file.load().states))
  return {
    writable: chosen.kind === 'workspace',
    total: uncertain.length,
    uncertain: uncertain.slice(0, most),
    folder: library.workspace.reviews,
    rulebook: provenance({ chosen }),
  }
}

function uncertainOf(states: readonly DocumentState[]): UncertainJson[] {
  const found = new Map<
    string,
    { state: DocumentState; question: StandingQuestion; statement: RuledStatement; states: number }
  >()
  for (const state of states)
    for (const question of questions)
      for (const statement of state.positions[question].statements) {
        if (statement.confidence >= sure) continue
        const key = [state.service, state.terms, question, statement.evidence.quoteHash].join('\0')
        const known = found.get(key)
        // the latest state shows the words as they stand
        if (known) found.set(key, { ...known, state, statement, states: known.states + 1 })
        else found.set(key, { state, question, statement, states: 1 })
      }
  return [...found.values()]
    .sort((a, b) => a.statement.confidence - b.statement.confidence || (a.state.recorded < b.state.recorded ? 1 : -1))
    .map(({ state, question, statement, states: count }) => ({
      service: state.service,
      terms: state.terms,
      question,
      position: state.positions[question].position,
      from: state.from,
      to: state.to,
      recorded: state.recorded,
      states: count,
      statement: statementJson(statement),
    }))
}

/** What a person says of one uncertain statement. */
export interface ReviewRequest {
  readonly service: string
  readonly terms: string
  readonly question: string
  readonly quote: string
  readonly verdict: 'confirm' | 'reject' | 'allowed' | 'conditional' | 'disallowed'
}

/**
 * Writes a review to the workspace's `reviews/` and builds the rulebook anew, so that it holds at once. Gives how many
 * statements are still uncertain. Throws `Problem` for a review that cannot be made, `ArchiveError` when it cannot be written.
 */
export async function writeReview(
  library: Library,
  body: unknown,
): Promise<{ readonly written: string; readonly left: number }> {
  if (library.chosen().kind !== 'workspace')
    throw new Problem(
      {
        code: 'starter-read-only',
        at: 'reviews',
        message: 'the starter rulebook cannot be corrected: it holds pointers, and nothing to judge by',
        hint: 'import an archive of terms, then review what was read from it',
      },
      409,
    )
  const entry = entryOf(body)
  const { workspace } = library
  const path = join(workspace.reviews, fileName)
  await withWriteLock(workspace, async () => {
    await mkdir(workspace.reviews, { recursive: true })
    const old = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT')
        return '# Written by `proviso serve`, one entry per keystroke; docs/reviews.md says how to read it.\n'
      throw error
    })
    const text = `${old.endsWith('\n') ? old : `${old}\n`}${entry}`
    const { reviews, issues } = parseReviews(text, fileName)
    if (issues[0] !== undefined) throw new Problem(issues[0], 422)
    if (reviews.length === 0) throw new Problem(badReview('it says nothing'), 422)
    await writeAtomic(path, text)
    await buildRulebook(workspace)
  })
  return { written: fileName, left: reviewsJson(library).total }
}

/** One review as an entry of a YAML list; every value is quoted as JSON, which YAML reads. */
function entryOf(body: unknown): string {
  const { service, terms, question, quote, verdict } = (body ?? {}) as Partial<ReviewRequest>
  for (const [name, value] of Object.entries({ service, terms, question, quote, verdict }))
    if (typeof value !== 'string' || value === '' || value.length > 300)
      throw new Problem(badReview(`\`${name}\` is missing`), 422)
  if (!questions.includes(question as StandingQuestion) || !/^[0-9a-f]{16}$/.test(quote!))
    throw new Problem(badReview('`question` or `quote` is not one'), 422)
  const lines = [
    `- service: ${JSON.stringify(service)}`,
    `  terms: ${JSON.stringify(terms)}`,
    `  question: ${question}`,
  ]
  if (verdict === 'reject') lines.push(`  reject: "${quote}"`)
  else {
    lines.push(`  quote: "${quote}"`)
    if (verdict === 'confirm') lines.push('  confirm: true')
    else if (verdict === 'allowed' || verdict === 'conditional' || verdict === 'disallowed')
      lines.push('  correct:', `    position: ${verdict}`)
    else throw new Problem(badReview('`verdict` is confirm, reject, allowed, conditional or disallowed'), 422)
  }
  return `${lines.join('\n')}\n`
}

const badReview = (message: string) => ({
  code: 'review-invalid',
  at: 'reviews',
  message: `the review cannot be made: ${message}`,
  hint: 'docs/reviews.md shows how a review is written',
})
