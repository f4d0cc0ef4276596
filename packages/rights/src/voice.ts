import { type Channel, channels } from './channel.ts'
import type { Condition } from './condition.ts'
import type { Because } from './decision.ts'
import type { Part } from './judge.ts'
import type { PositionKind } from './position.ts'
import { type HeardQuestion, heardQuestions } from './question.ts'
import type { PositionReview, RuledStatement } from './rulebook.ts'
import type { IndexedState } from './rulebook-index.ts'
import type { Effect } from './statement.ts'
import { letsSome } from './strictest.ts'
import { type Asker, positionOn, type WeighedState, weigh, weighedState } from './weigh.ts'

/** What one state of a document says on one standing question through one channel, when it is not silent. */
export interface Voice {
  readonly position: Exclude<PositionKind, 'silent'>
  readonly conditions: readonly Condition[]
  /** Whether something is let, plain or under a condition: bans within limits let nothing. */
  readonly lets: boolean
  /** The statements that made the position. */
  readonly because: readonly Because[]
  /** Statements of the same document that said otherwise. */
  readonly otherwise: readonly Because[]
  /** What a part of a decision comes to where nobody else speaks; made when first asked. */
  alone: Part | null
}

const positionOf: Readonly<Record<Effect, Voice['position']>> = {
  allow: 'allowed',
  conditional: 'conditional',
  disallow: 'disallowed',
}

/** What a state says on a question through a channel to an asker; `null` when it is silent there. SPEC.md K1–K6, C6, S2–S10. */
export function voiceOf(indexed: IndexedState, question: HeardQuestion, channel: Channel, asker: Asker): Voice | null {
  if (indexed.state.weighing !== undefined) return weighedVoice(indexed, question, channel, asker)
  // a number, because a text made for each call would have to be hashed for each call
  const slot = heardQuestions.indexOf(question) * channels.length + channels.indexOf(channel)
  indexed.voices ??= []
  const known = indexed.voices[slot]
  if (known !== undefined) return known
  const voice = listen(indexed, question, channel)
  indexed.voices[slot] = voice
  return voice
}

function weighedVoice(indexed: IndexedState, question: HeardQuestion, channel: Channel, asker: Asker): Voice | null {
  const weighed = weighedOf(indexed)!
  const { heard } = weighed
  const key = `${question} ${channel} ${asker.using.join()} ${asker.agents.join()}`
  const known = heard.get(key)
  if (known !== undefined) return known
  const { position, conditions, makers, others, everyPath } = weigh(weighed, question, channel, asker)
  const told = (lines: typeof makers) => lines.map(({ statement }) => becauseOf(indexed, question, position, statement))
  const voice =
    position === 'silent'
      ? null
      : {
          position,
          conditions,
          lets: letsSome(
            position,
            makers.map(({ statement }) => statement),
          ),
          because: makers.length > 0 ? told(makers) : [becauseOf(indexed, question, position)],
          otherwise: told(others),
          alone: null,
        }
  if (everyPath && heard.size < mostRemembered) heard.set(key, voice)
  return voice
}

/** A state arranged for weighing, `undefined` for one whose positions are those recorded. */
export function weighedOf(indexed: IndexedState): WeighedState | undefined {
  if (indexed.state.weighing === undefined) return undefined
  indexed.weighed ??= weighedState(indexed.state, indexed.state.weighing)
  return indexed.weighed
}

/** Askers remembered by state: agents are texts from outside, and must not fill the memory. */
const mostRemembered = 256

function listen(indexed: IndexedState, question: HeardQuestion, channel: Channel): Voice | null {
  const { state, layer } = indexed
  const ruled = positionOn(state, question)
  if (ruled === undefined || ruled.position === 'silent') return null
  const { statements } = ruled
  if (layer === 'licence' && channel !== 'licence') return null
  const defaultChannel = layer === 'licence' ? 'licence' : question.includes('.crawl.') ? 'web' : undefined // K3, K6
  let count = 0
  for (const statement of statements) if (speaksThrough(channel, statement.channel ?? defaultChannel)) count += 1
  if (statements.length === 0 ? !speaksThrough(channel, defaultChannel) : count === 0) return null // K4, K5
  const whole = count === statements.length
  const speaking = whole
    ? statements
    : statements.filter((statement) => speaksThrough(channel, statement.channel ?? defaultChannel))
  const position = whole ? ruled.position : strictestEffect(speaking)
  if (speaking.length < 2) {
    const because = [madeBecause(indexed, question, position, speaking[0], ruled.review)]
    const conditions = whole ? ruled.conditions : speaking[0]!.conditions
    return { position, conditions, lets: letsSome(position, speaking), because, otherwise: nothing, alone: null }
  }
  const because = (statement?: RuledStatement) => becauseOf(indexed, question, position, statement)
  const made = (statement: RuledStatement) => position === 'conditional' || positionOf[statement.effect] === position
  // a correction may leave a position with no statement of its effect: then all that was read stands for it
  const agrees = speaking.some(made) ? made : () => true
  const makers = speaking.filter(agrees)
  return {
    position,
    conditions: whole ? ruled.conditions : conditionsOf(position, makers),
    lets: letsSome(position, makers),
    because: makers.map(because),
    otherwise: speaking.filter((statement) => !agrees(statement)).map(because),
    alone: null,
  }
}

const nothing: readonly Because[] = []

/** A plain ban has no conditions, whatever limited ones stand beside it [P7]. */
function conditionsOf(position: PositionKind, makers: readonly RuledStatement[]): readonly Condition[] {
  const isPlain = position === 'disallowed' && makers.some(({ conditions }) => conditions.length === 0)
  return isPlain ? [] : makers.flatMap(({ conditions }) => conditions)
}

/** What is said of no channel is said of all. SPEC.md K1, K2. */
function speaksThrough(channel: Channel, spoken: Channel | undefined): boolean {
  return spoken === undefined || spoken === channel
}

function strictestEffect(statements: readonly RuledStatement[]): Voice['position'] {
  if (statements.some(({ effect }) => effect === 'disallow')) return 'disallowed'
  return statements.some(({ effect }) => effect === 'conditional') ? 'conditional' : 'allowed'
}

/** The entry of a document that was read and says nothing on a question, where that silence decides [Y9]. */
export function silenceOf(indexed: IndexedState, question: HeardQuestion): Because {
  return becauseOf(indexed, question, 'silent')
}

/** The entry of a statement, made once for what it is heard to say: identity is equality. */
function becauseOf(
  indexed: IndexedState,
  question: HeardQuestion,
  position: PositionKind,
  statement?: RuledStatement,
): Because {
  indexed.entries ??= new Map()
  const made = indexed.entries.get(statement)
  const known = made?.find((one) => one.question === question && one.position === position)
  if (known !== undefined) return known
  const because = madeBecause(indexed, question, position, statement, positionOn(indexed.state, question)?.review)
  if (made) made.push(because)
  else indexed.entries.set(statement, [because])
  return because
}

function madeBecause(
  { state, layer }: IndexedState,
  question: HeardQuestion,
  position: PositionKind,
  statement?: RuledStatement,
  review?: PositionReview,
): Because {
  const { service, terms, part, host, from, to, basis, recorded } = state
  // written out, because what is spread costs more than all the rest
  if (part === undefined && host === undefined && statement !== undefined && review === undefined)
    return { layer, service, terms, from, to, basis, recorded, question, position, statement }
  return {
    layer,
    service,
    terms,
    ...(part === undefined ? {} : { part }),
    ...(host === undefined ? {} : { host }),
    from,
    to,
    basis,
    recorded,
    question,
    position,
    ...(review === undefined ? {} : { review }),
    ...(statement ? { statement } : {}),
  }
}
