import {
  type Basis,
  type Channel,
  type Condition,
  type ConditionKind,
  type DocumentState,
  type Effect,
  type FurtherQuestion,
  furtherQuestions,
  type HeardQuestion,
  type Layer,
  type PositionKind,
  type PositionReview,
  type Rulebook,
  type RuledPosition,
  type StandingQuestion,
  type Unread,
  type Weighing,
} from '../src/index.ts'

/** A rulebook as the conformance files write it; conformance/decisions/README.md has the shape. */
export interface Sketch {
  readonly services: readonly { readonly name: string; readonly hosts: readonly string[] }[]
  readonly states: readonly SketchedState[]
  readonly unread?: readonly (Omit<Unread, 'to'> & { readonly to?: string })[]
}

export interface SketchedState {
  readonly service: string
  readonly terms: string
  readonly part?: string
  readonly layer?: Layer
  readonly host?: string
  readonly weighing?: Weighing
  readonly from: string
  readonly to?: string | null
  readonly recorded?: string
  readonly basis?: Basis
  readonly kind?: DocumentState['kind']
  readonly says: Partial<Record<HeardQuestion, SketchedPosition>>
}

export interface SketchedPosition {
  /** `silent` when absent: a weighed state's position is not read. */
  readonly position?: PositionKind
  readonly conditions?: readonly ConditionKind[]
  readonly review?: PositionReview
  readonly statements: readonly {
    readonly id: string
    readonly effect: Effect
    readonly channel?: Channel
    readonly path?: string
    readonly agents?: readonly string[]
    readonly directive?: string
    readonly conditions?: readonly ConditionKind[]
  }[]
}

/** The rulebook a sketch stands for; a statement's id becomes its `quoteHash`. */
export function rulebookOf(sketch: Sketch): Rulebook {
  return {
    format: 1,
    reader: 'by hand',
    sources: [],
    services: sketch.services.map(({ name, hosts }) => ({ name, aliases: [], hosts })),
    states: sketch.states.map(stateOf),
    unread: (sketch.unread ?? []).map((source) => ({ to: null, ...source })),
  }
}

function stateOf(state: SketchedState): DocumentState {
  const {
    service,
    terms,
    part,
    layer,
    host,
    weighing,
    from,
    to = null,
    basis = 'recorded',
    kind = 'change',
    says,
  } = state
  const recorded = `${state.recorded ?? from}T12:00:00Z`
  const position = (question: StandingQuestion) => positionOf(says[question], `${service}/${terms}.md`, recorded)
  const further = (question: FurtherQuestion) => positionOf(says[question], `${service}/${terms}.md`, recorded)
  return {
    service,
    terms,
    ...(part === undefined ? {} : { part }),
    ...(layer === undefined ? {} : { layer }),
    ...(host === undefined ? {} : { host }),
    ...(weighing === undefined ? {} : { weighing }),
    from,
    to,
    basis,
    recorded,
    kind,
    moved: [],
    positions: {
      'public.train-ai.content': position('public.train-ai.content'),
      'public.crawl.content': position('public.crawl.content'),
      'operator.train-ai.content': position('operator.train-ai.content'),
      'partner.train-ai.content': position('partner.train-ai.content'),
      'public.train-ai.output': position('public.train-ai.output'),
    },
    further: Object.fromEntries(
      furtherQuestions.filter((question) => says[question]).map((question) => [question, further(question)]),
    ),
    records: [],
    variants: 0,
  }
}

function positionOf(sketched: SketchedPosition | undefined, path: string, recorded: string): RuledPosition {
  if (!sketched) return { position: 'silent', conditions: [], confidence: 1, statements: [] }
  return {
    position: sketched.position ?? 'silent',
    conditions: conditionsOf(sketched.conditions),
    confidence: 1,
    ...(sketched.review === undefined ? {} : { review: sketched.review }),
    statements: sketched.statements.map(({ id, effect, conditions, ...limits }, at) => ({
      effect,
      conditions: conditionsOf(conditions),
      ...limits,
      confidence: 1,
      evidence: { archive: 'sketch', path, version: '0', recorded, start: at, end: at + 1, section: [], quoteHash: id },
    })),
  }
}

function conditionsOf(kinds: readonly ConditionKind[] = []): Condition[] {
  return kinds.map((kind) => ({ kind }))
}
