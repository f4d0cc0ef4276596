import type { Actor, Asset, Condition, Effect } from '@proviso/rights'
import { type Clause, clauseText } from '../clause.ts'
import type { Context } from '../context.ts'
import type { Governed } from '../grammar/force.ts'
import type { Names } from '../lexicon/subject.ts'
import { findTraining, type TrainingKind, type TrainingMention } from '../lexicon/training.ts'
import type { StatementDraft } from '../statement-draft.ts'
import { type ModelOwner, modelOwner, partnerTrains } from '../trainer.ts'
import { governedBy } from './governed-by.ts'

/** How sure it is that a mention is one of training AI [N6]. */
const sureness: Readonly<Record<TrainingKind, number>> = {
  train: 0.95,
  develop: 0.8,
  purpose: 0.85,
  dataset: 0.85,
  mining: 0.9,
  bare: 0.6,
}

/** A mention of training in a clause, with what grammar makes of it. Its words are plain and in lower case. */
export class Mention implements TrainingMention {
  readonly kind: TrainingKind
  readonly from: number
  readonly to: number
  readonly clause: Clause
  readonly context: Context
  readonly names: Names
  /** The words of the clause. */
  readonly own: string
  /** The clause up to the mention. */
  readonly before: string
  readonly words: string
  readonly after: string
  readonly leads: string
  readonly previous: string
  #governed: Governed | null | undefined
  #owner: ModelOwner | undefined

  constructor({ kind, from, to }: TrainingMention, clause: Clause, own: string, context: Context, names: Names) {
    this.kind = kind
    this.from = from
    this.to = to
    this.clause = clause
    this.context = context
    this.names = names
    this.own = own
    this.before = own.slice(0, from)
    this.words = own.slice(from, to)
    this.after = own.slice(to)
    this.leads = clause.leads.join(' ').toLowerCase()
    this.previous = clause.previous.toLowerCase()
  }

  /** The nearest heading. */
  get heading(): string {
    return (this.clause.path.at(-1) ?? '').toLowerCase()
  }

  /** What governs it. SPEC.md G. */
  get governed(): Governed | null {
    if (this.#governed === undefined) this.#governed = governedBy(this.clause, this.own, this, this.names)
    return this.#governed
  }

  get isForbidden(): boolean {
    return this.governed?.force === 'forbid'
  }

  /** Whose models are trained. */
  get owner(): ModelOwner {
    if (this.#owner === undefined) this.#owner = modelOwner(this.own, this, this.names, this.previous)
    return this.#owner
  }

  /** Whether it is a partner that trains [N13]. */
  get byPartner(): boolean {
    return partnerTrains(this.own, this, this.governed, this.owner, this.names)
  }

  /** A statement it makes: on content, plain and as sure as the mention itself unless something else is said. */
  says(
    actor: Actor,
    effect: Effect,
    {
      asset = 'content',
      conditions = [],
      doubt = 0,
    }: { readonly asset?: Asset; readonly conditions?: readonly Condition[]; readonly doubt?: number } = {},
  ): StatementDraft {
    return { effect, actor, usage: 'train-ai', asset, conditions, confidence: sureness[this.kind] - doubt }
  }
}

/** Of a clause that says it over and over only the first mentions are weighed: bounds the time a clause can take. */
const mostMentions = 8

/** The mentions of training in a clause [N6, N8, N23, X8]. */
export function mentionsIn(clause: Clause, own: string, context: Context): TrainingMention[] {
  const mentions = findTraining(own).slice(0, mostMentions)
  // a term the text defines to mean training, used where it is not defined [N23]
  for (const term of context.trainingTerms) {
    const at = clauseText(clause).indexOf(term)
    if (
      at !== -1 &&
      !/["“(]\W{0,3}$/.test(own.slice(0, at)) &&
      mentions.every(({ from, to }) => at >= to || at + term.length <= from)
    )
      mentions.push({ kind: 'purpose', from: at, to: at + term.length })
  }
  // "… nor do we let others do so": the sentence before said what [X8]
  const back = own.search(goesBack)
  if (
    back !== -1 &&
    (mentions.length === 0 ? findTraining(clause.previous.toLowerCase()).length > 0 : back > mentions.at(-1)!.to)
  )
    mentions.push({ kind: 'bare', from: back, to: back + 5 })
  return mentions.filter((mention) => mention.kind !== 'bare' || isOfAi(mention, clause, own, context))
}

const goesBack =
  /\b(?:(?:to|may|can|not|will) do so|for (?:that|this|such a?) purposes?|in (?:that|this) way|the same (?:goes|applies) (?:for|to)|does the same)\b/

/** Whether "training" alone is that of AI: something in the text or around the clause speaks of AI [N8]. */
function isOfAi({ from, to }: TrainingMention, clause: Clause, own: string, context: Context): boolean {
  if (context.ai || (context.topic && !/\btraining purposes?\b/.test(own.slice(from, to + 12)))) return true
  const { leads, path, previous } = clause
  return aboutAi.test(`${leads.join(' ')} ${own} ${path.join(' ')} ${previous}`.toLowerCase())
}

const aboutAi =
  /\ba\.?i\b|artificial|machine|model|llm|generative|learning|algorithm|classifier|neural|chat ?bot|assistant|\bprompts?\b|\boutputs?\b|\binputs?\b/
