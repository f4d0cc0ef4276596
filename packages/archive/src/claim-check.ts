import {
  type Day,
  type DocumentState,
  dayAt,
  dayNumber,
  dayOf,
  type PositionKind,
  type RuledPosition,
  type Unread,
} from '@proviso/rights'
import { type Change, changesOf } from './changes.ts'
import type { ReportClaim } from './report-claims.ts'
import { type StandingSince, standingSince } from './standing-since.ts'

/** Why a claim is not on record. */
export type NotOnRecord = 'unknown-service' | 'no-document' | 'no-such-document' | 'before-first-record' | 'silent'

/** What the record says on one claim. */
export interface ClaimCheck {
  readonly claim: ReportClaim
  readonly verdict: 'confirmed' | 'contradicted' | 'not-on-record'
  /** Whether all that confirms it sets conditions: the report says more than the record. */
  readonly conditional?: true
  readonly reason?: NotOnRecord
  /** The move the claim tells of, when the record has it. */
  readonly change?: Change
  /** The states the verdict rests on, as they stood on `on`. */
  readonly states: readonly DocumentState[]
  /** Since when each of `states` says what it says, in the same words. */
  readonly since: readonly StandingSince[]
  /** The day looked at. */
  readonly on: Day
  /** Whether the record dates it where the report does; absent when the report names no day. */
  readonly dated?: boolean
}

/** Days by which a report and a record may date the same thing apart: announced, recorded, in force. */
const tolerance = 45

const plainly: Readonly<Record<ReportClaim['says'], PositionKind>> = { bars: 'disallowed', allows: 'allowed' }

/** Whether a position says what a report says, be it under conditions. SPEC.md R7. */
function agrees({ position, statements }: RuledPosition, says: ReportClaim['says']): boolean {
  if (position !== 'conditional') return position === plainly[says]
  // bans on a part are no leave for the rest
  const onlyBars = statements.length > 0 && statements.every(({ effect }) => effect === 'disallow')
  return says === 'bars' || !onlyBars
}

/** A condition, or a ban on a part only. */
function isLimited({ position, conditions }: RuledPosition): boolean {
  return position === 'conditional' || conditions.length > 0
}

/**
 * What the record says on claims: `confirmed` by a clause, `contradicted` by one, or not on record, never guessed. A move counts
 * when the record has one to what the report says within 45 days of the days named; else what stood on the last of those days,
 * or on `today` when none is named. SPEC.md R6–R9.
 * @example
 * checkClaims(reportClaims(text, services), rulebook.states, rulebook.unread, '2025-07-01')[0].verdict // 'confirmed'
 */
export function checkClaims(
  claims: readonly ReportClaim[],
  states: readonly DocumentState[],
  unread: readonly Unread[],
  today: Day,
): ClaimCheck[] {
  const byService = new Map<string, DocumentState[]>()
  for (const state of states) {
    if ((state.layer ?? 'terms') !== 'terms') continue
    const own = byService.get(state.service)
    if (own) own.push(state)
    else byService.set(state.service, [state])
  }
  return claims.map((claim) => checkClaim(claim, byService.get(claim.service) ?? [], unread, today))
}

function checkClaim(
  claim: ReportClaim,
  all: readonly DocumentState[],
  unread: readonly Unread[],
  today: Day,
): ClaimCheck {
  const on = claim.when === undefined ? today : claim.when.to < today ? claim.when.to : today
  const own = claim.terms === undefined ? all : all.filter(({ terms }) => isCalled(terms, claim.terms!))
  const none = (reason: NotOnRecord): ClaimCheck => ({
    claim,
    verdict: 'not-on-record',
    reason,
    states: [],
    since: [],
    on,
  })
  if (!claim.known) return none('unknown-service')
  if (all.length === 0) return none('no-document')
  if (own.length === 0)
    return none(unread.some(({ service }) => service === claim.service) ? 'no-document' : 'no-such-document')

  const since = (state: DocumentState): StandingSince => {
    const { service, terms, part, host, from, recorded, basis } = state
    const [statement] = state.positions[claim.question].statements
    const place = { service, terms, ...(part === undefined ? {} : { part }), ...(host === undefined ? {} : { host }) }
    const said = { ...place, from, recorded, basis, question: claim.question }
    return standingSince(statement === undefined ? said : { ...said, statement }, own)
  }
  const isMadeBy = (change: Change) => (state: DocumentState) =>
    state.recorded === change.recorded && state.terms === change.terms
  const agreed = (state: DocumentState) => agrees(state.positions[claim.question], claim.says)
  const confirmed = (states: readonly DocumentState[]) => ({
    claim,
    verdict: 'confirmed' as const,
    ...(states.every((state) => isLimited(state.positions[claim.question])) ? { conditional: true as const } : {}),
    states,
    since: states.map(since),
  })
  const moves = changesOf(own).filter(
    (change) =>
      change.question === claim.question &&
      isNear(change, claim.when) &&
      own.some((state) => isMadeBy(change)(state) && agreed(state)),
  )
  // the nearest to what the report says: a plain ban for a ban, in force soonest
  const change = moves.find(({ after }) => after.position === plainly[claim.says]) ?? moves[0]
  if (claim.move && claim.when !== undefined && change !== undefined) {
    return { ...confirmed(own.filter(isMadeBy(change))), change, on: change.inForce, dated: true }
  }

  // what was announced by that day counts, in force or not: reports tell of both
  const standing = own.filter(
    ({ from, to, recorded }) => (from <= on || dayOf(recorded) <= on) && (to === null || on < to),
  )
  if (standing.length === 0)
    return none(own.every(({ recorded }) => dayOf(recorded) > on) ? 'before-first-record' : 'silent')
  const speaking = standing.filter((state) => state.positions[claim.question].position !== 'silent')
  const agreeing = speaking.filter(agreed)
  const dated =
    claim.when === undefined ? {} : { dated: agreeing.some((state) => since(state).from >= claim.when!.from) }
  if (agreeing.length > 0) return { ...confirmed(agreeing), on, ...dated }
  if (speaking.length > 0) return { claim, verdict: 'contradicted', states: speaking, since: speaking.map(since), on }
  return none('silent')
}

/** Reports and archives name documents loosely: `Developer Terms` is also a `Developer Agreement`. */
function isCalled(terms: string, wanted: string): boolean {
  if (terms === wanted) return true
  const first = (text: string) => text.split(' ')[0]
  if (wanted === 'Terms of Service') return /^(?:Terms of (?:Service|Use)|User Agreement|Commercial Terms)/.test(terms)
  return first(terms) === first(wanted)
}

function isNear({ inForce, recorded }: Change, when: ReportClaim['when']): boolean {
  if (when === undefined) return true
  const from = dayAt(dayNumber(when.from) - tolerance)
  const to = dayAt(dayNumber(when.to) + tolerance)
  return [inForce, dayOf(recorded)].some((day) => from <= day && day <= to)
}
