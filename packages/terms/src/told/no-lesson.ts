import { denials, machines, notSought, ownData, peoplesWords } from '../lexicon/told.ts'
import { anaphor, anyData } from './data.ts'
import { conduct, disclaims } from './rule-for-public.ts'
import type { Sentence, Telling } from './telling.ts'

/** Whether a sentence tells nothing of what the operator or a partner does: it asks, disclaims, defines, or rules conduct [X9]. */
export function tellsNothing({ clause, own, previous }: Sentence): boolean {
  return (
    /\?\W*$/.test(own) ||
    asksOnly.test(own) ||
    disclaims.test(own) ||
    defines.test(own) ||
    (clause.path.some((heading) => conduct.test(heading)) && !/\b(?:we|our|us)\b/.test(own)) ||
    (/^\W*(?:that|this|which|these) (?:also )?(?:includes?|covers?|means?)\b/.test(own) && letsPublic.test(previous))
  )
}

const asksOnly = /^\W*(?:do|does|did|can|could|may|will|would|is|are|how|what|which|why|who|whether)\b[^.]*\?/
/** A definition tells what a word means, and no use. */
const defines =
  /^\W*["“*]{1,3}[\w ,’'-]{1,60}["”*]{1,3}[^.;]{0,30}?\b(?:means?|includes?|refers?|shall mean|is defined|are)\b|^\W*(?:inputs?|outputs?) (?:also )?includes?\b/
const letsPublic = /\b(?:you|users?|customers?|licensees?|anyone) (?:may|can|must|are free)\b/

/** Whether what is told of is no training of a machine on anything: other learning, a thing, a question, the past. */
export function isNoLesson(telling: Telling): boolean {
  const { lesson, before } = telling
  return (
    !isOfMachine(telling) ||
    notSought.test(before) ||
    isThing(telling) ||
    (lesson.kind === 'develop' && !isFed(telling)) ||
    (lesson.kind === 'learn' && !learns.test(before)) ||
    (isWhether(telling) && !isTheirChoice.test(telling.sentence.own)) ||
    isHearsay.test(before) ||
    isHistory(telling) ||
    leavesFree.test(telling.main)
  )
}

/** Whether it is a machine that learns, and nobody's schooling [X2]. */
function isOfMachine({ lesson, sentence }: Telling): boolean {
  const { clause, context, own, leads, previous } = sentence
  return (
    lesson.ai ||
    machines.test(`${leads} ${previous} ${own} ${clause.path.at(-1)?.toLowerCase() ?? ''}`) ||
    (own.length < 200 && machines.test(sentence.next)) ||
    (fedWith.test(own) && (ownData.test(`${leads} ${own}`) || context.ai || context.topic))
  )
}

/** Words of training that take what they are fed with: people are trained in, machines on. */
const fedWith =
  /\btrain(?:s|ing|ed)? (?:[\w'-]+ ){0,4}?(?:on|upon|with) (?!data protection|privacy|security|how|the use|safety|confidential)|\btraining (?:sets?|corpus|pools?|materials?|examples?|pairs?|data)\b|\b(?:into|part in|part of|out of|enter|collected for|used in|used for|uploaded for|serve in|from) (?:the |our |its )?(?:re-?)?training\b(?! (?:course|session|provider|program|video))/

/** Whether a thing is spoken of, and not what is done: "a model trained on large sets", "training examples are Inputs" [N24]. */
function isThing({ before, words, after }: Telling): boolean {
  if (
    /^(?:re-?|pre-?)?train(?:ed|s)\b/.test(words) &&
    !finite.test(before.slice(-40)) &&
    !(/^trains\b/.test(words) && /[a-z] $/.test(before))
  )
    return true
  return (
    /^\W*(?:an? |the |your |any |such )?$/.test(before) &&
    /^(?:fine-?)?(?:training|tuning|tuned|trained)\b/.test(words) &&
    thingIs.test(`${words.replace(/^[\w-]+/, '')}${after}`)
  )
}

/** Where a past participle says what is done, and not which thing is meant. */
const finite =
  /\b(?:is|are|was|were|be|been|being|has|have|had|not|never|get|gets|it's|they're)\s+(?:\w+\s+){0,2}$|\b(?:nor|or|and|,)\s+$/
/** A thing, and what it is or what becomes of it. */
const thingIs =
  /^\W*(?:examples?|data|files?|materials?|models?|sets?)?\W*(?:is|are|remains?|belongs?|counts?|means?)\b(?! (?:\w+ )?(?:used|drawn|taken|made|built|collected|gathered|fed|trained|from)\b)/

/** What is developed must be fed: data used before it, or named right after as what it is done with [X3]. */
function isFed({ before, words, after }: Telling): boolean {
  if (/\b(?:have|has|had|we|already) $/.test(before) && /^(?:develop|built|improv|creat)\w*ed\b/.test(words))
    return false
  if (/\b(?:and|or) $/.test(before) && /\b(?:use|uses) (?:and|or) $/.test(before)) return false
  return (
    (consumes.test(before) && (isData(before) || anaphor.test(before))) ||
    (/^[^.;]{0,12}\b(?:on|with|from|using|by means of|out of|based on|through)\b/.test(after) &&
      isData(after.slice(0, 70))) ||
    (/\b(?:on|with|from|using)\b/.test(words) && isData(words)) ||
    /\b(?:rights?|licen[cs]e|permission|legitimate interests?|consent)\b/.test(before)
  )
}

const isData = (text: string): boolean => ownData.test(text) || peoplesWords.test(text) || anyData.test(text)

const consumes =
  /\b(?:us(?:e|es|ed|ing)|process\w*|serv(?:e|es|ing)|help(?:s|ing)?|analy[sz]\w+|draw(?:s|n)? on|contribut\w+|collect\w*|stored?|kept|keep|retain\w*|employ\w*|utili[sz]\w+|re-?used|evaluat\w+|look at|record\w*|shar(?:e|ed|ing)|make use|put to|select\w*|take[ns]?|review\w*|learn\w*|adopt\w*|create|available|hand(?:ed)?|purposes?|lets? us|allow(?:s|ed)? us)\b/
/** Who learns from something: a machine, or a party that has one. */
const learns =
  /\b(?:a\.?i|models?|algorithms?|classifiers?|recogni[sz]ers?|detectors?|networks?|engines?|systems?|bots?|assistants?|software|machines?|them|it|which|that|vendors?|suppliers?|providers?|compan(?:y|ies)|we|nobody|provider|supplier|vendor|right to|not to)\b[^.;]{0,40}$/

/** "Whether they train is …": asked, and be it something that the user answers. */
export function isWhether({ before }: Telling): boolean {
  return /\bwhether\b[^.;]*$/.test(before)
}

const isTheirChoice =
  /\b(?:your (?:own )?(?:choice|call|decision)|up to you|depends? (?:up)?on (?:your|the) (?:plan|setting|choice|tier)|you (?:choose|decide)|(?:choice|decision) is yours)\b/
/** "People ask whether …", "rumours that …". */
const isHearsay =
  /\b(?:asked|ask|wonder\w*|question|worry|worried|fear\w*|rumou?rs?)\b[^.;]{0,40}\b(?:whether|if|that|why|how)\b[^.;]*$/

/** "How it was trained", "the sources on which it was trained": told of what is done with. */
function isHistory({ before }: Telling): boolean {
  return (
    /\b(?:how|way|provenance|catalogue|sources?)\b[^.;]{0,60}$/.test(before) &&
    /\b(?:was|were|is|are) (?:\w+ )?$|\bon which\b/.test(before) &&
    !denials.before.test(before) &&
    !ownData.test(before)
  )
}

/** "Nothing here prevents us from": neither barred nor done. */
const leavesFree =
  /\b(?:nothing|not|never|no\w*)\b[^.;]{0,60}\b(?:prevent|prohibit|hinder|preclud|restrict|oblig|requir)\w*/
