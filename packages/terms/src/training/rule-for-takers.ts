import { type Clause, clauseText } from '../clause.ts'
import type { Context } from '../context.ts'
import { userNoun } from '../lexicon/asset.ts'
import { saysChoice } from '../lexicon/say.ts'
import { findSubjects } from '../lexicon/subject.ts'
import { ownData, peoplesWords, strangers } from '../lexicon/told.ts'
import { namesIn } from '../names.ts'
import type { StatementDraft } from '../statement-draft.ts'
import { speaksToPublic } from '../told/rule-for-public.ts'

/**
 * Leaves out what a rule for those who take data from the service (a licence of a data set, a feed, an API) seems to say of the
 * operator: it names neither the operator nor anything of its users [N12].
 */
export function ofItsOwn(
  drafts: readonly StatementDraft[],
  clause: Clause,
  context: Context,
): readonly StatementDraft[] {
  if (drafts.every(({ actor }) => actor === 'public')) return drafts
  const own = clauseText(clause).toLowerCase()
  const saysWe = /\b(?:we|us|our)\b/.test(own)
  // "the Recipient shall not": whoever takes from the service
  if (!saysWe && bindsRecipient.test(own)) return drafts.filter(({ actor }) => actor === 'public')
  // a model made for the customer alone is the customer's: the operator learns nothing for others [N17]
  if (modelOfOne.test(own)) return drafts.filter(({ actor, effect }) => actor !== 'operator' || effect === 'disallow')
  // what is asked of users, and what is said of what the service hands out, is no word on what it does itself
  const isRule = !saysWe && !/\bours\b/.test(own) && speaksToPublic(own)
  if (
    !isRule &&
    (namesOperator(clause, own, context) || speaksOfUsers(clause, own) || isOfUsersAround(clause, own, context))
  )
    return drafts
  return drafts.filter(({ actor }) => actor !== 'operator')
}

const bindsRecipient = /\b(?:data )?recipient (?:\w+ )?(?:shall|may|must|will|is not|agrees)\b/

/** A model that one customer has made for itself. */
const modelOfOne =
  /\bmodels?\b[^.;]{0,40}\bfor (?:your|(?:the |that |each )?(?:customer|client|subscriber|user)(?:'s|s')) (?:own |sole |exclusive ){1,2}(?:use|benefit)\b/

/** Whether the operator is named, or what is told in the passive is told of it. */
function namesOperator(clause: Clause, own: string, context: Context): boolean {
  if (speaksAsOperator.test(own)) return true
  const names = namesIn(clauseText(clause), context.names)
  const leads = clause.leads.join(' ').toLowerCase()
  if (findSubjects(`${leads} ${own}`, names).some(({ subject }) => subject === 'operator')) return true
  return deniedOfNobody.test(own) && !strangers.test(own)
}

const speaksAsOperator =
  /\b(?:we|us|our|ours)\b|\b(?:does|do|will) (?:not|never) (?:itself )?(?:use|train|learn|process)\b|\b(?:provider|supplier|vendor|processor|contractor|company|platform|operator) (?:also |itself )?(?:may|shall|will|does|owns|can|uses)\b/
const deniedOfNobody = /\b(?:is|are|will|was|were|has|have) (?:not|never)(?: \w+)? (?:be |been )?[a-z]+(?:ed|pt)\b/

/** Whether something of its users is named in the clause, above or before it. */
function speaksOfUsers(clause: Clause, own: string): boolean {
  const leads = clause.leads.join(' ').toLowerCase()
  if (ownData.test(own) || ownData.test(leads)) return true
  const around = `${leads} ${own} ${clause.previous.toLowerCase()}`
  return userNoun.test(around.replace(/\b(?:information|data|inputs?)\b/g, ' '))
}

/** Where nobody is named, and nobody's data: whether what is spoken of is all the same the users', and not what the service hands out. */
function isOfUsersAround(clause: Clause, own: string, context: Context): boolean {
  if (strangers.test(`${clause.leads.join(' ').toLowerCase()} ${own}`)) return false
  return (
    goesBackToUsers(clause, own) ||
    leavesThemChoice(clause, own) ||
    isLeftByPeople(own) ||
    context.privacy ||
    own.includes('|') ||
    clause.path.some((heading) => ownData.test(heading.toLowerCase()))
  )
}

function goesBackToUsers(clause: Clause, own: string): boolean {
  const previous = clause.previous.toLowerCase()
  return (
    /\b(?:it|they|them|these|those|this|such|that|so)\b/.test(own) &&
    (ownData.test(previous) || /\b(?:we|our)\b/.test(previous))
  )
}

function leavesThemChoice(clause: Clause, own: string): boolean {
  const said = `${own} ${clause.next.toLowerCase()}`
  return /\byou\b/.test(said) && saysChoice.test(said)
}

/** What people leave with a service, unless leave is given to use it. */
function isLeftByPeople(own: string): boolean {
  return peoplesWords.test(own) && !/\b(?:may|can|could|might) (?:also )?be (?:used|applied|put|employed)\b/.test(own)
}
