import { type Channel, channels } from './channel.ts'
import type { Condition } from './condition.ts'
import type { Because } from './decision.ts'
import type { PositionKind } from './position.ts'
import { questions, type StandingQuestion } from './question.ts'
import type { RuledStatement } from './rulebook.ts'
import type { IndexedState } from './rulebook-index.ts'
import type { Effect } from './statement.ts'

/** What one state of a document says on one standing question through one channel, when it is not silent. */
export interface Voice {
  readonly position: Exclude<PositionKind, 'silent'>
  readonly conditions: readonly Condition[]
  /** The statements that made the position. */
  readonly because: readonly Because[]
  /** Statements of the same document that said otherwise. */
  readonly otherwise: readonly Because[]
}

const positionOf: Readonly<Record<Effect, Voice['position']>> = {
  allow: 'allowed',
  conditional: 'conditional',
  disallow: 'disallowed',
}

/** What a state says on a question through a channel; `null` when it is silent there. SPEC.md K1–K6, C6. */
export function voiceOf(indexed: IndexedState, question: StandingQuestion, channel: Channel): Voice | null {
  // a number, because a text made for each call would have to be hashed for each call
  const slot = questions.indexOf(question) * channels.length + channels.indexOf(channel)
  const known = indexed.voices[slot]
  if (known !== undefined) return known
  const voice = listen(indexed, question, channel)
  indexed.voices[slot] = voice
  return voice
}

function listen({ state, layer }: IndexedState, question: StandingQuestion, channel: Channel): Voice | null {
  const ruled = state.positions[question]
  if (ruled.position === 'silent') return null
  const defaultChannel = layer === 'licence' ? 'licence' : question.includes('.crawl.') ? 'web' : undefined // K3, K6
  const speaks = (own: Channel | undefined) => {
    if (layer === 'licence' && channel !== 'licence') return false
    const spoken = own ?? defaultChannel
    return spoken === undefined || spoken === channel // K1, K2
  }
  const speaking = ruled.statements.filter((statement) => speaks(statement.channel))
  if (ruled.statements.length === 0 ? !speaks(undefined) : speaking.length === 0) return null // K4, K5
  const whole = speaking.length === ruled.statements.length
  const position = whole ? ruled.position : strictestEffect(speaking)
  const because = (statement?: RuledStatement): Because => ({
    layer,
    service: state.service,
    terms: state.terms,
    ...(state.part === undefined ? {} : { part: state.part }),
    from: state.from,
    to: state.to,
    basis: state.basis,
    recorded: state.recorded,
    question,
    position,
    ...(statement ? { statement } : {}),
  })
  if (speaking.length === 0) return { position, conditions: ruled.conditions, because: [because()], otherwise: [] }
  const made = (statement: RuledStatement) => position === 'conditional' || positionOf[statement.effect] === position
  // a correction may leave a position with no statement of its effect: then all that was read stands for it
  const agrees = speaking.some(made) ? made : () => true
  const makers = speaking.filter(agrees)
  return {
    position,
    conditions: whole ? ruled.conditions : makers.flatMap((statement) => statement.conditions),
    because: makers.map(because),
    otherwise: speaking.filter((statement) => !agrees(statement)).map(because),
  }
}

function strictestEffect(statements: readonly RuledStatement[]): Voice['position'] {
  if (statements.some(({ effect }) => effect === 'disallow')) return 'disallowed'
  return statements.some(({ effect }) => effect === 'conditional') ? 'conditional' : 'allowed'
}
