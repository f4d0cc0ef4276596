import type { Condition, ConditionKind, PositionKind, RuledStatement, StandingQuestion } from '@proviso/rights'

/** What a headline needs to know of one side of a move: the position, and the statements that decide it. */
export interface Said {
  readonly position: PositionKind
  readonly conditions: readonly Condition[]
  readonly statements: readonly Pick<RuledStatement, 'effect' | 'conditions' | 'channel'>[]
}

/** The words for one question. `grant`: what is let or claimed; the others complete a sentence after the service's name. */
interface Words {
  readonly bars: string
  readonly stillBars: string
  readonly grants: string
  readonly dropsBan: string
  readonly dropsGrant: string
  readonly dropsConditions: string
  /** Followed by the conditions. */
  readonly grantsOnly: string
  readonly theConditions: string
  /** Who can opt in or out. */
  readonly users: string
}

const words: Readonly<Record<StandingQuestion, Words>> = {
  'public.train-ai.content': {
    bars: 'bars outsiders from training AI models on its content',
    stillBars: 'now bars all outsiders from training AI models on its content',
    grants: 'lets anyone train AI models on its content',
    dropsBan: 'drops its ban on training AI models on its content',
    dropsGrant: 'no longer says that anyone may train AI models on its content',
    dropsConditions: 'no longer says when outsiders may train AI models on its content',
    grantsOnly: 'lets outsiders train AI models on its content',
    theConditions: 'its conditions for training AI models on its content',
    users: 'users',
  },
  'public.crawl.content': {
    bars: 'bars scraping and automated access to its content',
    stillBars: 'now bars all scraping and automated access to its content',
    grants: 'lets anyone crawl its content',
    dropsBan: 'drops its ban on scraping and automated access to its content',
    dropsGrant: 'no longer says that anyone may crawl its content',
    dropsConditions: 'no longer says when outsiders may crawl its content',
    grantsOnly: 'lets outsiders crawl its content',
    theConditions: 'its conditions for crawling its content',
    users: 'users',
  },
  'operator.train-ai.content': {
    bars: 'promises not to train AI models on user data',
    stillBars: 'now promises not to train AI models on user data at all',
    grants: 'says it may train AI models on user data',
    dropsBan: 'drops its promise not to train AI models on user data',
    dropsGrant: 'no longer says that it may train AI models on user data',
    dropsConditions: 'no longer says when it may train AI models on user data',
    grantsOnly: 'says it may train AI models on user data',
    theConditions: 'its conditions for training AI models on user data',
    users: 'users',
  },
  'partner.train-ai.content': {
    bars: 'promises that its partners will not train AI models on user data',
    stillBars: 'now promises that none of its partners will train AI models on user data',
    grants: 'lets its partners train AI models on user data',
    dropsBan: 'drops its promise that partners will not train AI models on user data',
    dropsGrant: 'no longer says that its partners may train AI models on user data',
    dropsConditions: 'no longer says when its partners may train AI models on user data',
    grantsOnly: 'lets its partners train AI models on user data',
    theConditions: 'its conditions for partners that train AI models on user data',
    users: 'users',
  },
  'public.train-ai.output': {
    bars: 'bars users from training AI models on the output of its AI',
    stillBars: 'now bars users from training any AI model on the output of its AI',
    grants: 'lets users train AI models on the output of its AI',
    dropsBan: 'drops its ban on training AI models on the output of its AI',
    dropsGrant: 'no longer says that users may train AI models on the output of its AI',
    dropsConditions: 'no longer says when users may train AI models on the output of its AI',
    grantsOnly: 'lets users train AI models on the output of its AI',
    theConditions: 'its conditions for training AI models on the output of its AI',
    users: 'they',
  },
}

/** Leave to take content through an API is no leave to crawl it. */
const throughApi: Words = {
  ...words['public.crawl.content'],
  grants: 'lets anyone obtain its content through its API',
  dropsGrant: 'no longer says that anyone may obtain its content through its API',
  dropsConditions: 'no longer says when outsiders may obtain its content through its API',
  grantsOnly: 'lets outsiders obtain its content through its API',
  theConditions: 'its conditions for obtaining its content through its API',
}

/** Conditions as they follow a permission; the order is the order in a sentence. */
const only: readonly (readonly [ConditionKind, string])[] = [
  ['licence', 'under a licence'],
  ['payment', 'for a fee'],
  ['search-engine', 'for search engines'],
  ['robots-txt', 'as robots.txt allows'],
  ['rate-limit', 'within rate limits'],
  ['non-commercial', 'for non-commercial purposes'],
  ['non-competing', 'for models that do not compete with its own'],
  ['attribution', 'with attribution'],
  ['class', 'in certain cases'],
  ['part', 'in part'],
]

/** Conditions as they follow a ban that they limit; `users` stands for who opts in or out. */
const barred: readonly (readonly [ConditionKind, string])[] = [
  ['licence', 'without a licence'],
  ['payment', 'without payment'],
  ['search-engine', 'other than for search engines'],
  ['robots-txt', 'where robots.txt disallows it'],
  ['rate-limit', 'beyond rate limits'],
  ['non-commercial', 'for commercial purposes'],
  ['non-competing', 'where the models compete with its own'],
  ['attribution', 'without attribution'],
  ['opt-in', 'unless users agree'],
  ['opt-out', 'where users opt out'],
  ['class', 'in certain cases'],
]

const names: Readonly<Record<ConditionKind, string>> = {
  'opt-out': 'opt-out',
  'opt-in': 'opt-in',
  licence: 'a licence',
  payment: 'a fee',
  attribution: 'attribution',
  'non-commercial': 'non-commercial use',
  'robots-txt': 'robots.txt',
  'rate-limit': 'rate limits',
  'search-engine': 'search engines only',
  'non-competing': 'non-competing models only',
  class: 'certain cases only',
  part: 'some data only',
}

const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`

function conditional({ grantsOnly, users }: Words, conditions: readonly Condition[]): string {
  const kinds = new Set(conditions.map(({ kind }) => kind))
  const inReturn = conditions.some(({ kind, note }) => kind === 'licence' && note === 'against something in return')
  const limits = only
    .filter(([kind]) => kinds.has(kind))
    .map(([kind, phrase]) => (kind === 'licence' && inReturn ? 'in return for rights of their own' : phrase))
  const consents = kinds.has('opt-in')
  // `in certain cases` adds nothing beside a limit or a choice that says more
  const told =
    limits.length > 1 || consents || kinds.has('opt-out') ? limits.filter((l) => l !== 'in certain cases') : limits
  const parts: string[] = []
  if (told.length > 0) parts.push(`only ${listed(told)}`)
  if (consents && kinds.has('opt-out'))
    parts.push(`${parts.length > 0 ? 'and ' : ''}with a say for ${users} (opt-in, opt-out)`)
  else if (consents) parts.push(`${parts.length > 0 ? 'and ' : ''}only if ${users} agree`)
  else if (kinds.has('opt-out')) parts.push(`unless ${users} opt out`)
  return parts.length === 0 ? `${grantsOnly} under conditions` : `${grantsOnly} ${parts.join(' ')}`
}

/** What part of a ban is meant, in a sentence. */
function limitsOf({ users }: Words, conditions: readonly Condition[]): string {
  const kinds = new Set(conditions.map(({ kind }) => kind))
  const limits = barred.filter(([kind]) => kinds.has(kind))
  const ofOneKind = kinds.has('part')
  const telling = limits.length > 1 || ofOneKind ? limits.filter(([kind]) => kind !== 'class') : limits
  const phrases = listed(telling.map(([, phrase]) => phrase.replace('users', users)))
  return ofOneKind ? `${kindMeant(conditions)} ${phrases}`.trimEnd() : phrases
}

/** "Of one kind (health data)", as the reader calls it; "of some kinds" where it names several. */
function kindMeant(conditions: readonly Condition[]): string {
  const called = conditions.flatMap(({ kind, note }) => (kind === 'part' && note ? note.replace(/ only$/, '') : []))
  const names = new Set(called.filter((name) => name !== 'one kind of data'))
  if (names.size > 1) return 'of some kinds'
  const [name] = names
  return name === undefined ? 'of one kind' : `of one kind (${name})`
}

/** Whether what is promised holds for one kind of data alone (N19 of terms). */
const isOfOneKind = (conditions: readonly Condition[]) => conditions.some(({ kind }) => kind === 'part')

/** Whether a condition is nothing but bans on parts: nothing is let or claimed, not even where users can lift the ban. */
const onlyBars = ({ position, conditions, statements }: Said) =>
  position === 'conditional' &&
  conditions.length > 0 &&
  statements.length > 0 &&
  statements.every(
    ({ effect, conditions: own }) => effect === 'disallow' || (effect === 'conditional' && isOfOneKind(own)),
  )

/** The limits of a ban that reaches a part only, and is all that is said (P15 of rights). */
const limitsOfBan = (said: Said): readonly Condition[] =>
  said.position === 'disallowed' && said.conditions.length > 0 ? named(said) : []

/** The conditions of a position and of its statements, which may name several parts. */
const named = ({ conditions, statements }: Said): readonly Condition[] => [
  ...conditions,
  ...statements.flatMap((statement) => statement.conditions),
]

/** Whether a plain ban still stands, or of a ban on a part that part. */
const stillBans = (before: Said, { statements }: Said) =>
  statements.some(
    ({ effect, conditions }) =>
      effect === 'disallow' && (conditions.length === 0 || (limitsOfBan(before).length > 0 && isOfOneKind(conditions))),
  )

/** What is said of a ban that goes, with what it reached [T21]. */
const drops = (say: Words, before: Said) => `${say.dropsBan} ${limitsOf(say, limitsOfBan(before))}`.trimEnd()

/** Whether all is barred, and not a part only. */
export const isPlainBan = ({ position, conditions }: Pick<Said, 'position' | 'conditions'>) =>
  position === 'disallowed' && conditions.length === 0

const kindsOf = (said: Said) =>
  listed([...new Set(said.conditions.map(({ kind }) => kind))].sort().map((kind) => names[kind])) || 'other conditions'

/**
 * One plain line that says what a move means. SPEC.md T20–T22.
 * @example
 * headline('X', 'public.train-ai.content', silent, { position: 'disallowed', conditions: [], statements: [ban] })
 * // 'X bars outsiders from training AI models on its content'
 */
export function headline(service: string, question: StandingQuestion, before: Said, after: Said): string {
  const said = [...before.statements, ...after.statements]
  const apiAlone = said.length > 0 && said.every(({ channel }) => channel === 'api')
  const say = question === 'public.crawl.content' && apiAlone ? throughApi : words[question] // T22
  return `${service} ${predicate(say, before, after)}`
}

function predicate(say: Words, before: Said, after: Said): string {
  switch (after.position) {
    case 'disallowed': {
      const limits = limitsOfBan(after)
      if (limits.length > 0) {
        const only = isPlainBan(before) ? ' only' : ''
        return `${before.position === 'silent' ? '' : 'now '}${say.bars}${only} ${limitsOf(say, limits)}` // T21
      }
      return before.position === 'conditional' || before.position === 'disallowed'
        ? say.stillBars
        : before.position === 'allowed'
          ? `now ${say.bars}`
          : say.bars
    }
    case 'allowed':
      if (before.position === 'disallowed') return `${drops(say, before)} and now ${say.grants}`
      return before.position === 'conditional' ? `now ${say.grants} without its former conditions` : say.grants
    case 'conditional': {
      if (before.position === 'conditional')
        return `changes ${say.theConditions} from ${kindsOf(before)} to ${kindsOf(after)}`
      if (onlyBars(after)) {
        const bars = `${say.bars}${isPlainBan(before) ? ' only' : ''} ${limitsOf(say, named(after))}` // T21
        return before.position === 'silent' ? bars : `now ${bars}`
      }
      const granted = conditional(say, after.conditions)
      if (before.position === 'disallowed' && !stillBans(before, after))
        return `${drops(say, before)} and now ${granted}`
      return before.position === 'silent' ? granted : `now ${granted}`
    }
    case 'silent':
      if (before.position === 'disallowed') return drops(say, before)
      if (onlyBars(before)) return `${say.dropsBan} ${limitsOf(say, named(before))}` // T21
      return before.position === 'conditional' ? say.dropsConditions : say.dropsGrant
  }
}
