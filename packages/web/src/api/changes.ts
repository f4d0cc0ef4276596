import { type ChangeFilter, matches } from '@proviso/archive/change-filter'
import type { Change } from '@proviso/archive/changes'
import { findService } from '@proviso/archive/registry'
import { actors, type PositionKind, questions, usages } from '@proviso/rights'
import { readChoice } from '../argument/choice.ts'
import { readDay } from '../argument/day.ts'
import { changeId } from '../change-id.ts'
import { statementJson } from '../json/because.ts'
import { changeJson } from '../json/change.ts'
import type { Book, Library } from '../library.ts'
import { must, Problem } from '../problem.ts'
import { provenance } from '../provenance.ts'
import type { Get } from './get.ts'

/** What changes are narrowed to: that of the command line, with kinds of document, positions and words. */
export interface ChangeQuery extends ChangeFilter {
  readonly service?: string
  readonly terms?: string
  readonly to?: PositionKind
  readonly words?: string
}

const kinds: readonly PositionKind[] = ['allowed', 'conditional', 'disallowed', 'silent']

/** Reads the filters of `/api/changes` and `/changes.atom`. */
export function changeQuery(library: Library, get: Get): ChangeQuery {
  const value = (name: string) => get(name)?.trim() || undefined
  const since = value('since')
  const until = value('until')
  const actor = value('actor')
  const usage = value('usage')
  const question = value('question')
  const service = value('service')
  const terms = value('terms')
  const to = value('to')
  const words = value('search')
  const query: ChangeQuery = {
    ...(since && { since: must(readDay(since, 'since')) }),
    ...(until && { until: must(readDay(until, 'until')) }),
    ...(actor && { actor: must(readChoice(actor, 'actor', 'actor', actors)) }),
    ...(usage && { usage: must(readChoice(usage, 'usage', 'usage', usages)) }),
    ...(question && { question: must(readChoice(question, 'question', 'question', questions)) }),
    ...(to && { to: must(readChoice(to, 'to', 'position', kinds)) }),
    ...(service && { service: nameOf(library, service) }),
    ...(terms && { terms }),
    ...(words && { words: words.slice(0, 200) }),
  }
  if (query.since !== undefined && query.until !== undefined && query.since > query.until)
    throw new Problem({
      code: 'bad-date',
      at: 'since',
      message: `${query.since} is after ${query.until}: no day lies between them`,
      hint: 'swap the two days',
    })
  return query
}

function nameOf(library: Library, text: string): string {
  const found = findService(library.services(), text)
  if ('issue' in found) throw new Problem(found.issue, 404)
  return found.service.name
}

/** The changes asked for, newest first. */
export function findChanges({ changes }: Book, query: ChangeQuery): Change[] {
  const wanted = query.words?.toLowerCase().split(/\s+/) ?? []
  return changes
    .filter(
      (change) =>
        matches(change, query) &&
        (query.service === undefined || change.service === query.service) &&
        (query.terms === undefined || change.terms === query.terms) &&
        (query.to === undefined || change.after.position === query.to) &&
        (wanted.length === 0 || holds(change, wanted)),
    )
    .reverse()
}

function holds(change: Change, words: readonly string[]): boolean {
  const quotes = [...change.added, ...change.removed].map(({ evidence }) => evidence.quote ?? '')
  const text = [change.headline, change.service, change.terms, ...quotes].join('\n').toLowerCase()
  return words.every((word) => beginsIn(text, word))
}

/** Whether a word of the text begins so: `x` finds X, and not every text. */
function beginsIn(text: string, beginning: string): boolean {
  for (let at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, at + 1))
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1)) || !/^[\p{L}\p{N}]/u.test(beginning)) return true
  return false
}

const pageLength = 60

/** The value of `/api/changes`. */
export type ChangesJson = ReturnType<typeof changesJson>

/** Answers `/api/changes`: a page of changes, newest first, with what the filters could be set to. */
export function changesJson(library: Library, get: Get) {
  const book = library.book()
  const found = findChanges(book, changeQuery(library, get))
  const from = Math.max(0, Number.parseInt(get('from') ?? '0', 10) || 0)
  const byYear = new Map<string, number>()
  for (const { inForce } of found) byYear.set(inForce.slice(0, 4), (byYear.get(inForce.slice(0, 4)) ?? 0) + 1)
  return {
    total: found.length,
    from,
    years: [...byYear].map(([year, count]) => ({ year, count })),
    changes: found.slice(from, from + pageLength).map(listedJson),
    choices: book.remember('choices', () => ({
      services: [...new Set(book.changes.map(({ service }) => service))].sort(),
      terms: [...new Set(book.changes.map(({ terms }) => terms))].sort(),
    })),
    rulebook: provenance(book),
  }
}

export type ListedChange = ReturnType<typeof listedJson>

function listedJson(change: Change) {
  return { id: changeId(change), ...changeJson(change) }
}

/** The value of `/api/changes/:id`. */
export type ChangeJson = ReturnType<typeof oneChangeJson>

/** Answers `/api/changes/:id`: one change, its statements before and after, and its neighbours at the same service. */
export function oneChangeJson(library: Library, id: string) {
  const book = library.book()
  const change = changeWith(book, id)
  return {
    ...listedJson(change),
    addedStatements: change.added.map(statementJson),
    removedStatements: change.removed.map(statementJson),
    records: change.records,
    others: book.changes
      .filter((other) => other.service === change.service && other !== change)
      .reverse()
      .slice(0, 8)
      .map((other) => ({ id: changeId(other), headline: other.headline, inForce: other.inForce, terms: other.terms })),
    rulebook: provenance(book),
  }
}

export function changeWith(book: Book, id: string): Change {
  const change = book.byId.get(id)
  if (change !== undefined) return change
  throw new Problem(
    {
      code: 'unknown-change',
      at: id.slice(0, 120),
      message: 'no change in this rulebook has this address',
      hint: 'the list of changes has them all; a correction may have withdrawn it',
    },
    404,
  )
}
