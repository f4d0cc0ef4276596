import {
  type DocumentState,
  questions,
  type RuledPosition,
  type Service,
  type StandingQuestion,
  type Unread,
} from '@proviso/rights'
import { reviewText } from '@proviso/web/text/review-text'
import { factsText, wrapFacts } from './facts.ts'
import { instantText } from './instant.ts'
import type { Look } from './look.ts'
import { plain } from './plain.ts'
import { mark, paint, positionText } from './position.ts'
import { questionLabels, questionWidth } from './question.ts'
import { quoteLines } from './quote.ts'
import { placeText } from './section.ts'
import { pad } from './table.ts'
import { wrap } from './wrap.ts'

/** What to show of a service's history. */
export interface TimelineView {
  /** The one question asked; all five when absent. */
  readonly question?: StandingQuestion
  /** Every clause of every state, whole. */
  readonly full: boolean
}

const clauseLimit = 260

/**
 * A service's documents as timelines, oldest state first: what each said when first recorded, then what moved and the clause
 * that moved it. `states` come sorted by document and day.
 */
export function timelineLines(
  service: Service,
  states: readonly DocumentState[],
  unread: readonly Unread[],
  view: TimelineView,
  look: Look,
): string[] {
  const { colour } = look
  const asked = view.question === undefined ? questions : [view.question]
  const lines = headLines(service, look)
  if (states.length === 0) lines.push('', 'no document has been read: what its terms say is unknown')
  const quiet: string[] = []
  for (const document of documentsOf(states)) {
    if (document.every((state) => asked.every((question) => isUnheard(state.positions[question]))))
      quiet.push(`${title(document[0]!)} (since ${document[0]!.from})`)
    else {
      lines.push('', colour.bold(title(document[0]!)))
      for (const index of document.keys()) lines.push('', ...stateLines(document, index, asked, view, look))
    }
  }
  const about = view.question === undefined ? 'silent on all five questions' : 'silent on this question'
  if (quiet.length > 0)
    lines.push('', colour.bold(about), '', ...quiet.map((each) => `  ${mark('silent', look)} ${each}`))
  if (unread.length > 0)
    lines.push('', colour.bold('could not be read'), '', ...unread.flatMap((source) => unreadLines(source, look)))
  return lines
}

function documentsOf(states: readonly DocumentState[]): DocumentState[][] {
  const documents = new Map<string, DocumentState[]>()
  for (const state of states) {
    const document = documents.get(title(state))
    if (document) document.push(state)
    else documents.set(title(state), [state])
  }
  return [...documents.values()]
}

function title({ terms, part, host }: Pick<DocumentState, 'terms' | 'part' | 'host'>): string {
  const of = host === undefined ? plain(terms) : `${plain(terms)} of ${plain(host)}`
  return part === undefined ? of : `${of} (${plain(part)})`
}

function headLines({ name, aliases, hosts }: Service, look: Look): string[] {
  const also = aliases.length > 0 ? ` (also ${aliases.map(plain).join(', ')})` : ''
  const lines = [`${look.colour.bold(plain(name))}${also}`]
  if (hosts.length > 0) lines.push(...wrap(look.colour.dim(hosts.map(plain).join(', ')), look.width))
  return lines
}

function unreadLines(source: Unread, look: Look): string[] {
  const { from, to, reason } = source
  const text = `${mark('unknown', look)} ${from} to ${to ?? 'now'}  ${title(source)}: ${reason}`
  return wrap(text, look.width, '  ', '    ')
}

function stateLines(
  document: readonly DocumentState[],
  index: number,
  asked: readonly StandingQuestion[],
  view: TimelineView,
  look: Look,
): string[] {
  const state = document[index]!
  const before = document[index - 1]
  const lines = dayLine(document, index, look)
  const said = asked.filter((question) => !isUnheard(state.positions[question]))
  const moved = asked.filter((question) => state.moved.includes(question))
  const opens = before === undefined || state.kind === 'first-record'
  if (opens && said.length === 0) lines.push(`    ${mark('silent', look)} silent`)
  if (!opens && moved.length === 0)
    lines.push(look.colour.dim(`    ${state.layer === 'signals' ? 'other rules' : 'reworded'}: the positions stay`))
  const shown = asked.filter((question) => {
    if (opens || view.full) return said.includes(question) || moved.includes(question)
    if (isNewlyReviewed(state, before, question)) return true
    return moved.length > 0 ? moved.includes(question) : said.includes(question) && newWords(state, before, question)
  })
  for (const question of shown) lines.push(...positionLines(state, before, question, view, look))
  return lines
}

function dayLine(document: readonly DocumentState[], index: number, look: Look): string[] {
  const { colour } = look
  const state = document[index]!
  const kinds: Readonly<Record<DocumentState['kind'], string>> = {
    'first-record': index === 0 ? 'first record' : 'recorded again',
    change: 'change',
    technical: 'technical record',
  }
  const inForce = {
    'first-record': state.basis === 'stated' ? ['in force as the text states'] : [],
    change: [state.basis === 'stated' ? 'in force as the text states' : 'in force since first seen'],
    technical: ['in force on or before this day'],
  }
  const ended = index === document.length - 1 && state.to !== null ? [`ended ${state.to}`] : []
  const facts = [
    ...inForce[state.kind],
    `recorded ${instantText(state.recorded)}`,
    ...(state.records.length > 1 ? [`seen in ${state.records.length} archives`] : []),
    ...(state.variants > 0 ? [`${state.variants} ${state.variants === 1 ? 'variant' : 'variants'} came and went`] : []),
    ...ended,
  ]
  const kind = state.kind === 'change' ? colour.bold(kinds.change) : kinds[state.kind]
  const text = `${colour.bold(state.from)}  ${kind}  ${colour.dim(factsText(facts, look))}`
  return wrapFacts(text, look, '  ', '              ')
}

function positionLines(
  state: DocumentState,
  before: DocumentState | undefined,
  question: StandingQuestion,
  view: TimelineView,
  look: Look,
): string[] {
  const now = state.positions[question]
  const label = pad(questionLabels[question], questionWidth)
  const was = before !== undefined && state.moved.includes(question) ? before.positions[question] : undefined
  const words =
    was === undefined ? painted(now, look) : `${painted(was, look)} ${look.marks.arrow} ${painted(now, look)}`
  const lines = [`    ${mark(now.position, look)} ${label}  ${words}`]
  if (now.review !== undefined) lines.push(...wrap(reviewText(now.review), look.width, '      ', '        '))
  const gone = now.statements.length === 0 && now.review === undefined
  if (gone && was !== undefined && was.statements.length > 0) lines.push(look.colour.dim('      gone:'))
  const statements = (gone ? was?.statements : now.statements) ?? []
  for (const { evidence, scope } of view.full ? statements : statements.slice(0, 1)) {
    if (evidence.quote !== undefined)
      lines.push(...quoteLines(evidence.quote, look, '      ', view.full ? undefined : clauseLimit))
    const [first = state.terms, ...rest] = scope === undefined ? evidence.section : [scope, ...evidence.section]
    lines.push(...wrap(look.colour.dim(placeText(first, rest, look)), look.width, '      ', '        '))
    if (evidence.url !== undefined) lines.push(`      ${look.colour.dim(plain(evidence.url))}`)
  }
  return lines
}

function painted(position: RuledPosition, look: Look): string {
  return paint(position.position, positionText(position.position, position.conditions), look)
}

/** Silence that no review made. */
function isUnheard({ position, review }: RuledPosition): boolean {
  return position === 'silent' && review === undefined
}

/** Whether a review speaks here that did not on the state before. */
function isNewlyReviewed(state: DocumentState, before: DocumentState | undefined, question: StandingQuestion): boolean {
  const { review } = state.positions[question]
  return review !== undefined && JSON.stringify(review) !== JSON.stringify(before?.positions[question].review)
}

function newWords(state: DocumentState, before: DocumentState | undefined, question: StandingQuestion): boolean {
  const known = new Set(before?.positions[question].statements.map((statement) => statement.evidence.quoteHash))
  return state.positions[question].statements.some((statement) => !known.has(statement.evidence.quoteHash))
}
