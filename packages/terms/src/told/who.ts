import type { Subject } from '../lexicon/subject.ts'
import { type Party, partiesIn } from './party.ts'
import type { Telling } from './telling.ts'

/** Who trains, as far as the sentence and the ones beside it tell. */
export interface Who {
  readonly actor: Subject
  /** The operator and partners in one. */
  readonly both: boolean
  /** Said, and not only to be guessed from whose models or data they are. */
  readonly named: boolean
  /** It stands in the same sentence. */
  readonly near: boolean
  /** It is the subject of the verb right after it: "the provider may …". */
  readonly direct: boolean
  /** The models are said to be the operator's. */
  readonly owned: boolean
}

type Named = Pick<Who, 'actor' | 'named' | 'near'>

/** Who trains is whoever is named nearest before, in the same part of the sentence [X4]. */
export function whoTrains(telling: Telling): Who {
  const { before, sentence } = telling
  const parties = partiesBefore(telling)
  const last = parties.at(-1)
  const owned = isOurs(telling)
  const { actor, named, near } = namedBehind(telling) ??
    namedBefore(last, telling, owned) ??
    (owned ? null : namedEarlier(telling)) ?? { actor: 'operator', named: false, near: false }
  // whoever works for the operator is no partner
  const isAgent = worksForUs.test(sentence.own)
  return {
    actor: actor === 'partner' && isAgent ? 'operator' : actor,
    both: actor !== 'public' && areTogether(telling, parties, isAgent),
    named,
    near,
    direct: !owned && last?.subject === 'partner' && acting.test(before.slice(last.to)),
    owned,
  }
}

/** Everybody who is named in the part of the sentence before the lesson; the public only where it is told what it does itself. */
function partiesBefore({ before, sentence }: Telling): readonly Party[] {
  return partiesIn(before, sentence.names).filter(
    ({ subject, from, to }) =>
      subject !== 'public' || (actsItself.test(before.slice(to)) && !onlyTells.test(before.slice(0, from))),
  )
}

const actsItself =
  /^(?: \w+ly| also)? (?:may|must|shall|will|can|cannot|should|agrees?|undertakes?|are|is|do not|does not|don't|doesn't|have|has|or|and)\b/
/** "Everything the user …", "if you …". */
const onlyTells =
  /\b(?:that|which|what|whatever|things|everything|anything|where|if|unless|when|whether|content|data) (?:the )?$/

/** Whether the models are the operator's. */
function isOurs({ before, words, after }: Telling): boolean {
  return ourThing.test(`${words}${after}`) || ourModels.test(`${before}${words}`)
}

const ourThing =
  /\bour (?:own )?(?:[\w-]+ ){0,5}?(?:models?|ai|algorithms?|classifiers?|recogni[sz]ers?|detectors?|networks?|engines?|generators?|systems?|software|bots?|chat ?bots?|assistants?|filters?|training|technolog\w+|machine[- ]learning|programs?|tools?|products?|services?)\b|\bby us\b|\bours\b/
const ourModels =
  /\bour (?:own )?(?:(?!(?:may|can|will|shall|could|must|do|use|train|partners?|customers?|users?|suppliers?|vendors?|providers?)\b)[\w-]+ ){0,3}?(?:models?|ai|algorithms?|classifiers?|recogni[sz]ers?|detectors?|networks?|engines?|systems?|bots?|filters?)\b[^.;]{0,30}$/

/** "… is trained by our partners". */
function namedBehind({ after, sentence }: Telling): Named | null {
  const by = /\bby (?=(?:the |our |any |such |these |those |its |third|selected )*)/.exec(after)
  if (by === null) return null
  const agent = partiesIn(after.slice(by.index, by.index + 60), sentence.names)[0]
  if (agent === undefined || agent.subject === 'public' || agent.from >= 24) return null
  return { actor: agent.subject, named: true, near: true }
}

function namedBefore(last: Party | undefined, { sentence }: Telling, owned: boolean): Named | null {
  if (last === undefined) return null
  // "with the help of a vendor our models are trained"
  const isOperators = last.subject === 'partner' && owned && !/\b(?:their|its) own\b/.test(sentence.own)
  return { actor: isOperators ? 'operator' : last.subject, named: true, near: true }
}

/** "They", "it", "their models" go back to whoever was named last in the sentence, or before it. */
function namedEarlier({ before, words, after, start, sentence }: Telling): Named | null {
  const pronoun = beginsWithPronoun.test(before) || theirThing.test(`${words}${after}`)
  if (!pronoun && !/^\W*(?:to|for|in order|under|no|not to|never)?\s*$/.test(before)) return null
  const { own, previous, names } = sentence
  const inSentence = partiesIn(own.slice(0, start), names).findLast(isNoUser)
  if (inSentence !== undefined) return { actor: inSentence.subject, named: true, near: true }
  const inPrevious = pronoun ? partiesIn(previous, names).findLast(isNoUser) : undefined
  return inPrevious === undefined ? null : { actor: inPrevious.subject, named: true, near: false }
}

const isNoUser = ({ subject }: Party): boolean => subject !== 'public'
const beginsWithPronoun =
  /^\W*(?:(?:and|so|then|but) )?(?:they|it|who|which|these|those|none of them|neither|each|both|he|such)\b/
const theirThing =
  /\b(?:their|its) (?:own )?(?:[\w-]+ ){0,4}?(?:models?|ai|algorithms?|recogni[sz]ers?|systems?|technolog\w+|networks?|training|product\w*)\b/

/** Whether it is told of the operator and partners in one: "we and our partners …", "ours or anyone else's". */
function areTogether({ before, sentence }: Telling, parties: readonly Party[], isAgent: boolean): boolean {
  const { own, next } = sentence
  if (isAgent) return false
  if (bothWays.test(`${own} ${next.slice(0, 80)}`) && !withHelpers.test(own)) return true
  return parties.some((party, index) => {
    const other = parties[index + 1]
    return (
      other?.subject === 'partner' &&
      party.subject === 'operator' &&
      joins.test(before.slice(party.to, other.from)) &&
      !helpers.test(before.slice(other.from, other.to))
    )
  })
}

const bothWays =
  /\b(?:ours? or (?:\w+ )?(?:another's|anybody(?: else)?'s|anyone(?: else)?'s|others'|theirs|a third)|by us or by|by us,? (?:by|or|nor)|(?:we|us) (?:and|or|nor) (?:our|any|its|the|anyone|those)[\w -]{0,40}?(?:partners?|vendors?|suppliers?|providers?|compan(?:y|ies)|licensees?|firms?|third|makers|others|work with)|neither we nor|neither by itself nor|by (?:itself|ourselves) nor|goes for us and)\b|\b(?:nor|or) through third\b/
const withHelpers = /\b(?:we|us) and (?:our|its) (?:service providers?|providers?|vendors?|suppliers?|contractors?)\b/
const helpers = /\b(?:service providers?|vendors?|contractors?|processors?|suppliers?|agents?)\b/
const joins =
  /^[\s,]*(?:our group companies|its affiliates)?[\s,]*(?:and|or|nor|and\/or|as well as|together with)(?: (?:by|of|its|their|also|at its choice|any|for))*[\s,]*$/
/** Who works for the operator, and for its ends. */
const worksForUs =
  /\b(?:service providers?|vendors?|contractors?|providers?)\b[^.;]{0,24}\b(?:to help|help us|assist)\b|\b(?:on our behalf|for us|under our direction|group compan\w+|affiliates?|subsidiar\w+)\b/
const acting =
  /^,? (?:which |who |that )?(?:also |then )?(?:may|can|will|is (?:free|entitled|allowed|permitted)|are (?:free|entitled|allowed|permitted)|uses?|keeps?|retains?|receives?|gets?|trains?|stores?)\b/
