import type { Actor, Effect } from '@proviso/rights'
import { asksForOneself, ofOwnData } from './asks.ts'
import { findConditions, someOnly } from './lexicon/condition.ts'
import { findTraining } from './lexicon/training.ts'
import type { StatementDraft } from './statement-draft.ts'

/** Cells that say yes or no by their first word or mark. */
const yes = /^(?:yes|✓|✔|✅|☑|always|on(?! request)|included|by default)(?![\w’'-])/
const no = /^(?:no|✗|✘|❌|☒|–|—|-|never|off(?! by default)|none|not (?:used|ever))(?![\w’'-])/
/** Cells in which somebody has the say. */
const say =
  /^(?:(?:off|not(?: used)?) by default|on request|opt(?:ional|[- ]?(?:in|out))|if you|with (?:your )?consent|only (?:if|with)|you (?:choose|decide)|your choice|ask)/
/** A yes or no with a way out of it. */
const leavesChoice =
  /\b(?:unless|until|except|only (?:if|with|when)|opt[- ]?(?:in|out)|(?:turn|switch)(?:ed)? (?:it )?o(?:n|ff))\b/
/** Data that goes into training, not a service by which customers train: "Messages used to train …", "We train on your files". */
const ofData =
  /\b(?:customer|user|personal) data\b|\bused?\b[^|]{0,30}\b(?:to|for|in)\b|\b(?:on|with|from) (?:your|customers?'?s?|users?'?s?|my|the) \b|\b(?:your|customers?'?s?|users?'?s?|my) \w+/
/** What a cell says of training without naming a model. */
const intoTraining = /\b(?:used for|for|in) training\b|\bused to (?:train|teach|school|tune)\b/
const partners = /\b(?:partners?|third[- ]part(?:y|ies)|providers?|vendors?|suppliers?)\b/
/** "Do not train on your data", and a mark beside it. */
const denied = /\b(?:do(?:es)? not|don['’]t|doesn['’]t|never|not|no)\b/
/** People who are trained. */
const ofPeople = /\b(?:staff|employees?|team|agents who|volunteers|people)\b/

/**
 * What a row of a table says of plans, accounts or companies: "Messages used to train our models | yes | no | no", "Do not train on your
 * files | ✔ | ✔" under "Us | Our suppliers"; or, where the table asks it above a column, what the row's cell below answers. Null where it is
 * no such row. SPEC.md N45.
 */
export function rowOfPlans(own: string, header: string): StatementDraft[] | null {
  const cells = cellsOf(own)
  if (cells.length < 2) return null
  const heads = cellsOf(header)
  const about = cells[0]!
  if (asksOfData(about)) {
    const answers = cells.slice(1).map((cell) => answerIn(cell, denied.test(about)))
    if (answers.includes(null)) return null
    const ofPartners = answers.filter((_, at) => partners.test(heads[at + 1] ?? ''))
    const ofOthers = answers.filter((_, at) => !partners.test(heads[at + 1] ?? ''))
    return [
      ...(ofOthers.length === 0 ? [] : [draft(together(ofOthers as Effect[]), actorOf(about, header))]),
      ...(ofPartners.length === 0 ? [] : [draft(together(ofPartners as Effect[]), 'partner')]),
    ]
  }
  // a service by which customers train models of their own
  if (findTraining(about).length > 0 && cells.slice(1).every((cell) => answerIn(cell, false) !== null)) return []
  const column = heads.findIndex((cell, at) => at > 0 && asksOfData(cell))
  const answer = column > 0 && column < cells.length ? answerIn(cells[column]!, denied.test(heads[column]!)) : null
  return answer === null ? null : [draft(answer, actorOf(heads[column]!, header))]
}

function asksOfData(cell: string): boolean {
  const trains = findTraining(cell).some(({ kind }) => kind !== 'bare') || intoTraining.test(cell)
  return trains && (ofData.test(cell) || /\?$/.test(cell)) && !ofPeople.test(cell)
}

function answerIn(cell: string, isDenied: boolean): Effect | null {
  if (say.test(cell)) return 'conditional'
  const answer = yes.test(cell) ? 'yes' : no.test(cell) ? 'no' : null
  if (answer === null) return null
  if (leavesChoice.test(cell) || findConditions(cell, ['opt-out', 'opt-in']).length > 0) return 'conditional'
  return (answer === 'yes') === isDenied ? 'disallow' : 'allow'
}

function together(answers: readonly Effect[]): Effect {
  return answers.every((answer) => answer === answers[0]) ? answers[0]! : 'conditional'
}

/** A column that tells what is allowed tells it to whoever reads. */
const toReaders = /\b(?:allowed|permitted|permissible|acceptable)\b/

function actorOf(about: string, header: string): Actor {
  const ofReader = (asksForOneself.test(about) || toReaders.test(header)) && !ofOwnData.test(about)
  return ofReader ? 'public' : partners.test(about) ? 'partner' : 'operator'
}

function draft(effect: Effect, actor: Actor): StatementDraft {
  return {
    effect,
    actor,
    usage: 'train-ai',
    asset: 'content',
    conditions: effect === 'conditional' ? [someOnly] : [],
    confidence: 0.8,
  }
}

/** The cells of a row, plain, the first one too where it is empty. */
function cellsOf(row: string): string[] {
  if (!row.trimStart().startsWith('|')) return []
  return row
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim())
}
