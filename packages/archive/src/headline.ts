import type { Condition, ConditionKind, PositionKind, StandingQuestion } from '@proviso/rights'

/** What a headline needs to know of one side of a move. */
export interface Said {
  readonly position: PositionKind
  readonly conditions: readonly Condition[]
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
    dropsConditions: 'drops its conditions for training AI models on its content',
    grantsOnly: 'lets outsiders train AI models on its content',
    theConditions: 'its conditions for training AI models on its content',
    users: 'users',
  },
  'public.crawl.content': {
    bars: 'bars scraping and automated access to its content',
    stillBars: 'now bars all scraping and automated access to its content',
    grants: 'lets anyone crawl its content',
    dropsBan: 'drops its ban on scraping and automated access',
    dropsGrant: 'no longer says that anyone may crawl its content',
    dropsConditions: 'drops its conditions for crawling its content',
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
    dropsConditions: 'drops its conditions for training AI models on user data',
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
    dropsConditions: 'drops its conditions for partners that train AI models on user data',
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
    dropsConditions: 'drops its conditions for training AI models on the output of its AI',
    grantsOnly: 'lets users train AI models on the output of its AI',
    theConditions: 'its conditions for training AI models on the output of its AI',
    users: 'they',
  },
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
}

const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`

function conditional({ grantsOnly, users }: Words, conditions: readonly Condition[]): string {
  const kinds = new Set(conditions.map(({ kind }) => kind))
  const limits = only.filter(([kind]) => kinds.has(kind)).map(([, phrase]) => phrase)
  const consents = kinds.has('opt-in')
  // `in certain cases` adds nothing beside a limit or a choice that says more
  const told =
    limits.length > 1 || consents || kinds.has('opt-out') ? limits.filter((l) => l !== 'in certain cases') : limits
  const parts: string[] = []
  if (told.length > 0) parts.push(`only ${listed(told)}`)
  if (consents) parts.push(`${parts.length > 0 ? 'and ' : ''}only if ${users} agree`)
  else if (kinds.has('opt-out')) parts.push(`unless ${users} opt out`)
  return parts.length === 0 ? `${grantsOnly} under conditions` : `${grantsOnly} ${parts.join(' ')}`
}

const kindsOf = (said: Said) =>
  listed([...new Set(said.conditions.map(({ kind }) => kind))].sort().map((kind) => names[kind])) || 'other conditions'

/**
 * One plain line that says what a move means. SPEC.md T20.
 * @example headline('X', 'public.train-ai.content', { position: 'silent', conditions: [] }, { position: 'disallowed', conditions: [] })
 * // 'X bars outsiders from training AI models on its content'
 */
export function headline(service: string, question: StandingQuestion, before: Said, after: Said): string {
  const say = words[question]
  return `${service} ${predicate(say, before, after)}`
}

function predicate(say: Words, before: Said, after: Said): string {
  switch (after.position) {
    case 'disallowed':
      return before.position === 'conditional'
        ? say.stillBars
        : before.position === 'allowed'
          ? `now ${say.bars}`
          : say.bars
    case 'allowed':
      if (before.position === 'disallowed') return `${say.dropsBan} and now ${say.grants}`
      return before.position === 'conditional' ? `now ${say.grants} without its former conditions` : say.grants
    case 'conditional': {
      if (before.position === 'conditional')
        return `changes ${say.theConditions} from ${kindsOf(before)} to ${kindsOf(after)}`
      const granted = conditional(say, after.conditions)
      if (before.position === 'disallowed') return `${say.dropsBan} and now ${granted}`
      return before.position === 'silent' ? granted : `now ${granted}`
    }
    case 'silent':
      if (before.position === 'disallowed') return say.dropsBan
      return before.position === 'conditional' ? say.dropsConditions : say.dropsGrant
  }
}
