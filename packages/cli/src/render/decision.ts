import type { StandingSince } from '@proviso/archive/standing-since'
import type {
  Because,
  Channel,
  Day,
  Decision,
  DecisionPart,
  Disagreement,
  Profile,
  Reason,
  Saying,
  Silenced,
} from '@proviso/rights'
import { decisive } from '@proviso/rights'
import { dayHeard, hearsSignalsAlone, unheardText } from '@proviso/web/text/heard-text'
import { isMissed, readBeforeText } from '@proviso/web/text/read-before'
import { factsText, wrapFacts } from './facts.ts'
import { instantText } from './instant.ts'
import { agentText, disagreementLines, layerLines } from './layers.ts'
import type { Look } from './look.ts'
import { plain } from './plain.ts'
import { paint, positionText } from './position.ts'
import { quoteLines } from './quote.ts'
import { type Reviewed, reviewLines } from './review.ts'
import { placeText } from './section.ts'
import { outcomeText, type VerdictSubject, verdictLine } from './verdict.ts'
import { wrap } from './wrap.ts'

/** Everything `ask` shows. */
export interface Answer {
  readonly asset: string
  readonly host: string
  readonly subject: VerdictSubject
  readonly agent?: string
  readonly decision: Decision
  /** What each document in force says, and where they disagree. */
  readonly layers: readonly Saying[]
  readonly disagreements: readonly Disagreement[]
  readonly profile: Profile
  readonly today: { readonly day: Day; readonly decision: Decision }
  /** Since when what a statement says has stood. */
  readonly since: (because: Because) => StandingSince
  /** Outcomes through channels that were not asked for and differ. */
  readonly elsewhere: readonly { readonly channel: Channel; readonly outcome: Decision['outcome'] }[]
  /** Names a person may have meant, when the host belongs to no known service. */
  readonly near: readonly string[]
  /** Public addresses of the archives the rulebook was made from, by name. */
  readonly archives: ReadonlyMap<string, string>
  /** Show every statement and every clause whole. */
  readonly full: boolean
}

const clauseLimit = 700
const shownStatements = 3

/** A decision for a person: the verdict, the clause that made it, where it stands and since when, and today's beside it. */
export function decisionLines(answer: Answer, look: Look): string[] {
  const { decision } = answer
  const { colour } = look
  const lines = [
    verdictLine(decision.outcome, answer.subject, look),
    '',
    `  ${plain(answer.asset)}${owners(answer, look)}`,
  ]
  if (decision.services.length === 0) return [...lines, ...nobodyLines(answer, look)]
  if (answer.agent !== undefined) lines.push(colour.dim(`  ${agentText(answer.agent, answer.layers)}`))
  const parts: [Silenced['about'], DecisionPart][] = [
    ['using', decision.using],
    ['obtaining', decision.obtaining],
  ]
  // the part that decided comes first
  if (decision.using.outcome !== decision.outcome) parts.reverse()
  for (const [name, part] of parts) lines.push('', ...partLines(name, part, answer, look))
  const unknown = parts.filter(([, { outcome }]) => outcome === 'unknown')
  const reasons = unknown.map(([, { reason }]) => reason)
  if (hearsSignalsAlone(answer.profile)) {
    if (reasons.some((reason) => unheard(reason, answer) !== undefined)) lines.push(...signalHelpLines(answer, look))
  } else if (reasons.length > 0 && reasons.every((reason) => reason === 'no-document')) lines.push(...helpLines(look))
  lines.push(...pointerLines(answer, look))
  const isUnread = ({ layer, state }: Saying) => isMissed({ ...state, layer }, decision.unread, dayRead(answer))
  lines.push(...layerLines(answer.layers, { ...answer, isUnread }, look))
  lines.push(...disagreementLines(answer.disagreements, answer, look))
  lines.push(...conflictLines(decision.conflicts, answer, look), ...unreadLines(answer, look))
  lines.push(...profileLines(answer.profile, look))
  lines.push('', ...todayLines(answer, look))
  for (const { channel, outcome } of answer.elsewhere)
    lines.push(
      row(channel, `${outcomeText(outcome, look)}  ${colour.dim(`through that channel (--channel ${channel})`)}`, look),
    )
  return lines
}

function owners({ decision }: Answer, look: Look): string {
  return decision.services.length === 0 ? '' : look.colour.dim(`  ${look.marks.dot}  ${ownersText(decision)}`)
}

const nameWidth = 10

function row(name: string, text: string, look: Look): string {
  return `  ${look.colour.bold(name.padEnd(nameWidth))} ${text}`
}

function partLines(name: Silenced['about'], part: DecisionPart, answer: Answer, look: Look): string[] {
  const conditions = positionText(part.outcome, part.conditions).slice(part.outcome.length)
  const why = part.reason === 'stated' ? conditions : `  ${look.colour.dim(reasonText(part.reason, answer))}`
  const indent = ' '.repeat(nameWidth + 3)
  const [told = '', ...further] = wrap(`${outcomeText(part.outcome, look)}${why}`, look.width, indent)
  const reviewed = [...part.because, ...silencedBy(answer.layers, name)]
  const lines = [row(name, told.trimStart(), look), ...further, ...reviewLines(reviewed, look, '    ')]
  const clauses = clausesOf(part.because)
  const shown = answer.full ? clauses : clauses.slice(0, shownStatements)
  for (const same of shown) lines.push(...becauseLines(same, answer, look))
  const more = clauses.length - shown.length
  if (more > 0)
    lines.push(look.colour.dim(`    and ${more} more ${more === 1 ? 'clause' : 'clauses'} to the same effect (--full)`))
  return lines
}

/** Documents that a review left without a word on a part. */
function silencedBy(layers: readonly Saying[], name: Silenced['about']): Reviewed[] {
  return layers.flatMap(({ state: { terms, part }, silenced = [] }) =>
    silenced
      .filter(({ about }) => about === name)
      .map(({ review }) => ({ terms, review, ...(part === undefined ? {} : { part }) })),
  )
}

/** Statements by clause: a page with parts for several regions says the same words in each. */
function clausesOf(because: readonly Because[]): (readonly [Because, ...Because[]])[] {
  const clauses = new Map<string, [Because, ...Because[]]>()
  for (const each of because) {
    const key = JSON.stringify([each.service, each.terms, each.statement?.evidence.quoteHash ?? null])
    const same = clauses.get(key)
    if (same) same.push(each)
    else clauses.set(key, [each])
  }
  return [...clauses.values()]
}

/** One clause: its place, its words or where they are, since when, and the public record. */
function becauseLines(same: readonly [Because, ...Because[]], { full, since }: Answer, look: Look): string[] {
  const { colour } = look
  const [because] = same
  const evidence = because.statement?.evidence
  const scope = because.statement?.scope ?? because.part
  const part = same.length > 1 ? `in ${same.length} parts` : scope
  const name = part === undefined ? because.terms : `${because.terms} (${plain(part)})`
  const lines = wrap(placeText(name, evidence?.section ?? [], look), look.width, '    ', '      ')
  if (evidence?.quote === '') lines.push(colour.dim('    told by the response, not by words'))
  else if (evidence?.quote !== undefined)
    lines.push(...quoteLines(evidence.quote, look, '    ', full ? undefined : clauseLimit))
  else if (evidence)
    lines.push(
      colour.dim(`    the words: characters ${evidence.start} to ${evidence.end}, sha-256 ${evidence.quoteHash}…`),
    )
  else lines.push(...wrap(colour.dim(wordlessText(because)), look.width, '    '))
  const { from, basis, recorded, orBefore } = since(because)
  const how = basis === 'stated' ? 'stated by the text' : orBefore ? 'or before: its first record' : 'first seen'
  const until = because.to === null ? '' : ` until ${because.to}`
  const days = [`in force since ${from}${until} (${how})`, `recorded ${instantText(recorded)}`]
  lines.push(...wrapFacts(factsText(days, look), look, '    '))
  if (evidence?.url !== undefined) lines.push(`    ${colour.underline(plain(evidence.url))}`)
  return lines
}

/** Why a document decides without words of its own. */
function wordlessText({ layer, position }: Because): string {
  if (layer !== 'signals') return 'set by a review'
  if (position === 'silent') return 'read, and nothing in it reserves the use'
  return 'no rule of it is for this path: what is not disallowed may be fetched (RFC 9309)'
}

/** What a profile follows and where that holds. */
function profileLines({ name, jurisdiction, note }: Profile, look: Look): string[] {
  if (note === undefined) return []
  const title = jurisdiction === undefined ? name : `${name} (${jurisdiction})`
  return ['', `  ${look.colour.bold(`profile ${title}`)}`, ...wrap(note, look.width, '    ')]
}

/** How to get the words, when the rulebook holds pointers only. */
function pointerLines({ decision, archives }: Answer, look: Look): string[] {
  const bare = [...decision.using.because, ...decision.obtaining.because].flatMap(({ statement }) =>
    statement !== undefined && statement.evidence.quote === undefined ? [statement.evidence.archive] : [],
  )
  const names = [...new Set(bare)].sort()
  if (names.length === 0) return []
  const commands = names.map((name) => `${look.program} import ${archives.get(name) ?? name}`)
  return [
    '',
    look.colour.dim('  this rulebook keeps pointers, not words; to see them quoted:'),
    ...commands.map((command) => `    ${command}`),
  ]
}

/** The day whose documents were heard. */
function dayRead({ profile, subject, today }: Answer): Day {
  return dayHeard(profile, subject.on, today.day)
}

function ownersText({ services }: Decision): string {
  return services.map(plain).join(', ')
}

/** Why a profile that listens to some documents alone heard nothing; undefined for other reasons and profiles. */
function unheard(reason: Reason, answer: Answer): string | undefined {
  const { host, decision, profile } = answer
  return unheardText(reason, profile, { host, who: ownersText(decision), day: dayRead(answer) })
}

function reasonText(reason: Reason, answer: Answer): string {
  const { host, decision, subject } = answer
  const who = ownersText(decision)
  const day = dayRead(answer)
  const texts: Readonly<Record<Reason, string>> = {
    stated: '',
    own:
      subject.asset === 'output'
        ? 'the service hands its output to who asked for it'
        : 'not in question for who holds the content',
    licensed: 'comes with the licence',
    'not-reserved': 'nothing read reserves it, and the profile allows what is not reserved',
    silent: 'nothing in force speaks of it: silence is not consent',
    unread: 'a source that may speak of it could not be read',
    'before-first-record': `${day} is before the first record of ${who}`,
    'not-in-force': `no document of ${who} was in force on ${day}`,
    'no-document': `no document of ${who} has been read`,
    'no-question': `the documents are not read for ${subject.usage} by the ${subject.actor}`,
    'no-service': `no service in this rulebook speaks for ${host}`,
    'no-day': `${subject.on} is not on the calendar`,
  }
  return unheard(reason, answer) ?? texts[reason]
}

function conflictLines(conflicts: readonly Because[], answer: Answer, look: Look): string[] {
  if (conflicts.length === 0) return []
  const shown = answer.full ? conflicts : conflicts.slice(0, shownStatements)
  const lines = ['', `  ${look.colour.bold('said otherwise')}`]
  for (const because of shown) {
    const effect = because.statement?.effect
    const word =
      effect === undefined
        ? because.position
        : effect === 'allow'
          ? 'allowed'
          : effect === 'disallow'
            ? 'disallowed'
            : effect
    const place = placeText(because.terms, because.statement?.evidence.section ?? [], look)
    lines.push(...wrap(`${paint(word, `${look.marks[word]} ${word}`, look)}  ${place}`, look.width, '    ', '      '))
    lines.push(...reviewLines([because], look, '      '))
    const quote = because.statement?.evidence.quote
    if (quote !== undefined && quote !== '')
      lines.push(...quoteLines(quote, look, '      ', answer.full ? undefined : 220))
  }
  if (conflicts.length > shown.length)
    lines.push(look.colour.dim(`    and ${conflicts.length - shown.length} more (--full)`))
  return lines
}

function unreadLines(answer: Answer, look: Look): string[] {
  const { unread } = answer.decision
  if (unread.length === 0) return []
  const inForce = answer.layers.map(({ layer, state, obtaining, using }) => ({ ...state, layer, obtaining, using }))
  const each = unread.map((missed) => {
    const { service, terms, host, from, reason } = missed
    const before = readBeforeText(missed, inForce, dayRead(answer))
    return `${plain(service)}, ${plain(terms)}${host === undefined ? '' : ` of ${plain(host)}`}: ${reason} since ${from}${before === undefined ? '' : `; ${before}`}`
  })
  return [
    '',
    `  ${look.colour.bold('could not be read')}`,
    ...each.flatMap((text) => wrap(text, look.width, '    ', '      ')),
  ]
}

function todayLines(answer: Answer, look: Look): string[] {
  const { day, decision } = answer.today
  if (answer.subject.on === day) return [row('today', 'this is the answer for today', look)]
  const same = decision.outcome === answer.decision.outcome
  const lines = [
    row('today', `${outcomeText(decision.outcome, look)}  ${same ? 'the same' : 'differs'} on ${day}`, look),
  ]
  if (same) return lines
  lines.push(...reviewLines(decisive(decision), look, '    '))
  for (const same of clausesOf(decisive(decision)).slice(0, 1)) lines.push(...becauseLines(same, answer, look))
  return lines
}

function nobodyLines({ host, near }: Answer, look: Look): string[] {
  const nobody = `no service in this rulebook speaks for ${host}: nothing is known, and that permits nothing`
  const lines = ['', ...wrap(nobody, look.width, '  ')]
  if (near.length > 0) lines.push(`  did you mean ${near.map((name) => look.colour.bold(plain(name))).join(', ')}?`)
  return [...lines, ...helpLines(look), `    ${look.program} services   lists who is known`]
}

/** What brings an answer where no document has been read. */
function helpLines(look: Look): string[] {
  return [
    '',
    '  what would help',
    `    ${look.program} import <archive of its terms> --declarations <folder or address>`,
    `    ${look.program} read <its terms of service, saved as a file>`,
  ]
}

/** What brings an answer where no signal is on record: today's can be fetched, those of an earlier day must have been kept. */
function signalHelpLines(answer: Answer, look: Look): string[] {
  const { host, today } = answer
  const day = dayRead(answer)
  const { program } = look
  return [
    '',
    '  what would help',
    ...(day < today.day ? [] : [`    ${program} watch add ${host}, then ${program} watch run --once`]),
    `    ${program} import <folder of captured signals> --seen ${day}`,
    `    ${program} signals ${host}   shows what it says now`,
  ]
}
