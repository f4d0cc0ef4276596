import type { Condition, Effect } from '@proviso/rights'
import { type Clause, clauseText } from '../clause.ts'
import type { Context } from '../context.ts'
import type { CollectingKind, CollectingMention } from '../lexicon/collecting.ts'
import type { Names } from '../lexicon/subject.ts'
import { namesIn } from '../names.ts'
import type { StatementDraft } from '../statement-draft.ts'

/** A mention of collecting by machines in a clause. Its words are plain and in lower case. */
export class Act implements CollectingMention {
  readonly kind: CollectingKind
  readonly from: number
  readonly to: number
  readonly clause: Clause
  readonly context: Context
  /** The words of the clause. */
  readonly own: string
  readonly leads: string
  /** The clause up to the mention. */
  readonly before: string
  readonly words: string
  readonly after: string

  constructor({ kind, from, to }: CollectingMention, clause: Clause, own: string, context: Context) {
    this.kind = kind
    this.from = from
    this.to = to
    this.clause = clause
    this.context = context
    this.own = own
    this.leads = clause.leads.join(' ').toLowerCase()
    this.before = own.slice(0, from)
    this.words = own.slice(from, to)
    this.after = own.slice(to)
  }

  /** The clause with its lead-ins. */
  get around(): string {
    return `${this.leads} ${this.own}`
  }

  get names(): Names {
    const text = clauseText(this.clause)
    return namesIn(text, this.context.names, `${this.clause.previous} ${text}`)
  }
}

/** A statement on collecting, which is always one on the public and on content. */
export function says(effect: Effect, conditions: readonly Condition[], confidence: number): StatementDraft {
  return { effect, actor: 'public', usage: 'crawl', asset: 'content', conditions, confidence }
}

/** The mention that speaks clearest: an act by its name, then a tool, then weaker words [K1]. */
export function clearest(mentions: readonly CollectingMention[], own: string): CollectingMention | null {
  for (const kind of ['act', 'tool', 'bulk', 'gather'] as const) {
    const found = mentions.find((mention) => mention.kind === kind && !isChatbot(mention, own))
    if (found !== undefined) return found
  }
  return null
}

function isChatbot({ kind, from, to }: CollectingMention, own: string): boolean {
  return kind === 'tool' && /^bots?$/.test(own.slice(from, to)) && /\b(?:chat|cancel) ?$/.test(own.slice(0, from))
}
