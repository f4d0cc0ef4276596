import type { Actor, Condition, Effect } from '@proviso/rights'
import { conditionsAround } from './choice.ts'
import { type Clause, clauseText } from './clause.ts'
import type { Context } from './context.ts'
import { findConditions, isTier } from './lexicon/condition.ts'
import { findLessons, type Lesson } from './lexicon/lesson.ts'
import { ofSome } from './lexicon/say.ts'
import { findSubjects, type Names, type Subject } from './lexicon/subject.ts'
import { agreement, denials, otherParties, ownData, peoplesWords, strangers, whatYouDo } from './lexicon/told.ts'
import { namesIn } from './names.ts'
import type { StatementDraft } from './statement-draft.ts'

/**
 * Reads training told in other words than those of permission: what goes into a model, what a model learns from, what a
 * contract rules out. Who trains is who stands nearest; whether it is barred is told by the words that deny. SPEC.md X.
 */
export function readTold(clause: Clause, context: Context): readonly Told[] {
  const text = clauseText(clause)
  const own = text.toLowerCase()
  if (own.length > longest) return nothing
  const lessons: Lesson[] = [...findLessons(own)]
  // "… and let nobody else do so", "the same ban binds every host": what was said goes on
  const back = goesBack.exec(own)
  if (
    back !== null &&
    (lessons.length === 0 ? findLessons(clause.previous.toLowerCase()).length > 0 : lessons.at(-1)!.to <= back.index)
  )
    lessons.push({ from: back.index, to: back.index + back[0].length, kind: 'train', ai: true })
  if (lessons.length === 0) return nothing
  const found: Told[] = []
  if (imperative.test(own) || own.includes('|')) return nothing
  const names = namesIn(text, context.names, `${clause.previous} ${text} ${clause.leads.join(' ')}`)
  let partner = false
  for (const lesson of lessons.slice(0, mostLessons)) {
    for (const told of readLesson(clause, own, lesson, context, names)) {
      // the same one goes on: "their contracts let them train, … their training store"
      if (partner && told.draft.actor === 'operator' && !told.named) continue
      partner ||= told.draft.actor === 'partner'
      if (!found.some(({ draft }) => draft.actor === told.draft.actor && draft.effect === told.draft.effect))
        found.push(told)
    }
  }
  return found
}

/** A statement, and whether its words leave so little doubt that they go before what grammar makes of them. */
export interface Told {
  readonly draft: StatementDraft
  readonly sure: boolean
  /** Who trains is said. */
  readonly named: boolean
  /** Told of the operator and of partners in one. */
  readonly both: boolean
  /** Told by words that go back to what was said before: it adds to that. */
  readonly further: boolean
}

/** Whether a sentence orders, permits or disclaims something for those who use the service. */
export function speaksToPublic(own: string): boolean {
  return (
    (imperative.test(own) && !own.includes('|')) || disclaims.test(own) || bindsPublic.test(own) || handedOut.test(own)
  )
}
const bindsPublic =
  /\b(?:you|users?(?: of [\w ]{1,40})?|customers|licensees?|broker|subscribers?|developers?|distributor|publishers?|members|staff|community members|whoever|visitors) (?:[\w-]+ ){0,6}?(?:(?:may|shall|must|can|will) not|cannot|agrees? not to|undertakes? not to|will have their)\b|\b(?:you|anyone|anybody|everyone)\b[^.;]{0,40}? (?:may|can|are free to|is free to) (?:\w+,? ){0,4}?(?:train|fine-?tune|develop|build)\b|\bcan be used in (?:a|any) (?:commercial|academic)\b/
const handedOut =
  /^\W*(?:the |all )?(?:responses|results|outputs?|the right to use (?:results|outputs?))\b|\blicen[cs]ed? (?:for|of|to use) (?:datasets?|data ?sets)\b|^\W*(?:one-time )?licen[cs]e for\b|\bsynthetic (?:data|tables|records|rows)\b/

/** "Does not seek out data to train on": neither promise nor practice. SPEC.md N24. */
export const notSought = /\bnot (?:\w+ )?(?:seek|look for|solicit|target)\b[^.;]{0,80}$/

const imperative = /^\W*(?:just |please |so |but |and )?(?:do not|don't|never) (?!worry)[a-z]+/

const goesBack =
  /\bdo(?:es|ing)? (?:so|likewise|the same|it either)\b|\bfor (?:the same|that) (?:purpose|end)s?\b|\b(?:may|can|will) likewise\b|\bthe same (?:ban|prohibition|rule|undertaking|promise|commitment|duty|restriction) (?:is|applies|binds|holds)\b/

const nothing: readonly Told[] = []
/** Sentences longer than this are lists of things, and are read by their grammar alone. */
const longest = 900
const mostLessons = 4

/** Where a new clause begins whose denials do not reach back. */
const anew =
  /;|\s[–—-]{1,2}\s|—|:\s(?!read|sell|no\b)|\bbut (?!not|never)|\b(?:and|while|whereas|so|because|since|as|although|though|however),? (?=(?:we|they|it|you|our|this|these|those|the [\w-]+ (?:is|are|may|will|can|has|have)|[\w-]+s (?:may|can|will|are))\b)|,\s(?=(?:we|they|it|our|the [\w-]+ (?:is|are|may|will|can)|which|who|where|whose|whereupon)\b)/g

/** Conditions and asides: what is denied in them is not denied outside. */
const conditional =
  /\b(?:if|unless|until|when(?:ever)?|where(?:ver)?|as long as|so long as|insofar as|in case|except(?: that| for| where| when)?|save (?:for|where|that|as)|provided|once|without (?:regard|prejudice|limit\w*|charge|cost|your name|names?|naming))\b[^,;:.]*/g
const besides = /\([^()]{0,200}\)|[,–-] ?(?:but )?not [^,–.;]{1,60}(?:[,–]|(?= (?:may|can|will|is|are|to) ))/g

const blank = (text: string, pattern: RegExp): string => text.replace(pattern, (words) => ' '.repeat(words.length))

function readLesson(clause: Clause, own: string, lesson: Lesson, context: Context, names: Names): readonly Told[] {
  const previous = clause.previous.toLowerCase()
  const leads = clause.leads.join(' ').toLowerCase()
  const around = `${leads} ${previous} ${own} ${clause.path.at(-1)?.toLowerCase() ?? ''}`
  if (
    !lesson.ai &&
    !machines.test(around) &&
    !(machines.test(clause.next.toLowerCase()) && own.length < 200) &&
    !(fedWith.test(own) && (ownData.test(`${leads} ${own}`) || context.ai || context.topic))
  )
    return nothing
  if (/\?\W*$/.test(own) || asksOnly.test(own) || disclaims.test(own) || defines.test(own)) return nothing

  if (clause.path.some((heading) => conduct.test(heading)) && !/\b(?:we|our|us)\b/.test(own)) return nothing

  // the segment that holds the lesson
  let start = 0
  const quiet = blank(own, besides)
  for (const match of quiet.slice(0, lesson.from).matchAll(anew)) start = match.index + match[0].length
  const before = quiet.slice(start, lesson.from)
  const rest = quiet.slice(lesson.to)
  const stop = rest.search(/;|\.\s|\s–\s|\bbut (?!not|never)/)
  const after = (stop === -1 ? rest : rest.slice(0, stop)).slice(0, 220)
  if (notSought.test(before)) return nothing
  const words = own.slice(lesson.from, lesson.to)
  const segment = `${before}${words}${after}`
  // "a model trained on large sets": said of a thing, unless what it was trained on is somebody's
  if (
    /^(?:re-?|pre-?)?train(?:ed|s)\b/.test(words) &&
    !finite.test(before.slice(-40)) &&
    !(/^trains\b/.test(words) && /[a-z] $/.test(before))
  )
    return nothing
  // "training examples are Inputs", "a tuned model belongs to you": what a thing is, not what is done with anything
  if (
    /^\W*(?:an? |the |your |any |such )?$/.test(before) &&
    /^(?:fine-?)?(?:training|tuning|tuned|trained)\b/.test(words) &&
    thingIs.test(`${words.replace(/^[\w-]+/, '')}${after}`)
  )
    return nothing
  if (lesson.kind === 'develop' && !feeds(before, words, after)) return nothing
  if (lesson.kind === 'learn' && !learns.test(before)) return nothing

  // who trains
  const who = doerOf(clause, own, lesson, start, before, after, names)
  if (who === null || who.actor === 'public') return nothing
  if (who.actor === 'partner' && (ordersPublic.test(own) || ordersPublic.test(leads))) return nothing

  // "whether they train is …": a question, and be it one that the user answers
  const asked = /\bwhether\b[^.;]*$/.test(before)
  if (
    asked &&
    !/\b(?:your (?:own )?(?:choice|call|decision)|up to you|depends? (?:up)?on (?:your|the) (?:plan|setting|choice|tier)|you (?:choose|decide)|(?:choice|decision) is yours)\b/.test(
      own,
    )
  )
    return nothing
  if (
    /\b(?:asked|ask|wonder\w*|question|worry|worried|fear\w*|rumou?rs?)\b[^.;]{0,40}\b(?:whether|if|that|why|how)\b[^.;]*$/.test(
      before,
    )
  )
    return nothing

  if (
    /^\W*(?:that|this|which|these) (?:also )?(?:includes?|covers?|means?)\b/.test(own) &&
    /\b(?:you|users?|customers?|licensees?|anyone) (?:may|can|must|are free)\b/.test(previous)
  )
    return nothing
  if (
    /\b(?:how|way|provenance|catalogue|sources?)\b[^.;]{0,60}$/.test(before) &&
    /\b(?:was|were|is|are) (?:\w+ )?$|\bon which\b/.test(before) &&
    !barred0(before) &&
    !ownData.test(before)
  )
    return nothing

  // whether it is barred
  const main = blank(before, conditional)
  if (
    /\b(?:nothing|not|never|no\w*)\b[^.;]{0,60}\b(?:prevent|prohibit|hinder|preclud|restrict|oblig|requir)\w*/.test(
      main,
    )
  )
    return nothing
  const barred =
    denials.before.test(main) || denials.after.test(after) || denials.inside.test(words) || denials.lead.test(leads)

  const users =
    ownData.test(segment) ||
    (who.owned && whatYouDo.test(segment)) ||
    ownData.test(leads) ||
    (/\b(?:it|them|they|these|those|this|such)\b/.test(segment) && ownData.test(`${previous} ${own.slice(0, start)}`))
  const broad =
    users ||
    (context.privacy && anyData.test(`${segment} ${previous}`)) ||
    peoplesWords.test(`${segment} ${anaphor.test(segment) ? previous : ''}`)
  const foreign = strangers.test(`${leads} ${own}`) && !users

  const contract = agreement.test(own) || agreement.test(`${previous} ${leads}`)
  if (who.actor === 'operator') {
    if (foreign) return nothing
    // what models were made with once says nothing of what comes in now
    if (!barred && /\b(?:was|were|had been) (?:\w+ )?$/.test(main.slice(-24)) && !users) return nothing
    const practised =
      !strangers.test(`${leads} ${own} ${previous}`) &&
      !/\b(?:may|can|could|might) (?:also )?be (?:used|applied|put|employed)\b/.test(own)
    if (!who.named && !users && !(broad && (who.owned || barred || practised))) return nothing
    if (
      who.named &&
      !broad &&
      !/\b(?:it|them|they|this|that|these|those|what|everything|anything|any|none)\b/.test(segment)
    )
      return nothing
  } else if (
    !goesBack.test(words) &&
    !broad &&
    !foreignData.test(segment) &&
    !/\b(?:receiv\w+|gets?|shar\w+|licens\w+|buyers?|sold|sells?|suppl\w+|given|pass\w*)\b/.test(
      `${previous} ${before}`,
    )
  )
    return nothing
  else if (foreign && !contract && !users) return nothing
  else if (!barred && !acts.test(`${previous} ${own.slice(0, lesson.from)}`)) return nothing
  else if (barred && !contract && !acts.test(`${before}`) && !who.near) return nothing

  const conditions = sayOf(clause, own, who.actor, names, barred)
  const effect: Effect = asked
    ? 'conditional'
    : conditions.length === 0
      ? barred
        ? 'disallow'
        : 'allow'
      : barred && !lifts.test(own)
        ? 'disallow'
        : 'conditional'
  const sure = who.actor === 'partner' && who.named && (barred ? contract || who.near : who.direct && !foreign)
  const give = (actor: Actor): Told => ({
    draft: {
      effect,
      actor,
      usage: 'train-ai',
      asset: 'content',
      conditions: effect === 'allow' || (effect === 'disallow' && !isTier(own)) ? [] : conditions,
      confidence: sure ? 0.75 : 0.65,
    },
    sure,
    named: who.named,
    both: who.both,
    further: goesBack.test(words),
  })
  return who.both ? [give('operator'), give('partner')] : [give(who.actor)]
}

/** A thing, and what it is or what becomes of it. */
const thingIs =
  /^\W*(?:examples?|data|files?|materials?|models?|sets?)?\W*(?:is|are|remains?|belongs?|counts?|means?)\b(?! (?:\w+ )?(?:used|drawn|taken|made|built|collected|gathered|fed|trained|from)\b)/

const barred0 = (text: string): boolean => denials.before.test(text)

/** Words of an exception: they make a bar one that a person can lift. */
export const lifts = /\b(?:unless|until|except|save|only|without|absent|otherwise|by default|if|other than|before)\b/
const machines =
  /\ba\.?i\b|artificial|machine[- ]learn|\bmodels?\b|llm|generative|algorithm|classifier|neural|chat ?bot|\bbots?\b|speech|recogni[sz](?:er|ers|ing)\b|detector|learning system|assistant/
/** Where a past participle says what is done, and not which thing is meant. */
const finite =
  /\b(?:is|are|was|were|be|been|being|has|have|had|not|never|get|gets|it's|they're)\s+(?:\w+\s+){0,2}$|\b(?:nor|or|and|,)\s+$/
const learns =
  /\b(?:a\.?i|models?|algorithms?|classifiers?|recogni[sz]ers?|detectors?|networks?|engines?|systems?|bots?|assistants?|software|machines?|them|it|which|that|vendors?|suppliers?|providers?|compan(?:y|ies)|we|nobody|provider|supplier|vendor|right to|not to)\b[^.;]{0,40}$/
/** Somebody is given or denied something: what a partner does, it does with that. */
const acts =
  /\b(?:may|can|could|must|shall|will|would|free to|allow\w*|permit\w*|entitled|authori[sz]ed|lets?|rights?|receiv\w+|gets?|given|gives?|shar\w+|sells?|selling|sold|licen[sc]\w+|suppl(?:y|ies|ied)|provided?|provides|pass(?:es|ed)?|transfer\w*|made available|make available|sent|sends?|disclos\w+|goes? to|forward\w*|hand(?:s|ed)?|deliver\w*|trains?|use[sd]?|agree[sd]?|undertakes?|promised|is|are|whose|who)\b/
const ordersPublic =
  /\b(?:you|users?|customers?|licensees?|developers?|members|subscribers?|visitors|participants?|clients?|nobody|anyone|publishers?) (?:and (?:your|their) [\w ]{1,30})?(?:also |hereby |further |expressly )?(?:may|must|shall|will|can|cannot|should|agrees?|undertakes?|are|is) (?:not|never|only|n't|prohibited|forbidden)\b|\byou (?:may|can|must|shall|agree|warrant|represent|will not)\b(?! (?:\w+ )?(?:opt|choose|object|change|turn|switch|ask|decide|withdraw|untick|disable|pick|select|tell|instruct|to let|to allow|to the))|^\W*(?:please )?(?:do not|don't|never) [a-z]+|\bprohibited uses?\b|\bthird part(?:y|ies) (?:to|claim)/
const disclaims =
  /^\W*(?:for (?:more|further|additional) (?:information|details)|to (?:learn|find out|read) more|learn more|read (?:more|our|about)|see (?:our|the)\b)|\btraining (?:or fine-?tuning )?data (?:that )?(?:(?:the )?customer|you|provided)\b|\b(?:process|filter|curate|clean|seek out) (?:\w+ ){0,2}training data\b|\bno undertaking\b|\btraining materials?, (?:training )?(?:videos|manuals|guides|documentation)|\bkeep\b[^.;]{0,200}\b(?:apart|separate)\b|\bwe refuse (?:purposes|requests|applications)|\bmodels? of (?:your|one's) own\b|\b(?:training|train) your (?:own )?(?:[\w-]+ ){0,3}?models?\b|\bgrants? (?:to )?(?:you|the customer|customers|licensees?|users|the licensee|subscriber)\b|\bnot (?:responsible|liable)\b|\b(?:do|does) not (?:control|review|guarantee|warrant)\b|\bno (?:\w+ (?:or \w+ )?)?(?:representations?|warrant\w+|guarantees?|control|influence)\b|\bindemnif\w+|\bstrives? to\b|\binfring\w+\b|\bdo(?:es)? not consent\b|\bpatterns in data\b|\bbreach of these\b/
/** Headings over rules for those who use the service. */
const conduct =
  /\b(?:rules|conduct|acceptable use|prohibited|restrictions?|you may not|guidelines|permitted use|your obligations|licen[cs]e)\b/i
/** Words of training that take what they are fed with: people are trained in, machines on. */
const fedWith =
  /\btrain(?:s|ing|ed)? (?:[\w'-]+ ){0,4}?(?:on|upon|with) (?!data protection|privacy|security|how|the use|safety|confidential)|\btraining (?:sets?|corpus|pools?|materials?|examples?|pairs?|data)\b|\b(?:into|part in|part of|out of|enter|collected for|used in|used for|uploaded for|serve in|from) (?:the |our |its )?(?:re-?)?training\b(?! (?:course|session|provider|program|video))/
/** A definition tells what a word means, and no use. */
const defines =
  /^\W*["“*]{1,3}[\w ,’'-]{1,60}["”*]{1,3}[^.;]{0,30}?\b(?:means?|includes?|refers?|shall mean|is defined|are)\b|^\W*(?:inputs?|outputs?) (?:also )?includes?\b/

/** What is developed must be fed: data used before it, or named right after as what it is done with. */
function feeds(before: string, words: string, after: string): boolean {
  if (/\b(?:have|has|had|we|already) $/.test(before) && /^(?:develop|built|improv|creat)\w*ed\b/.test(words))
    return false
  if (/\b(?:and|or) $/.test(before) && /\b(?:use|uses) (?:and|or) $/.test(before)) return false
  const data = (text: string): boolean => ownData.test(text) || peoplesWords.test(text) || anyData.test(text)
  return (
    (consumes.test(before) && (data(before) || anaphor.test(before))) ||
    (/^[^.;]{0,12}\b(?:on|with|from|using|by means of|out of|based on|through)\b/.test(after) &&
      data(after.slice(0, 70))) ||
    (/\b(?:on|with|from|using)\b/.test(words) && data(words)) ||
    /\b(?:rights?|licen[cs]e|permission|legitimate interests?|consent)\b/.test(before)
  )
}
const consumes =
  /\b(?:us(?:e|es|ed|ing)|process\w*|serv(?:e|es|ing)|help(?:s|ing)?|analy[sz]\w+|draw(?:s|n)? on|contribut\w+|collect\w*|stored?|kept|keep|retain\w*|employ\w*|utili[sz]\w+|re-?used|evaluat\w+|look at|record\w*|shar(?:e|ed|ing)|make use|put to|select\w*|take[ns]?|review\w*|learn\w*|adopt\w*|create|available|hand(?:ed)?|purposes?|lets? us|allow(?:s|ed)? us)\b/

const asksOnly = /^\W*(?:do|does|did|can|could|may|will|would|is|are|how|what|which|why|who|whether)\b[^.]*\?/
const anaphor = /\b(?:it|them|they|these|those|this|such|which|that)\b/
const anyData = /\b(?:data|information|content|records?|messages?|files?|recordings?|images?|photos?|texts?)\b/
const foreignData = /\b(?:data|information|content|records?|audio|it|them|what|everything|anything)\b/

interface Who {
  readonly actor: Subject
  readonly both: boolean
  /** Said, and not only to be guessed from whose models or data they are. */
  readonly named: boolean
  /** It stands in the same clause. */
  readonly near: boolean
  /** It is the subject of the verb right after it: "the provider may …". */
  readonly direct: boolean
  /** The models are said to be the operator's. */
  readonly owned: boolean
}

interface Party {
  readonly subject: Subject
  readonly from: number
  readonly to: number
}

/** Everybody who is named in a stretch, in order. */
function partiesIn(text: string, names: Names): Party[] {
  const found: Party[] = []
  for (const match of text.matchAll(otherParties))
    found.push({ subject: 'partner', from: match.index, to: match.index + match[0].length })
  for (const { subject, from, to, nominative } of findSubjects(text, names))
    if (
      (nominative || text.slice(from, to) === 'us') &&
      !(subject === 'partner' && makers.test(text.slice(from, to))) &&
      !found.some((other) => other.from < to && other.to > from)
    )
      found.push({ subject, from, to })
  // "data from third parties", "in the interest of users and partners": named, but doing nothing
  for (const [index, party] of found.entries()) {
    const bare = /^the (provider|supplier|vendor|processor)$/.exec(text.slice(party.from, party.to))?.[1]
    if (bare !== undefined && names.get(bare) !== 'partner') found[index] = { ...party, subject: 'operator' }
  }
  // in a contract the supplier under its role's name
  for (const match of text.matchAll(role)) {
    const from = match.index
    const to = from + match[1]!.length
    if (!found.some((other) => other.from < to && other.to > from)) found.push({ subject: 'operator', from, to })
  }
  return found
    .filter(({ subject, from, to }) => {
      if (subject !== 'operator') return true
      const ahead = text.slice(Math.max(0, from - 24), from)
      // "anything we send", "the firms we work with": told in passing; "us" does only what it is let do
      if (text.slice(from, to) === 'us') return givenTo.test(ahead)
      return !(
        inPassing.test(text.slice(to, to + 14)) &&
        !/(?:^|[.,;:]|\b(?:and|or|but|nor|that|because|so|as|also)) ?$/.test(ahead)
      )
    })
    .filter(({ subject, from }) => subject !== 'partner' || !inert.test(text.slice(Math.max(0, from - 40), from)))
    .sort((a, b) => a.from - b.from)
}

/** Well-known makers of models: partners where the text brings them in, the operator where it is theirs. */
const makers = /^(?:azure openai|aws bedrock|openai|anthropic|google|microsoft|meta|mistral|cohere|amazon|aws|azure)$/
const inert =
  /\b(?:interests? of (?:[\w ]{1,20} and )?|(?<!\b(?:none|neither|any|each|one|some|both|all|part) )(?:from|about|like|unlike|than|behalf of|choice of|support of|use of|in) )$|\b(?:information|data|content|claims?|rights) of (?:\w+ )?$/

const role =
  /\b(provider|supplier|vendor|processor|contractor|company|platform|hospital|bank|organi[sz]er|marketplace|university|clinic)(?= (?:itself |also |hereby )?(?:may|shall|will|does|do|can|must|uses?|trains?|is|has|reserves?|feeds?|neither|covenants|warrants|undertakes|refrain)\b| itself\b)/g

const acting =
  /^,? (?:which |who |that )?(?:also |then )?(?:may|can|will|is (?:free|entitled|allowed|permitted)|are (?:free|entitled|allowed|permitted)|uses?|keeps?|retains?|receives?|gets?|trains?|stores?)\b/
const givenTo =
  /\b(?:let|lets|letting|allow\w*|permit\w*|enabl\w*|grant\w*|gives?|entitl\w+|by|authori\w+|and|or|nor|neither) $/
const inPassing =
  /^ (?:share|shares|send|sends|work|works|cooperate|entrust|engage|pass|give|hand|choose|chose|pick|forward|transmit|provide|provides|match|supply|deliver|sell|use |license|rely|have (?:chosen|signed|research|agreements))/
const joins =
  /^[\s,]*(?:our group companies|its affiliates)?[\s,]*(?:and|or|nor|and\/or|as well as|together with)(?: (?:by|of|its|their|also|at its choice|any|for))*[\s,]*$/

const rulesItself =
  /^(?: \w+ly| also)? (?:may|must|shall|will|can|cannot|should|agrees?|undertakes?|are|is|do not|does not|don't|doesn't|have|has|or|and)\b/

/** Who trains, as far as the sentence and the one before it tell. */
function doerOf(
  clause: Clause,
  own: string,
  lesson: Lesson,
  start: number,
  before: string,
  after: string,
  names: Names,
): Who | null {
  const previous = clause.previous.toLowerCase()
  const words = own.slice(lesson.from, lesson.to)
  const segment = `${words}${after}`
  const ours =
    /\bour (?:own )?(?:[\w-]+ ){0,5}?(?:models?|ai|algorithms?|classifiers?|recogni[sz]ers?|detectors?|networks?|engines?|generators?|systems?|software|bots?|chat ?bots?|assistants?|filters?|training|technolog\w+|machine[- ]learning|programs?|tools?|products?|services?)\b|\bby us\b|\bours\b/.test(
      segment,
    ) ||
    /\bour (?:own )?(?:[\w-]+ ){0,3}?(?:models?|ai|algorithms?|classifiers?|recogni[sz]ers?|detectors?|networks?|engines?|systems?|bots?|filters?)\b[^.;]{0,30}$/.test(
      `${before}${words}`,
    )
  const bothWays =
    /\b(?:ours? or (?:\w+ )?(?:another's|anybody(?: else)?'s|anyone(?: else)?'s|others'|theirs|a third)|by us or by|by us,? (?:by|or|nor)|(?:we|us) (?:and|or|nor) (?:our|any|its|the|anyone|those)[\w -]{0,40}?(?:partners?|vendors?|suppliers?|providers?|compan(?:y|ies)|licensees?|firms?|third|makers|others|work with)|neither we nor|neither by itself nor|by (?:itself|ourselves) nor|goes for us and)\b|\b(?:nor|or) through third\b/.test(
      `${own} ${clause.next.toLowerCase().slice(0, 80)}`,
    )
  const all = partiesIn(before, names).filter(
    ({ subject, from, to }) =>
      subject !== 'public' ||
      (rulesItself.test(before.slice(to)) &&
        !/\b(?:that|which|what|whatever|things|everything|anything|where|if|unless|when|whether|content|data) (?:the )?$/.test(
          before.slice(0, from),
        )),
  )
  // whoever works for the operator is no partner
  const agent =
    /\b(?:service providers?|vendors?|contractors?|providers?)\b[^.;]{0,24}\b(?:to help|help us|assist)\b|\b(?:on our behalf|for us|under our direction|group compan\w+|affiliates?|subsidiar\w+)\b/.test(
      own,
    )
  const by = /\bby (?=(?:the |our |any |such |these |those |its |third|selected )*)/.exec(after)
  const agentAfter = by === null ? undefined : partiesIn(after.slice(by.index, by.index + 60), names)[0]
  const last = all.at(-1)
  const helpers =
    /\b(?:we|us) and (?:our|its) (?:service providers?|providers?|vendors?|suppliers?|contractors?)\b/.test(own)
  const together =
    (bothWays && !helpers) ||
    (!agent &&
      all.some((party, index) => {
        const next = all[index + 1]
        return (
          next !== undefined &&
          party.subject === 'operator' &&
          next.subject === 'partner' &&
          joins.test(before.slice(party.to, next.from)) &&
          !/\b(?:service providers?|vendors?|contractors?|processors?|suppliers?|agents?)\b/.test(
            before.slice(next.from, next.to),
          )
        )
      }))
  const say = (actor: Subject, named: boolean, near: boolean): Who => ({
    actor: actor === 'partner' && agent ? 'operator' : actor,
    both: together && actor !== 'public',
    named,
    near,
    direct: !ours && last?.subject === 'partner' && acting.test(before.slice(last.to)),
    owned: ours,
  })
  if (agentAfter !== undefined && agentAfter.subject !== 'public' && agentAfter.from < 24)
    return say(agentAfter.subject, true, true)
  if (last !== undefined) {
    if (last.subject === 'partner' && ours && !/\b(?:their|its) own\b/.test(own)) return say('operator', true, true)
    return say(last.subject, true, true)
  }
  // the segment names nobody: "it", "they" go back to whoever was named last in the sentence, or before it
  const earlier = partiesIn(own.slice(0, start), names)
  const pronoun =
    /^\W*(?:(?:and|so|then|but) )?(?:they|it|who|which|these|those|none of them|neither|each|both|he|such)\b/.test(
      before,
    )
  const theirs =
    /\b(?:their|its) (?:own )?(?:[\w-]+ ){0,4}?(?:models?|ai|algorithms?|recogni[sz]ers?|systems?|technolog\w+|networks?|training|product\w*)\b/.test(
      segment,
    )
  if (!ours && (pronoun || theirs || /^\W*(?:to|for|in order|under|no|not to|never)?\s*$/.test(before))) {
    const back = [...earlier].reverse().find(({ subject }) => subject !== 'public')
    if (back !== undefined) return say(back.subject, true, true)
    if (pronoun || theirs) {
      const spoken = partiesIn(previous, names)
        .filter(({ subject }) => subject !== 'public')
        .at(-1)
      if (spoken !== undefined) return say(spoken.subject, true, false)
    }
  }
  return say('operator', false, false)
}

/** The say a person has, in this sentence or beside it. */
function sayOf(clause: Clause, own: string, actor: Actor, names: Names, barred: boolean): readonly Condition[] {
  if (barred) {
    const found = findConditions(own, ['opt-out', 'opt-in'])
    const next = clause.next.toLowerCase()
    if (
      found.length === 0 &&
      /\b(?:can|may) (?:\w+ )?change (?:this|that|it)\b|\b(?:turn|switch)\w* [^.;]{0,40}\bon\b/.test(next)
    )
      return [{ kind: 'opt-in' }]
    return found
  }
  const found = conditionsAround(clause, actor === 'operator', names)
  const next = clause.next.toLowerCase()
  // "…; everyone else's are not": a group or a plan is left out
  if (found.length === 0 && ofSome.test(own) && others.test(`${own} ${next} ${clause.previous.toLowerCase()}`))
    return [{ kind: 'class', note: 'some plans or users only' }]
  if (found.length === 0 && beside.test(next)) return findConditions(next, ['opt-out', 'opt-in'])
  if (found.length === 0 && beside.test(clause.previous.toLowerCase()))
    return findConditions(clause.previous.toLowerCase(), ['opt-out', 'opt-in'])
  return found
}

const others =
  /\b(?:not|isn't|aren't|don't|doesn't|won't|never|no|nothing|none|excluded?|unaffected|discarded|exempt|other (?:plans?|tiers?|regions?|levels?))\b/

/** A neighbour that speaks of a switch, a wish or a yes. */
const beside = /\b(?:this|that|it|so|them|don't|do not|not|no|instead|otherwise|choice|yes)\b/
