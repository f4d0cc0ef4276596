import { type Channel, channels } from './channel.ts'
import type { Condition } from './condition.ts'
import { compilePathPattern, type EncodedPath, encodePath, matchEncodedPath, type PathPattern } from './path-pattern.ts'
import { type PositionKind, stricterPosition } from './position.ts'
import { type HeardQuestion, heardQuestions } from './question.ts'
import type { DocumentState, RuledPosition, RuledStatement, Weighing } from './rulebook.ts'
import { compareTexts } from './text-order.ts'
import type { Voice } from './voice.ts'

/** Whether a path, which the test holds, matches a pattern. */
export type PathTest = (pattern: PathPattern) => boolean

/**
 * Tests patterns against one path, which is encoded when the first of them comes.
 * @example
 * pathTest('/a/b')(compilePathPattern('/a')) // true
 */
export function pathTest(path: string): PathTest {
  let encoded: EncodedPath | undefined
  return (pattern) => {
    encoded ??= encodePath(path)
    return matchEncodedPath(pattern, encoded)
  }
}

/** For whom statements are weighed. */
export interface Asker {
  /** Whether the path requested matches a pattern. */
  readonly matches: PathTest
  /** Product tokens asked as, lower case; none: somebody who has not said a name. */
  readonly agents: readonly string[]
  /** The questions on the usage asked about: they tell which agents somebody without a name might be [S9]. */
  readonly using: readonly HeardQuestion[]
}

/** What the statements of one state come to for one asker. */
export interface Weight {
  readonly position: PositionKind
  readonly conditions: readonly Condition[]
  readonly makers: readonly Line[]
  readonly others: readonly Line[]
  /** Whether the answer holds for every path. */
  readonly everyPath: boolean
}

/** One statement, ready to be weighed. */
export interface Line {
  readonly statement: RuledStatement
  readonly position: Exclude<PositionKind, 'silent'>
  readonly pattern: PathPattern | null
  /** Octets of the pattern: 0 when there is none. */
  readonly octets: number
}

/** The lines of one kind on one question, and all lines of that kind, which a longer one keeps from speaking [S4]. */
interface Family {
  readonly directive: string | undefined
  readonly lines: readonly Line[]
  readonly rivals: readonly Line[]
  readonly everyPath: boolean
}

/** What one agent, or everybody without a group, is told. */
interface Group {
  readonly agents: string[]
  readonly lines: ReadonlyMap<HeardQuestion, readonly Line[]>
  /** By question and channel, filled when first asked. */
  readonly families: (readonly Family[] | undefined)[]
}

/** A state arranged for weighing. */
export interface WeighedState {
  readonly weighing: Weighing
  readonly layer: string
  /** For who has no group of his own. */
  readonly everybody: Group
  readonly groups: ReadonlyMap<string, Group>
  /** The groups, each once. */
  readonly distinct: readonly Group[]
  /** Whether any statement is limited to a path. */
  readonly hasPaths: boolean
  /** What askers heard where the path does not matter. */
  readonly heard: Map<string, Voice | null>
}

/** Arranges the statements of a state by who is told; linear in them and in the agents they name. */
export function weighedState(state: DocumentState, weighing: Weighing): WeighedState {
  const all: { question: HeardQuestion; line: Line }[] = []
  for (const question of heardQuestions) {
    for (const statement of positionOn(state, question)?.statements ?? []) {
      const pattern = statement.path === undefined ? null : compilePathPattern(statement.path)
      const line = { statement, position: effectOf(statement), pattern, octets: pattern?.octets ?? 0 }
      all.push({ question, line })
    }
  }
  const general: number[] = []
  const named = new Map<string, number[]>()
  for (const [at, { line }] of all.entries()) {
    if (line.statement.agents === undefined) general.push(at)
    for (const agent of new Set(line.statement.agents)) {
      const told = named.get(agent)
      if (told) told.push(at)
      else named.set(agent, [at])
    }
  }
  const groupOf = (told: readonly number[]): Group => ({
    agents: [],
    lines: linesByQuestion(told.map((at) => all[at]!)),
    families: [],
  })
  const everybody = groupOf(general)
  const byLines = new Map<string, Group>()
  const groups = new Map<string, Group>()
  for (const [agent, own] of named) {
    // who has a group of his own does not hear everybody's [S5]; elsewhere what is said to all is said to him too
    const told = weighing === 'all' ? [...general, ...own].sort((a, b) => a - b) : own
    const key = told.join()
    const group = byLines.get(key) ?? groupOf(told)
    byLines.set(key, group)
    group.agents.push(agent)
    groups.set(agent, group)
  }
  return {
    weighing,
    layer: state.layer ?? 'terms',
    everybody,
    groups,
    distinct: [...byLines.values()],
    hasPaths: all.some(({ line }) => line.pattern !== null),
    heard: new Map(),
  }
}

/** The position recorded on a question; `undefined` where the state keeps none. */
export function positionOn(state: DocumentState, question: HeardQuestion): RuledPosition | undefined {
  return (
    (state.positions as Partial<Record<HeardQuestion, RuledPosition>>)[question] ??
    (state.further as Partial<Record<HeardQuestion, RuledPosition>> | undefined)?.[question]
  )
}

/** Weighs what a state says on a question through a channel to an asker. SPEC.md S2–S10. */
export function weigh(weighed: WeighedState, question: HeardQuestion, channel: Channel, asker: Asker): Weight {
  if (asker.agents.length === 0) return toNobodyNamed(weighed, question, channel, asker)
  const told = [...new Set(asker.agents.map((agent) => weighed.groups.get(agent) ?? weighed.everybody))]
  return strictest(told.map((group) => toGroup(weighed, group, question, channel, asker.matches)))
}

/** Who has not said a name hears what everybody is told; what is barred to agents he might be is a condition. SPEC.md S8, S9. */
function toNobodyNamed(weighed: WeighedState, question: HeardQuestion, channel: Channel, asker: Asker): Weight {
  const general = toGroup(weighed, weighed.everybody, question, channel, asker.matches)
  const mightBe = weighed.distinct.filter((group) => isMeant(group, question, asker.using))
  const told = mightBe.map((group) => toGroup(weighed, group, question, channel, asker.matches))
  const everyPath = general.everyPath && told.every((weight) => weight.everyPath)
  const barred = told.flatMap((weight, at) =>
    rank[weight.position] > rank[general.position] && rank[weight.position] > rank.allowed ? [{ weight, at }] : [],
  )
  if (barred.length === 0 || general.position === 'disallowed') return { ...general, everyPath }
  const agents = barred.flatMap(({ at }) => mightBe[at]!.agents).sort(compareTexts)
  return {
    position: 'conditional',
    conditions: [...general.conditions, { kind: 'class', note: `agents: ${shortList(agents)}` }],
    makers: unique([...general.makers, ...barred.flatMap(({ weight }) => weight.makers)]),
    others: general.others,
    everyPath,
  }
}

/** On crawling, only agents that are told something about the usage asked count: a ban on a checker of links bars nobody who trains. */
function isMeant(group: Group, question: HeardQuestion, using: readonly HeardQuestion[]): boolean {
  return group.lines.has(question) && using.some((one) => group.lines.has(one))
}

function toGroup(
  weighed: WeighedState,
  group: Group,
  question: HeardQuestion,
  channel: Channel,
  path: PathTest,
): Weight {
  const families = familiesOf(weighed, group, question, channel)
  const crawling = question === 'public.crawl.content'
  const byRobots = weighed.weighing === 'robots'
  const makers: Line[] = []
  let everyPath = families.every((family) => family.everyPath)
  let ruled = false
  let barred: boolean | undefined
  for (const family of families) {
    const isAccess = byRobots && family.directive === undefined
    let winners = winnersOf(family, weighed.weighing, path)
    if (isAccess) {
      const leave = winners.filter(({ position }) => position === 'allowed')
      if (leave.length > 0) winners = crawling ? leave : [] // S3, S6
      ruled ||= winners.length > 0
    } else if (byRobots && winners.some(({ position }) => position === 'allowed')) {
      const access = familiesOf(weighed, group, 'public.crawl.content', 'web').find(isOfAccess)
      if (access && !access.everyPath) everyPath = false
      barred ??= isBarred(access, path)
      if (barred) winners = winners.filter(({ position }) => position !== 'allowed') // S10
    }
    for (const winner of winners) makers.push(winner)
  }
  // a robots.txt that has no rule for the path lets it be crawled [S6]
  const byDefault = byRobots && crawling && channel === 'web' && !ruled
  let position: PositionKind = byDefault ? 'allowed' : 'silent'
  for (const line of makers) position = stricterPosition(position, line.position)
  const made = makers.filter((line) => line.position === position)
  return {
    position,
    conditions: made.flatMap(({ statement }) => statement.conditions),
    makers: made,
    others: makers.filter((line) => line.position !== position),
    everyPath,
  }
}

function isOfAccess({ directive }: Family): boolean {
  return directive === undefined
}

function isBarred(access: Family | undefined, path: PathTest): boolean {
  const winners = access === undefined ? [] : winnersOf(access, 'robots', path)
  return winners.length > 0 && winners.every(({ position }) => position === 'disallowed')
}

/** The lines that speak for a path: the longest match, the first, or all. SPEC.md S3, S4. */
function winnersOf({ lines, rivals, everyPath }: Family, weighing: Weighing, path: PathTest): readonly Line[] {
  if (weighing === 'all') return everyPath ? lines : lines.filter((line) => matches(line, path))
  if (weighing === 'first') {
    const first = lines.find((line) => matches(line, path))
    return first === undefined ? [] : [first]
  }
  // the longest are first
  const longest = rivals.find((line) => matches(line, path))
  if (longest === undefined) return []
  return lines.filter((line) => line.octets === longest.octets && matches(line, path))
}

function matches({ pattern }: Line, path: PathTest): boolean {
  return pattern === null || path(pattern)
}

function familiesOf(weighed: WeighedState, group: Group, question: HeardQuestion, channel: Channel): readonly Family[] {
  const slot = heardQuestions.indexOf(question) * channels.length + channels.indexOf(channel)
  const known = group.families[slot]
  if (known !== undefined) return known
  const byDirective = new Map<string | undefined, Line[]>()
  const inOrder = (group.lines.get(question) ?? []).filter((line) =>
    speaksThrough(line, question, channel, weighed.layer),
  )
  for (const line of inOrder) {
    const kind = weighed.weighing === 'robots' ? line.statement.directive : undefined
    const kin = byDirective.get(kind)
    if (kin) kin.push(line)
    else byDirective.set(kind, [line])
  }
  const families = [...byDirective].map(([directive, kin]): Family => {
    const lines = weighed.weighing === 'first' || weighed.weighing === 'all' ? kin : kin.toSorted(byOctets)
    const rivals =
      directive === undefined
        ? lines
        : [...group.lines.values()]
            .flat()
            .filter(({ statement }) => statement.directive === directive)
            .sort(byOctets)
    return { directive, lines, rivals, everyPath: [...lines, ...rivals].every(({ pattern }) => pattern === null) }
  })
  group.families[slot] = families
  return families
}

function byOctets(a: Line, b: Line): number {
  return b.octets - a.octets
}

/** K1–K3 for a single statement. */
function speaksThrough({ statement }: Line, question: HeardQuestion, channel: Channel, layer: string): boolean {
  if (layer === 'licence' && channel !== 'licence') return false
  const own = statement.channel ?? (question.includes('.crawl.') ? 'web' : undefined)
  return own === undefined || own === channel
}

const rank: Readonly<Record<PositionKind, number>> = { silent: 0, allowed: 1, conditional: 2, disallowed: 3 }

function strictest(weights: readonly Weight[]): Weight {
  let position: PositionKind = 'silent'
  for (const weight of weights) position = stricterPosition(position, weight.position)
  const made = weights.filter((weight) => weight.position === position)
  const makers = unique(made.flatMap((weight) => weight.makers))
  return {
    position,
    conditions: made.flatMap(({ conditions }) => conditions),
    makers,
    others: unique(
      weights.flatMap((weight) =>
        weight.position === position ? weight.others : [...weight.makers, ...weight.others],
      ),
    ).filter((line) => !makers.includes(line)),
    everyPath: weights.every((weight) => weight.everyPath),
  }
}

/** Leave under a condition is no leave yet, and a ban with one does not bar all: both are conditional [P1, P5, S14]. */
function effectOf({ effect, conditions }: RuledStatement): Line['position'] {
  if (effect === 'conditional' || conditions.length > 0) return 'conditional'
  return effect === 'allow' ? 'allowed' : 'disallowed'
}

function linesByQuestion(told: readonly { question: HeardQuestion; line: Line }[]): Map<HeardQuestion, Line[]> {
  const lines = new Map<HeardQuestion, Line[]>()
  for (const { question, line } of told) {
    const own = lines.get(question)
    if (own) own.push(line)
    else lines.set(question, [line])
  }
  return lines
}

const mostNamed = 12

function shortList(agents: readonly string[]): string {
  const rest = agents.length - mostNamed
  return `${agents.slice(0, mostNamed).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)]
}
