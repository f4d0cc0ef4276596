import { dayNumber } from './day.ts'
import { type HeardQuestion, heardQuestions, questions } from './question.ts'
import type { DocumentState, RuledPosition } from './rulebook.ts'
import { voiceOf } from './voice.ts'
import { pathTest, positionOn } from './weigh.ts'

const root = pathTest('/')

/**
 * A weighed state with the positions it is listed under: what an asker without a name hears on `/`. Its statements stay all it has,
 * in their order. A state that is not weighed comes back as it is. SPEC.md S15.
 * @example
 * withHeardPositions(robots).positions['public.crawl.content'].position // 'allowed'
 */
export function withHeardPositions(state: DocumentState): DocumentState {
  if (state.weighing === undefined) return state
  const indexed = {
    state,
    layer: state.layer ?? ('terms' as const),
    from: dayNumber(state.from),
    to: Number.POSITIVE_INFINITY,
    firstRecord: 0,
    voices: null,
    entries: null,
  }
  const heard = (question: HeardQuestion): RuledPosition => {
    const statements = positionOn(state, question)?.statements ?? []
    const channel = indexed.layer === 'licence' ? 'licence' : 'web'
    const asker = { matches: root, agents: [], using: [question] }
    const voice = voiceOf(indexed, question, channel, asker)
    if (voice === null) return { position: 'silent', conditions: [], confidence: 1, statements }
    const sure = voice.because.map(({ statement }) => statement?.confidence ?? 1)
    return {
      position: voice.position,
      conditions: voice.conditions,
      confidence: sure.reduce((surest, each) => Math.max(surest, each), 0),
      statements,
    }
  }
  const listed = <Q extends HeardQuestion>(asked: readonly Q[]) =>
    Object.fromEntries(asked.map((question) => [question, heard(question)])) as Record<Q, RuledPosition>
  const further = heardQuestions.filter((question) => state.further !== undefined && question in state.further)
  return {
    ...state,
    positions: listed(questions),
    ...(further.length === 0 ? {} : { further: listed(further) }),
  }
}
