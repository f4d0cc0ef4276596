import { allMatches } from './all-matches.ts'
import { findSubjects, type Names, type Subject, type SubjectMention } from './lexicon/subject.ts'
import { remembering } from './remembering.ts'

/** What a clause does to a use: forbid it, permit it, or tell of a practice. */
export type Force = 'forbid' | 'permit' | 'practise'

/** The force that reaches a place in a clause, and on whom. */
export interface Governed {
  readonly force: Force
  readonly subject: Subject | null
  /** "is used", "may not be used": who does it is not said by the grammar. */
  readonly passive: boolean
  /** Told, not ordered: "does not use", "is never used", against "may not", "must not". */
  readonly told: boolean
  /** Where the force comes from: the clause's own words, a lead-in, a heading, or a verdict that follows. */
  readonly where: 'own' | 'lead' | 'heading' | 'after'
}

/** A verb with its modality: "may not use", "do not allow", "is used", "agree not to". */
interface VerbGroup {
  readonly from: number
  readonly to: number
  readonly force: Force | 'neutral'
  readonly passive: boolean
  /** The verb gives or denies leave to its object: "allow you to", "grant us". */
  readonly leave: boolean
  /** Leave as a noun: "the right to", "no licence is granted". */
  readonly nominal: boolean
  /** Told, not ordered: "does not use" against "may not use". */
  readonly told: boolean
}

const noNames: Names = new Map()

const aside =
  /^(?:in turn|however|therefore|in particular|for example|for instance|of course|as a rule|by default|in general|in principle|at present|where (?:possible|applicable|permitted|lawful)|if (?:any|applicable)|with your consent)$/

interface Token {
  readonly word: string
  readonly from: number
  readonly to: number
  masked: boolean
}

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '))

const auxiliaries = setOf(
  "may must shall shalt should can could will would do does did is are was were be has have had cannot can't won't don't doesn't didn't mustn't shan't isn't aren't wasn't weren't shouldn't wouldn't couldn't haven't hasn't might we'll you'll they'll it'll we'd you'd they'd we're you're they're we've you've they've it's",
)
const denials = setOf('not never neither nowise')
const skipped = setOf(
  'also otherwise hereby further ever then themselves itself yourself only and or nor to please at any time under circumstances in way event manner case times you we they i , be been being have attempt attempts try seek agree intentionally still now already always sometimes need continue ourselves themselves',
)
const modals = setOf('may must shall should can could will would do does')
/** What a contraction says with its auxiliary. */
const contracted: Readonly<Record<string, string>> = { ll: 'will', d: 'would', re: 'are', ve: 'have', s: 'is' }
const useVerbs =
  /^(?:us(?:e|es|ed)|process(?:es|ed)?|utili[sz](?:e|es|ed)|shar(?:e|es|ed)|analy[sz](?:e|es|ed)|leverag(?:e|es|ed)|train(?:s|ed)?|fine-?tun(?:e|es|ed)|develop(?:s|ed)?|improv(?:e|es|ed)|collect(?:s|ed)?|disclos(?:e|es|ed)|sell|sells|sold|rel(?:y|ies)|employ(?:s|ed)?|combin(?:e|es|ed)|stor(?:e|es|ed)|retain(?:s|ed)?|conduct(?:s|ed)?|build|builds|built|creat(?:e|es|ed)|mak(?:e|es)|made|provid(?:e|es|ed)|receiv(?:e|es|ed)|transfer(?:s|red)?|perform(?:s|ed)?|feed|feeds|fed|work|works|need|needs|keep|keeps|appl(?:y|ies|ied)|engag(?:e|es|ed)|aggregat(?:e|es|ed)|anonymi[sz](?:e|es|ed)|review(?:s|ed)?|access(?:es|ed)?|obtain(?:s|ed)?|ingest(?:s|ed)?|incorporat(?:e|es|ed)|licen[sc](?:e|es|ed)|enhanc(?:e|es|ed)|continue|continues|carry|undertake)$/
const leaveVerbs =
  /^(?:permit(?:s|ted|ting)?|allow(?:s|ed|ing)?|authori[sz](?:e|es|ed|ing)|enabl(?:e|es|ed|ing)|let|lets|letting|grant(?:s|ed|ing)?|licen[sc](?:e|es|ed|ing)|assist(?:s|ed|ing)?|encourag(?:e|es|ed|ing)|help(?:s|ing)?|caus(?:e|es|ing)|facilitat(?:e|es|ing)|induc(?:e|es|ing)|entitle[ds]?|instruct(?:s|ed|ing)?|consent(?:s|ed|ing)?|give|gives|giving)$/
const leaveNouns = /^(?:rights?|licen[sc]es?|permissions?|authori[sz]ations?|authority|consents?)$/
const banVerbs =
  /^(?:prohibit(?:s|ed|ing)?|excludes?|against|forbid(?:s|den|ding)?|bann(?:ed|ing)|bans?|barred|bars|disallow(?:s|ed)?|restrict(?:s|ed)?|preclud(?:e|es|ed)|prevented|excluded?)$/
/** Verbs that, denied or not, say nothing of use: "does not claim ownership", "is not responsible for". */
const neutralVerbs =
  /^(?:claims?|guarantees?|warrants?|responsible|liable|own|owns|endorses?|controls?|represents?|constitutes?|affects?|limits?|limited|means?|impl(?:y|ies)|know|believe|requires?|required|obligated|necessary|want|wish|like|understand|contains?|exist|always|available|possible|able|sure|aware|intended|designed|subject|described|set|defined|considered|deemed|based|referred|called|found|located|includ(?:e|es|ed)|change|changed|prevent|protect|ensure|verify|detect|identify|monitor|comply|expect|assume|remain|depend|vary|result|lead|appear|become|seem|object|opt|opted|withdraw|choose|select|find|learn|contact|visit|see|read|click|disabled?|stop|turn|request|ask|exercise|adjust|manage|update|delete|a|an|the|your|our|all|on|of|for|no|more|part|one|interpreted|construed|waive|replace|accept|obtain|submit|there|it|expected|still|as|appropriate|right|also|it's|made|need|suitable|complete|accurate|apply|applies|applicable|covered|governed)$/

/** Where a verdict would have no force of its own: conditions, exceptions, relative clauses. */
const opener = setOf('except excepting unless notwithstanding if where when whenever whether while')
const openers: readonly (readonly string[])[] = [
  ['other', 'than'],
  ['save', 'as'],
  ['save', 'for'],
  ['without', 'limiting'],
  ['subject', 'to'],
  ['to', 'the', 'extent'],
  ['as', 'permitted'],
  ['as', 'expressly'],
  ['as', 'otherwise'],
  ['as', 'specifically'],
  ['as', 'explicitly'],
  ['as', 'allowed'],
  ['as', 'authorized'],
  ['as', 'provided'],
  ['as', 'set'],
  ['as', 'described'],
  ['in', 'accordance'],
]
const proviso: readonly string[] = ['they', 'that', 'you', 'it', 'we']
const relative = setOf('which that who')
/** What is sought or asked by none: "no profit", "at no charge". */
const nothings = setOf('profit profits gain fee charge cost charges fees')
/** What a clause of its own tells as the object of a verb, and who does it there. */
const objects = setOf('what whatever whichever anything everything')
const doers = setOf('we you they it he she users customers')

const tokensOf = remembering(tokensIn, 100)
const wordOrMark = /[a-z0-9][\w'-]*(?:\.\w+)*|[.,;:()!?|"]/g

function tokensIn(text: string): readonly Token[] {
  const tokens: Token[] = []
  for (const match of allMatches(text, wordOrMark)) {
    tokens.push({ word: match[0], from: match.index, to: match.index + match[0].length, masked: false })
  }
  for (let index = 0; index < tokens.length; index++) {
    const { word } = tokens[index]!
    // "will not use what they receive from us to train": what is used is told by a verb of its own
    if (
      objects.has(word) &&
      doers.has(tokens[index + 1]?.word ?? '') &&
      /^[a-z]+$/.test(tokens[index + 2]?.word ?? '') &&
      !auxiliaries.has(tokens[index + 2]!.word) &&
      !denials.has(tokens[index + 2]!.word)
    ) {
      tokens[index + 1]!.masked = true
      tokens[index + 2]!.masked = true
    }
    // "may not use the data they receive, including to train": what is used is told by a verb of its own
    if (
      doers.has(word) &&
      passing.test(tokens[index + 1]?.word ?? '') &&
      index > 1 &&
      thing.test(tokens[/^(?:that|which)$/.test(tokens[index - 1]!.word) ? index - 2 : index - 1]!.word) &&
      isUsedBefore(tokens, index)
    ) {
      tokens[index]!.masked = true
      tokens[index + 1]!.masked = true
    }
    // "keeping out those we've banned": whom it is about is told by a verb of its own
    if (
      /^(?:those|people|persons|anyone|everyone|users|members|accounts)$/.test(tokens[index - 1]?.word ?? '') &&
      /^(?:we|we've|you|you've)$/.test(word) &&
      /^(?:have|had|ban|ban(?:ned|s)|block(?:ed|s)?|bar(?:red|s)|suspend(?:ed|s)?|exclud(?:ed|es|e)|remov(?:ed|es|e))$/.test(
        tokens[index + 1]?.word ?? '',
      )
    ) {
      tokens[index]!.masked = true
      tokens[index + 1]!.masked = true
      if (tokens[index + 1]!.word.startsWith('ha') && tokens[index + 2] !== undefined) tokens[index + 2]!.masked = true
    }
    // "others who seek no profit": it is no use that is denied
    if (word === 'no' && nothings.has(tokens[index + 1]?.word ?? '')) tokens[index]!.masked = true
    const opens =
      opener.has(word) ||
      (word === 'provided' && proviso.includes(tokens[index + 1]?.word ?? '')) ||
      openers.some((words) => words.every((each, offset) => tokens[index + offset]?.word === each)) ||
      (relative.has(word) &&
        tokens[index + 1] !== undefined &&
        auxiliaries.has(tokens[index + 1]!.word) &&
        index > 0 &&
        !/^(?:agree|agrees|acknowledge|ensure|warrant|represent|,|and)$/.test(tokens[index - 1]!.word))
    if (!opens) continue
    const from = index
    while (index < tokens.length && !/^[,;:().!?]$/.test(tokens[index]!.word)) {
      // "… is subject to these terms and does not include …": what is joined by "and" has its own verb
      if (
        /^(?:and|but)$/.test(tokens[index]!.word) &&
        (auxiliaries.has(tokens[index + 1]?.word ?? '') ||
          (auxiliaries.has(tokens[index + 2]?.word ?? '') &&
            /^(?:you|we|they|it)$/.test(tokens[index + 1]?.word ?? '')))
      )
        break
      tokens[index++]!.masked = true
    }
    // what the stretch ends in is no aside: "to a provider, which may not use it to …"
    if (index >= tokens.length && relative.has(word) && !describes(tokens, from))
      for (let at = from; at < tokens.length; at++) tokens[at]!.masked = false
  }
  return tokens
}

/** Verbs by which what is used came to be there. */
const passing =
  /^(?:receiv|collect|shar|provid|submit|hold|stor|obtain|gather|get|send|upload|enter|giv|disclos|transmit|suppl|pass|access|post|import|upload|handl|host|process)(?:es?|s|ies|y|t|ts|ed)?$/
const thing =
  /^(?:data|information|content|contents|inputs?|outputs?|materials?|files?|prompts?|posts?|documents?|images?|photos?|recordings?|conversations?|messages?|text|texts|anything|everything|works?|submissions?)$/

/** Whether a verb of use that an auxiliary governs stands before a place in its sentence: "may not use …". */
function isUsedBefore(tokens: readonly Token[], at: number): boolean {
  for (let index = at - 1; index > 0; index--) {
    if (/^[.;:()!?|]$/.test(tokens[index]!.word)) return false
    if (!useVerbs.test(tokens[index]!.word)) continue
    for (let before = index - 1; before >= Math.max(0, index - 4); before--)
      if (auxiliaries.has(tokens[before]!.word) || /^(?:to|let|lets|letting)$/.test(tokens[before]!.word)) return true
  }
  return false
}

/** "… that is processed by the service", "who are identified as children": a relative clause that only tells which. */
function describes(tokens: readonly Token[], at: number): boolean {
  const denied = tokens[at + 2]?.word === 'not'
  const verb = tokens[denied ? at + 3 : at + 2]?.word ?? ''
  return (
    /^(?:is|are|was|were)$/.test(tokens[at + 1]?.word ?? '') &&
    (denied ? !/(?:ed|en|own|ept|ent|to)$/.test(verb) : /(?:ed|en|own|ept|ent)$/.test(verb)) &&
    !leaveVerbs.test(verb) &&
    !banVerbs.test(verb) &&
    !/^(?:used|trained|required|bound|supposed)$/.test(verb)
  )
}

/** The text with its exceptions, conditions and relative clauses blanked. */
const unmasked = remembering((text) => {
  let out = text
  for (const token of tokensOf(text))
    if (token.masked) out = `${out.slice(0, token.from)}${' '.repeat(token.to - token.from)}${out.slice(token.to)}`
  return out
}, 1_000)

/** Finds the verb groups of plain, lower-case text. One pass over its words. */
const findGroups = remembering(groupsIn, 1_000)

function groupsIn(text: string): readonly VerbGroup[] {
  const tokens = tokensOf(text)
  const groups: VerbGroup[] = []
  const word = (index: number): string =>
    tokens[index] === undefined || tokens[index]!.masked ? '' : tokens[index]!.word
  for (let index = 0; index < tokens.length; index++) {
    if (tokens[index]!.masked) continue
    const first = word(index)
    const put = (
      last: number,
      force: VerbGroup['force'],
      passive: boolean,
      leave: boolean,
      nominal = false,
      told = false,
    ): void => {
      groups.push({
        from: tokens[index]!.from,
        to: tokens[Math.min(last, tokens.length - 1)]!.to,
        force,
        passive,
        leave,
        nominal,
        told,
      })
      index = Math.max(index, last)
    }
    if (auxiliaries.has(first)) {
      const short = /^(?:we|you|they|it)'(ll|d|re|ve|s)$/.exec(first)?.[1]
      const auxiliary = short === undefined ? first : contracted[short]!
      let at = index
      const inverted =
        /^(?:event|circumstances?|case|way|time|manner|instance)$/.test(word(index - 1)) && word(index - 2) === 'no'
      let denied = inverted || /n't$|^cannot$/.test(first)
      let passive = /^(?:is|are|was|were|be|isn't|aren't|wasn't|weren't)$/.test(auxiliary)
      let verbAt = -1
      let modal = auxiliary
      for (at = index + 1; at < tokens.length && at < index + 22; at++) {
        const next = word(at)
        if (next === '' && tokens[at]!.masked) continue
        if (next === 'no' && word(at + 1) === 'longer') {
          denied = true
          at++
          continue
        }
        // "will at no point use", "has no right to"
        if (next === 'no' && /^(?:point|time|circumstances?|event|way|case|account|longer)$/.test(word(at + 1))) {
          denied = true
          at++
          continue
        }
        if (/^(?:no|the|any|a)$/.test(next) && (next === 'no' || denied) && leaveNouns.test(word(at + 1))) {
          denied = true
          verbAt = at + 1
          break
        }
        if (denials.has(next)) {
          denied = true
          continue
        }
        if (next === ',') {
          // an aside of a word or three between commas: "are, in turn, used"
          const shut = [2, 3, 4].find((offset) => word(at + offset) === ',')
          if (
            shut !== undefined &&
            aside.test(
              [1, 2, 3]
                .slice(0, shut - 1)
                .map((offset) => word(at + offset))
                .join(' '),
            )
          ) {
            at += shut
            continue
          }
          // a comma goes on only into "…, and will not …", "…, nor …", or around an adverb
          if (
            !/^(?:and|or|nor|not|never|directly|in|at|under|without|except|unless)$/.test(word(at + 1)) &&
            !tokens[at + 1]?.masked &&
            !(
              word(at - 1) !== '' &&
              !auxiliaries.has(word(at - 1)) &&
              (skipped.has(word(at - 1)) || /ly$/.test(word(at - 1)))
            ) &&
            !tokens[at - 1]!.masked
          )
            break
          continue
        }
        // "in no event may the site be used": the subject stands between
        if (inverted && !passive && next !== 'be' && at < index + 6 && !/^[.,;:]$/.test(next) && !useVerbs.test(next))
          continue
        if (next === 'be' || next === 'been' || next === 'being') {
          passive = true
          continue
        }
        if (modals.has(next) && at > index + 1) {
          modal = next
          continue
        }
        if (
          skipped.has(next) ||
          (/^\w{3,}ly$/.test(next) && next !== 'apply' && next !== 'supply' && next !== 'rely' && next !== 'comply')
        )
          continue
        if (next !== '' && /^[.;:()!?|"]$/.test(next)) break
        verbAt = at
        break
      }
      const verb = verbAt === -1 ? '' : word(verbAt)
      if (first === 'be' && word(index - 1) === 'to' && groups.length > 0 && useVerbs.test(verb)) {
        put(verbAt, 'neutral', true, false)
        continue
      }
      const last = verbAt === -1 ? Math.min(at, tokens.length) - 1 : verbAt
      const told =
        /^(?:is|are|was|were|do|does|did|has|have|had|will|would|isn't|aren't|wasn't|weren't|don't|doesn't|didn't|won't|wouldn't|hasn't|haven't)$/.test(
          modal,
        )
      // "don't use …" with nobody before it orders
      const orders =
        /^(?:do|don't)$/.test(first) &&
        (index === 0 || tokens[index - 1]!.masked || /^(?:[,.;:!|(]|please|and|or|also)$/.test(word(index - 1)))
      const leave = leaveVerbs.test(verb) || verb === 'free' || verb === 'welcome'
      if (
        /^(?:nobody|none|nor|neither)$/.test(word(index - 1)) ||
        (word(index - 1) === 'one' && word(index - 2) === 'no')
      )
        denied = true
      if (/^(?:refrain|abstain|desist|avoid|cease)$/.test(verb)) {
        put(last, denied ? 'neutral' : 'forbid', false, false)
        continue
      }
      // "providers are prohibited from …", "… is not permitted to …": who is spoken of is the doer
      if (
        (/^(?:from|to)$/.test(word(last + 1)) ||
          (word(last + 1) === 'by' && [3, 4, 5].some((offset) => word(last + offset) === 'from'))) &&
        (banVerbs.test(verb) || /^(?:permitted|allowed|authori[sz]ed|licensed|entitled|supposed)$/.test(verb))
      ) {
        put(
          last,
          banVerbs.test(verb) === denied ? (denied ? 'neutral' : 'permit') : 'forbid',
          false,
          false,
          false,
          false,
        )
        continue
      }
      // "has no right to", "does not have the right to"
      if (denied && leaveNouns.test(verb) && /^(?:has|have|had|do|does|is|gives?|grants?)$/.test(auxiliary))
        put(last, 'forbid', false, false)
      else if (banVerbs.test(verb)) put(last, denied ? 'neutral' : 'forbid', passive, false)
      else if (!denied && /^(?:stopped|ceased|discontinued)$/.test(verb)) put(last, 'forbid', false, false, false, true)
      else if (
        !denied &&
        /^(?:committed|bound|obliged|obligated|required)$/.test(verb) &&
        word(last + 1) === 'to' &&
        word(last + 2) === 'not'
      )
        put(last + 2, 'forbid', false, false, false, true)
      else if (
        passive &&
        (denied
          ? /^(?:ok|okay|acceptable|welcome|fine|cool|tolerated)$/.test(verb)
          : verb === 'off' && /^limits?$/.test(word(last + 1)))
      )
        put(last, 'forbid', true, false)
      else if (
        !denied &&
        /^(?:left|kept|leave|keep)$/.test(verb) &&
        word(last + 1) === 'out' &&
        word(last + 2) === 'of'
      )
        put(last + 2, 'forbid', passive, false, false, true)
      else if (denied && leave) put(last, 'forbid', passive, true)
      else if (
        denied &&
        /^(?:include|extend|cover|permit|confer|encompass)/.test(verb) &&
        /\b(?:licen[cs]e|permission|rights?|authori[sz]ation)\b[^.;]{0,60}$/.test(text.slice(0, tokens[index]!.from))
      )
        put(last, 'forbid', true, false, true)
      else if (
        denied &&
        /^(?:include|extend|cover|involve|mean|entail)s?$/.test(verb) &&
        /^[^.;]{0,40}\b(?:train|develop|improv|fine)/.test(text.slice(tokens[last]!.to))
      )
        put(last, 'forbid', true, false, true, true)
      // "you shall not represent … or use …": an order bars what it goes on to
      else if (denied && neutralVerbs.test(verb) && /^(?:may|must|shall|should)$/.test(modal) && !passive)
        put(last, 'forbid', false, false)
      else if (!denied && /^(?:like|want|wish|plan|intend)$/.test(verb) && word(last + 1) === 'to')
        put(
          last + 1,
          /^(?:we|company)\b/.test(first) || word(index - 1) === 'we' ? 'practise' : 'neutral',
          false,
          false,
        )
      else if (denied && neutralVerbs.test(verb)) put(last, 'neutral', false, false)
      // "that is not personal data": says what a thing is, and bars nothing
      else if (
        denied &&
        passive &&
        /^(?:is|are|was|were|isn't|aren't|wasn't|weren't)$/.test(first) &&
        !useVerbs.test(verb) &&
        !/(?:ed|en|own|one|ent|ept|old|ade|ut|ead|to)$/.test(verb)
      )
        put(last, 'neutral', false, false)
      else if (denied)
        put(last, 'forbid', passive && (useVerbs.test(verb) || /ed$/.test(verb)), false, false, told && !orders)
      else if (leave) put(last, 'permit', passive, true)
      else if (/^(?:may|can|could|might)$/.test(modal))
        put(last, neutralVerbs.test(verb) ? 'neutral' : 'permit', passive, false)
      else if (/^(?:is|are|was|were|be)$/.test(first)) {
        if (useVerbs.test(verb)) put(last, 'practise', true, false)
        else if (/^(?:using|training|developing|processing|collecting|sharing|improving|building)$/.test(verb))
          put(last, 'practise', false, false)
        else if (/^(?:permissible|permitted)$/.test(verb)) put(last, 'permit', true, true)
        else put(last, 'neutral', false, false)
      } else if (/^(?:will|shall|do|does|did|would|have|has|had)$/.test(modal))
        put(last, verb === '' || neutralVerbs.test(verb) ? 'neutral' : 'practise', passive, false)
      else put(last, 'neutral', false, false)
      continue
    }
    if (/^(?:agree|agrees|undertake|undertakes|promise|promises|covenant|commit|commits|asked|required)$/.test(first)) {
      const ahead = [1, 2, 3, 4, 5].map((offset) => word(index + offset))
      const notAt = ahead.indexOf('not') === -1 ? ahead.indexOf('never') : ahead.indexOf('not')
      if (
        notAt !== -1 &&
        notAt <= 3 &&
        ahead
          .slice(0, notAt)
          .every((each) =>
            /^(?:to|and|that|,|you|they|agrees?|further|expressly|warrants?|represents?|acknowledges?)$/.test(each),
          )
      ) {
        put(index + 1 + notAt + (word(index + notAt + 2) === 'to' ? 1 : 0), 'forbid', false, false)
        continue
      }
    }
    if (/^(?:refrain|refrains|refraining|abstain|desist)$/.test(first)) {
      put(index + 1, 'forbid', false, false)
      continue
    }
    if (first === 'not' && word(index + 1) === 'to' && word(index - 1) !== 'whether' && word(index - 1) !== 'or') {
      put(index + 1, 'forbid', false, false)
      continue
    }
    // "we require that providers not use …": an order without an auxiliary
    if (
      first === 'not' &&
      /^(?:use|train|process|share|retain|store|sell|disclose|access|collect|develop|employ|scrape|crawl|copy)$/.test(
        word(index + 1),
      ) &&
      /^(?:they|it|you|users?|customers?|providers?|partners?|vendors?|suppliers?|recipients?|subprocessors?|processors?|companies|parties|developers?|licensees?|agents?|bots?|crawlers?)$/.test(
        word(index - 1),
      )
    ) {
      put(index + 1, 'forbid', false, false)
      continue
    }
    if (/^(?:prohibitions?|bans?|restrictions?)$/.test(first) && /^(?:on|against|of)$/.test(word(index + 1))) {
      put(index + 1, 'forbid', true, false)
      continue
    }
    // "prohibited practices" names some, and bans none
    if (
      banVerbs.test(first) &&
      /ed$|forbidden/.test(first) &&
      /^(?:practices?|content|items?|goods|persons?|countries|territor\w+|by|under|products?|behaviou?rs?)$/.test(
        word(index + 1),
      ) &&
      !auxiliaries.has(word(index - 1))
    )
      continue
    if (banVerbs.test(first)) {
      put(
        index,
        'forbid',
        /ed$|barred|forbidden/.test(first),
        /^(?:prohibit|forbid|disallow|restrict|preclude)s?$/.test(first),
      )
      continue
    }
    if (first === 'nothing' || first === 'nowhere') {
      for (let at = index + 1; at < tokens.length && at < index + 14 && !/^[.;:]$/.test(word(at)); at++) {
        // "nothing here prevents you from …" leaves free
        if (/^(?:prevents?|restricts?|prohibits?|precludes?|stops?|forbids?|limits?|bars)$/.test(word(at))) {
          put(at, 'permit', false, true)
          break
        }
        if (
          !/^(?:gives?|grants?|permits?|allows?|authori[sz]es|entitles|confers?|licen[sc]es|granting|giving)$/.test(
            word(at),
          )
        )
          continue
        put(at, 'forbid', false, true, true)
        break
      }
      continue
    }
    if (first === 'no' && /^(?:rights?|licen[cs]es?|permissions?|authori[sz]ation)$/.test(word(index + 1))) {
      // "clients receive no right to …", "no right passes to the client to …"
      let at = index + 2
      if (!/^(?:to|for|in)$/.test(word(at)))
        while (
          at < index + 9 &&
          at < tokens.length &&
          !/^[.;:]$/.test(word(at)) &&
          !(word(at) === 'to' && useVerbs.test(word(at + 1)))
        )
          at++
      if (/^(?:to|for|in)$/.test(word(at))) {
        put(at, 'forbid', false, at > index + 2)
        continue
      }
    }
    if (first === 'no' || (first === 'none' && word(index + 1) === 'of')) {
      // "no user may …", "no part of … shall be …": the verb follows its subject
      let at = index + 1
      const noun = word(index + 1)
      const finite = (verb: string): boolean =>
        auxiliaries.has(verb) ||
        (/^(?:person|user|third|provider|recipient|vendor|supplier|partner|subprocessor|sub-processor|affiliate|one|party)$/.test(
          noun,
        ) &&
          /^(?:uses|trains|processes|accesses|develops|retains)$/.test(verb))
      while (at < tokens.length && at < index + 16 && !finite(word(at)) && !/^[.;:]$/.test(word(at))) at++
      if (
        finite(word(at)) &&
        !/^(?:longer|time|point|account|event|circumstances?|case|way|guarantee|warranty|obligation|later|other way|doubt|matter|responsibility|liability|control)$/.test(
          noun,
        ) &&
        !/^(?:must|should|would)$/.test(word(at))
      ) {
        const owned = /^(?:data|content|information|inputs?|prompts?|files?|posts?|documents?|work)$/.test(
          word(index + 2),
        )
        const person =
          !owned &&
          /^(?:person|user|users|one|party|third|member|members|provider|recipient|visitor|customer|licensee|individual|subscriber|body|entity)$/.test(
            noun,
          )
        const partners =
          /^(?:provider|recipient|third|vendor|supplier|partner|subprocessor|sub-processor)$/.test(noun) &&
          !/^part/.test(word(index + 2))
        while (
          at + 1 < tokens.length &&
          (/^(?:be|been|may|shall)$/.test(word(at + 1)) ||
            useVerbs.test(word(at + 1)) ||
            /^(?:granted|implied|permitted|allowed|given)$/.test(word(at + 1)))
        )
          at++
        put(at, 'forbid', !person && !partners, false, !person)
        continue
      }
    }
    if (first === 'never') {
      const next = word(index + 1)
      // "never will we use …": the verb stands behind its subject
      if (modals.has(next)) {
        let at = index + 2
        while (at < index + 6 && !useVerbs.test(word(at)) && !/^[.,;:]$/.test(word(at))) at++
        if (useVerbs.test(word(at))) {
          put(at, 'forbid', false, false, false, true)
          continue
        }
      }
      const imperative = index === 0 || /^[.;:,!|]$/.test(word(index - 1)) || word(index - 1) === 'please'
      put(index + 1, 'forbid', /ed$/.test(next), leaveVerbs.test(next), false, !imperative)
      continue
    }
    if (first === 'neither') {
      // "neither we nor our partners will use …"
      let at = index + 1
      while (at < tokens.length && at < index + 24 && !auxiliaries.has(word(at)) && !/^[.;:]$/.test(word(at))) at++
      if (!auxiliaries.has(word(at))) {
        at = index + 1
        while (at < tokens.length && at < index + 24 && !useVerbs.test(word(at)) && !/^[.;:]$/.test(word(at))) at++
      }
      const verb = auxiliaries.has(word(at)) ? at + 1 : at
      const by = findSubjects(
        text.slice(tokens[index]!.from, tokens[Math.min(at, tokens.length - 1)]!.from),
        noNames,
      )[0]
      put(
        Math.min(verb, tokens.length - 1),
        'forbid',
        by === undefined && word(at + 1) === 'be',
        false,
        false,
        /^(?:will|does|do|is|are|has|have)$/.test(word(at)) || !auxiliaries.has(word(at)),
      )
      continue
    }
    if (first === 'no' && word(index + 1) === 'longer') {
      put(index + 2, 'forbid', false, false, false, true)
      continue
    }
    if (/^reserv(?:e|es|ed|ing|ation)$/.test(first)) {
      const rest = text.slice(tokens[index]!.from, tokens[index]!.from + 220)
      put(
        index,
        /rights?|reservation/.test(text.slice(Math.max(0, tokens[index]!.from - 80), tokens[index]!.from + 120)) &&
          /\b(?:text (?:and|or)|tdm|data mining|2019\/790)\b/.test(rest + text.slice(0, tokens[index]!.from))
          ? 'forbid'
          : 'neutral',
        true,
        false,
        true,
      )
      continue
    }
    if (leaveNouns.test(first) && /^(?:to|for|,|and)$/.test(word(index + 1))) {
      put(index, 'permit', false, true, true)
      continue
    }
    // "the licensed data": said of a thing, it gives no leave
    if (
      /^(?:licen[sc]ed|permitted|authori[sz]ed|allowed|granted)$/.test(first) &&
      ((/^(?:the|any|all|our|such|each|or|an?)$/.test(word(index - 1)) &&
        !/^(?:to|us|you|by|for|under)$/.test(word(index + 1))) ||
        (/^(?:materials?|content|data|works?|items?|assets?|products?|software|images?|services?|users?|territory|purposes?|uses?)$/.test(
          word(index + 1),
        ) &&
          !auxiliaries.has(word(index - 1))))
    )
      continue
    if (leaveVerbs.test(first) || /^(?:agrees?|acknowledges?)$/.test(first)) {
      const next = word(index + 1)
      // one verb in a row of them: "sell, assign, license or sublicense"
      if (
        /^(?:sub)?licen[sc]e$/.test(first) &&
        (word(index - 1) === ',' || word(index - 1) === 'or') &&
        /^(?:,|or|and)$/.test(next)
      )
        continue
      const lends = /^(?:enabl|help|caus|facilitat|assist|encourag|instruct|let|induc)/.test(first)
      if (
        (next !== '' || index + 1 === tokens.length) &&
        !/^[.;:)]$/.test(next) &&
        (!lends ||
          /^(?:you|us|me|others|any|anyone|third|users?|the|our|partners?|other|another|customers?|,|or)$/.test(next))
      ) {
        put(index, 'permit', false, true)
        continue
      }
    }
    // "is open to crawling", "bots are welcome"
    if (first === 'open' && word(index + 1) === 'to' && /^(?:is|are|be|remains?)$/.test(word(index - 1))) {
      put(index + 1, 'permit', true, false)
      continue
    }
    if (useVerbs.test(first) && index > 0) {
      // a finite verb: its subject stands right before it, or a verb it is joined to
      const previous = word(index - 1)
      const adverb = /ly$|^(?:also|then|sometimes|currently|may)$/.test(previous) ? word(index - 2) : previous
      if (
        /^(?:we|you|they|company|users?|customers?|providers?|partners?|affiliates|vendors|recipients?|i)$/.test(
          adverb,
        ) &&
        // "do not let partners use it": the verb is what is let
        !afterLet(index)
      )
        put(index, 'practise', false, false)
    }
  }
  return groups

  function afterLet(index: number): boolean {
    for (let at = index - 1; at >= Math.max(0, index - 5); at--) {
      if (/^(?:let|lets|letting)$/.test(word(at))) return true
      if (/^[.,;:()!?|]$/.test(word(at))) return false
    }
    return false
  }
}

/** Whether a stretch asks for leave: "without our prior written consent". */
function lacksPermission(text: string): boolean {
  return /\b(?:without|absent|only with|except with|save with|subject to|not without)\s+(?:[\w',/-]+\s+){0,7}?(?:consent|permission|approval|authori[sz]ation|licen[cs]e|agreement|authority)\b|\bunless\s+(?:[\w',/-]+\s+){0,6}?(?:consent|permission|authori[sz]ed|permitted|agreed|approval)\b/.test(
    text,
  )
}

/**
 * What governs a place in a clause: the last verb group before it in its own words; else the nearest lead-in; else a
 * verdict that follows ("… is prohibited"); else the headings above it. Null when nothing does, or when the sentence
 * disclaims rather than rules.
 */
export function governs(
  own: string,
  at: number,
  leads: readonly string[],
  path: readonly string[],
  names: Names,
  previous = '',
): Governed | null {
  const governed = governsItself(own, at, leads, path, names) ?? fronted(own, at, names)
  if (governed !== null && governed.where !== 'heading' && (governed.subject !== null || governed.force !== 'practise'))
    return governed
  // "This includes training …": what the sentence before says goes on
  if (
    previous !== '' &&
    /^\W*(?:this|these|such|for example|for instance|for clarity|in particular|it|that|including|our use|the foregoing|by way of|the same (?:applies|goes|is true)|so (?:is|are)|likewise)\b/.test(
      own,
    )
  ) {
    const before = lastForce(previous.toLowerCase(), names)
    if (before !== null && before !== 'neutral') return { ...before, where: 'lead' }
  }
  return governed
}

/** "To train our models, we use …": the purpose stands first, what it is done by follows. */
function fronted(own: string, at: number, names: Names): Governed | null {
  if (!/^\W*(?:[\w ]{1,24},\s*)?(?:in order )?to\s/.test(own.slice(0, at)) || at > 160) return null
  const main = /,\s*(?=(?:we|the company|our|it)\b)/.exec(own.slice(at))
  if (main === null) return null
  const rest = own.slice(at + main.index + main[0].length)
  const verb = findGroups(rest.slice(0, 120))[0]
  const subject = findSubjects(rest.slice(0, 40), names)[0]
  if (subject === undefined || subject.subject !== 'operator') return null
  const force = verb?.force === 'forbid' ? 'forbid' : 'practise'
  return { force, subject: 'operator', passive: false, told: true, where: 'own' }
}

function governsItself(
  own: string,
  place: number,
  leads: readonly string[],
  path: readonly string[],
  names: Names,
): Governed | null {
  // inside parentheses what stands before them governs: "(for example, robots.txt files that disallow training)"
  const open = own.lastIndexOf('(', place)
  const at =
    open > 8 && own.lastIndexOf(')', place) < open && !/^\((?:or|and|nor)\b/.test(own.slice(open)) ? open : place
  if (at === open) {
    // unless they hold a clause of their own: "(you may not scrape …)"
    const inside = lastForce(own.slice(open + 1, place), names)
    if (inside !== null && inside !== 'neutral' && inside.force !== 'practise' && inside.subject !== null)
      return { ...inside, where: 'own' }
  }
  const segment = segmentStart(own, at)
  const mine = lastForce(own.slice(segment, at), names)
  if (mine === 'neutral') {
    const after = verdictAfter(own.slice(at))
    return after === null || after.subject === null ? null : { ...after, where: 'after' }
  }
  const verdict = barred(own, at, verdictAfter(own.slice(at)))
  if (mine !== null && mine.force !== 'forbid' && verdict?.force === 'forbid' && verdict.subject === 'public')
    return { ...verdict, where: 'after' }
  if (
    mine !== null &&
    !(mine.force === 'practise' && mine.subject === 'public') &&
    (mine.subject !== null || mine.passive || mine.force === 'forbid')
  )
    return { ...mine, where: 'own' }
  if (segment > 0) {
    // an earlier segment of the same sentence hands its force on: "you may not: use robots; scrape the site; …"
    const colon = own.lastIndexOf(':', at)
    const first = lastForce(own.slice(0, colon > 0 ? colon : own.indexOf(';')), names)
    if (first !== null && first !== 'neutral' && first.force !== 'practise') return { ...first, where: 'lead' }
  }
  const after = barred(own, at, verdictAfter(own.slice(at)))
  if (after !== null && after.subject !== null) return { ...after, where: 'after' }
  for (let index = leads.length - 1; index >= 0; index--) {
    const text = leads[index]!.toLowerCase()
    if (exempting.test(text.slice(lastStop(text)))) return null
    const lead = leadForce(text, names)
    if (lead !== null && lead !== 'neutral') return { ...lead, where: 'lead' }
    const heading = headingForce(text)
    if (heading !== null && heading.force === 'forbid' && text.length < 120) return { ...heading, where: 'lead' }
  }
  if (after !== null) return { ...after, where: 'after' }
  const asItem = itemLike(own) || leads.length > 0 || own.includes(' | ')
  for (let index = path.length - 1; index >= 0; index--) {
    const heading = headingForce(path[index]!.toLowerCase())
    if (heading !== null && (asItem || heading.force === 'practise')) return { ...heading, where: 'heading' }
  }
  return mine === null ? null : { ...mine, where: 'own' }
}

/** "… reserves the right to text and data mining": a reservation is a ban on everyone else. */
export function reservesMining(own: string, at: number): Governed | null {
  if (!/^(?:text|tdm|data[- ]min|directive|article)/.test(own.slice(at, at + 12))) return null
  const before = own.slice(Math.max(0, at - 400), at)
  if (
    !/\breserv\w+\b|\bopts? out\b|\b(?:expressly|hereby|formally) (?:object|exclud)|\boppos(?:es?|ing|ed)\b|\bobjects? to\b/.test(
      before,
    ) &&
    !/^[^.;]{0,160}\b(?:is|are) (?:expressly |hereby )?reserved\b/.test(own.slice(at))
  )
    return null
  return { force: 'forbid', subject: 'public', passive: true, told: false, where: 'own' }
}

/** "No scraping of any kind is permitted": what is permitted is none. */
function barred(own: string, at: number, verdict: Reached | null): Reached | null {
  if (verdict?.force !== 'permit' || !/\bno (?:[\w-]+,? (?:or |and )?){0,4}$/.test(own.slice(0, at))) return verdict
  return { ...verdict, force: 'forbid' }
}

/** Where the segment that holds an offset begins: after a semicolon, or a cell's border. */
function segmentStart(own: string, at: number): number {
  return Math.max(own.lastIndexOf(';', at), own.lastIndexOf(' | ', at)) + 1
}

/** A list item that names an act without saying who: "Using robots …", "scrape the site". */
function itemLike(own: string): boolean {
  return /^["'(\W\d]*(?:[a-z]+ing\b|use\b|access\b|scrape\b|crawl\b|collect\b|employ\b|deploy\b|run\b|attempt\b|engage\b|harvest\b|mine\b|extract\b|copy\b|download\b|automat|any\b|train\b|develop\b|improve\b|create\b|build\b|data mining|systematic|scrap|robot|bots?\b|this\b|these\b|such\b|it includes|for example)/.test(
    own,
  )
}

/** The force of a lead-in: that of its last sentence, else of what stands before it. */
function leadForce(text: string, names: Names): Reached | 'neutral' | null {
  if (
    /\bwe (?:may |will |can )?(?:also )?(?:do |carry out |engage in )?(?:all |any )?(?:of )?the following\b[^.;]*$/.test(
      text,
    ) &&
    !/\b(?:not|never)\b[^.;]*$/.test(text)
  )
    return { force: 'practise', subject: 'operator', passive: false, told: true }
  if (/\b(?:agree|acknowledge|understand|warrant|represent|certify)s?(?: and \w+)? that\W*$/.test(text)) return null
  const last = lastStop(text)
  const own = lastForce(text.slice(last), names)
  if (own !== null || last <= 0 || text.length - last > 60) return own
  // "Some examples include:": the sentence before says of what
  const before = text.slice(0, last).trimEnd().slice(0, -1)
  return lastForce(before.slice(lastStop(before)), names)
}

/** Where the stretch after the last full stop begins. */
function lastStop(text: string): number {
  let from = text.length
  while (from > 0 && !'.!?'.includes(text[from - 1]!)) from--
  return from
}

type Reached = Omit<Governed, 'where'>

/** An act that is told of twice, of oneself and of others: "use, or allow others to use, …". */
const throughOthers =
  /,? (?:or|nor) (?:to )?(?:knowingly )?(?:allow|permit|let|enable|help|assist|cause|encourage|authori[sz]e|(?:allow|permitt|lett|enabl|help|assist|caus|encourag|authori[sz])ing)(?:,? (?:or|and) (?:allow|permit|let|enable|help|assist|cause|encourage|authori[sz]e|(?:allow|permitt|lett|enabl|help|assist|caus|encourag|authori[sz])ing))? (?:others|any(?:one|body)(?: else)?|an?(?:y|other)? (?:other )?(?:person|third party|party|entity)|third parties|some(?:one|body) else)(?: to)?(?: [a-z]+){0,3},/g

/** The force that reaches the end of a stretch, and its subject. */
function lastForce(stretch: string, names: Names): Reached | 'neutral' | null {
  // what is put in parentheses neither forbids nor does: "(or allow others to)", "(including recipients)"
  const before = stretch
    .replace(/\([^()]{0,400}\)/g, (inside) => ' '.repeat(inside.length))
    .replace(throughOthers, (inside) => ' '.repeat(inside.length))
  const groups = findGroups(before)
  if (groups.length === 0) return null
  // who is spoken of in an exception does nothing outside it: "unless we agree otherwise, do not …"
  const visible = unmasked(before)
  const subjects = findSubjects(visible, names)
  if (
    /\b(?:no|not)\s+(?:\w+\s+){0,3}?(?:guarantees?|warrant\w*|responsib\w+|liab\w+|control\b|obligat\w+|representations?)/.test(
      before,
    )
  )
    return 'neutral'
  let index = groups.length - 1
  // a noun of leave or a neutral verb under another group takes that group's force: "do not grant a right to …"
  while (
    index > 0 &&
    (groups[index]!.force === 'neutral' || (groups[index]!.leave && groups[index]!.force === 'permit')) &&
    !startsAnew(before, groups[index - 1]!, groups[index]!, subjects)
  ) {
    const outer = groups[index - 1]!
    if (groups[index]!.force === 'neutral' || outer.force === 'forbid' || (outer.force === 'permit' && outer.leave))
      index--
    else break
  }
  // what users do ("how people use …", "that you provide") is told in passing: the operator's verb before it rules
  while (
    index > 0 &&
    groups[index]!.force === 'practise' &&
    !groups[index]!.passive &&
    groups[index - 1]!.force !== 'neutral' &&
    subjectOf(before, groups, index, subjects, names) === 'public'
  )
    index--
  const group = groups[index]!
  if (group.force === 'neutral') return 'neutral'
  return {
    force: group.force,
    subject: subjectOf(visible, groups, index, subjects, names),
    passive: group.passive,
    told: group.told,
  }
}

/** Whether a new clause with its own doer begins between two groups. */
function startsAnew(text: string, earlier: VerbGroup, later: VerbGroup, subjects: readonly SubjectMention[]): boolean {
  const gap = text.slice(earlier.to, later.from)
  if (/[.!?;]\s|\b(?:and|but|however|or),? (?:we|you|they|it)\b/.test(gap)) return true
  return subjects.some(
    (subject) => subject.nominative && subject.from >= earlier.to && subject.to <= later.from && !earlier.leave,
  )
}

function subjectOf(
  text: string,
  groups: readonly VerbGroup[],
  index: number,
  subjects: readonly SubjectMention[],
  names: Names,
): Subject | null {
  const group = groups[index]!
  if (group.passive) {
    const agent = /\bby (?:[\w'-]+ ){0,3}?/.exec(text.slice(group.to))
    const by =
      agent === null
        ? undefined
        : findSubjects(text.slice(group.to + agent.index, group.to + agent.index + 80), names)[0]
    if (by !== undefined) return by.subject
    return null
  }
  if (/^(?:neither|no)\b/.test(text.slice(group.from, group.from + 8))) {
    const inside = findSubjects(text.slice(group.from, group.to), names)[0]
    if (inside !== undefined || text.startsWith('neither', group.from)) return inside?.subject ?? null
  }
  // "at no time will we use": the doer stands inside
  const inside = subjects
    .filter((subject) => subject.nominative && subject.from >= group.from && subject.to < group.to)
    .at(-1)
  if (inside !== undefined && !group.leave) return inside.subject
  const floor = index === 0 ? 0 : groups[index - 1]!.to
  const doer = subjects.filter((subject) => subject.nominative && subject.to <= group.from + 1)
  const near = doer.filter((subject) => subject.from >= floor - 4).at(-1) ?? doer.at(-1)
  if (!group.leave) return near?.subject ?? null
  // leave: on whom it is given or denied; what a user may not let others do, the public may not do
  const rest = text.slice(group.to)
  if (group.force === 'forbid' && /^\s*us\b/.test(rest)) return 'operator'
  if (group.force === 'forbid' && near?.subject === 'public') return 'public'
  const given =
    group.nominal && !/^\s*(?:for|of)\b/.test(rest)
      ? undefined
      : findSubjects(rest, names).find((subject) => subject.receives)
  if (
    given !== undefined &&
    !(group.force === 'forbid' && given.subject === 'operator' && near?.subject === 'operator')
  )
    return given.subject
  if (near === undefined) return group.force === 'forbid' ? null : 'operator'
  if (group.nominal || /^(?:consent|agree|acknowledge|instruct)/.test(text.slice(group.from, group.to))) {
    const verb = text.slice(group.from, group.to)
    if (/^agrees? to/.test(verb)) return near.subject
    return near.subject === 'public'
      ? 'operator'
      : near.subject === 'operator' && /^(?:right|licen)/.test(verb)
        ? 'operator'
        : near.subject === 'partner' && /^(?:right|licen)/.test(verb)
          ? 'partner'
          : 'public'
  }
  return near.subject === 'public' ? 'operator' : 'public'
}

/** "… is strictly prohibited", "… is not permitted", "… without our consent". */
function verdictAfter(rest: string): Reached | null {
  const stop = rest.indexOf(';')
  const stretch = stop === -1 ? rest : rest.slice(0, stop)
  if (banAfter.test(stretch) || banCell.test(stretch))
    return { force: 'forbid', subject: 'public', passive: true, told: false }
  if (leaveAfter.test(stretch) || leaveCell.test(stretch))
    return { force: 'permit', subject: 'public', passive: true, told: false }
  if (lacksPermission(stretch)) return { force: 'forbid', subject: null, passive: true, told: false }
  return null
}

const being = '(?:is|are|was|were|be|being|will be|shall be|remains?)'
const banAfter = new RegExp(
  [
    `\\b${being}\\s+(?:[\\w-]+,?\\s+){0,3}?(?:prohibited|forbidden|banned|unlawful|illegal|disallowed|barred|excluded|off[- ]limits|out of bounds|(?:in )?violation|reserved)\\b`,
    `\\b(?:${being}|do|does)\\s+not\\s+(?:[\\w-]+\\s+){0,3}?(?:permitted|allowed|authori[sz]ed|acceptable|accepted|tolerated|permissible|okay|ok|licensed|permit\\w*|an? (?:authori[sz]ed|permitted|acceptable) use)\\b`,
    `\\b(?:isn't|aren't) (?:[\\w-]+ ){0,2}?(?:permitted|allowed|authori[sz]ed|ok|okay|welcome|acceptable)\\b`,
    `\\b(?:considered|deemed|regarded as|treated as|constitutes?|amounts? to|${being}) (?:to be )?(?:an? )?(?:[\\w-]+ ){0,2}?(?:breach|violation|infringement|misuse|abuse|unauthori[sz]ed|trespass)\\b`,
    `\\b(?:requires?|needs?|(?:is|are) subject to)\\s+(?:[\\w',/-]+\\s+){0,6}?(?:licen[sc]e|permission|consent|agreement|authori[sz]ation|approval)\\b`,
    `\\b(?:infringes|breaches|violates|contravenes)\b`,
    `\\b(?:may|must|shall|can|should) not (?:\\w+ )?be (?:used|employed|deployed|run|operated|launched|directed|carried out)\\b|\\bcannot be (?:used|employed)\\b`,
    `\\bexceeds? (?:your|the|any) (?:authori[sz]ation|licen[sc]e|permission|right)`,
    `^[^,]{0,80}(?<!\\b(?:unless|where|if|otherwise|as|not|extent|except) )\\b(?:prohibited|not permitted|forbidden)\\b`,
  ].join('|'),
)
const leaveAfter =
  /\b(?:is|are) (?:(?!not\b)[\w-]+ ){0,3}?(?:permitted|permissible|allowed|authori[sz]ed|welcome|fine|ok|okay|acceptable)\b|\bpermission (?:is|has been|to do so is) (?:hereby |conditionally )?granted/
/** A table's answer beside what it asks: "| Scraping | No |". */
const banCell = /\|\s*(?:no|not (?:permitted|allowed)|prohibited|forbidden|never|[✗✘❌×])\s*(?:\||$)/
const leaveCell = /\|\s*(?:yes|permitted|allowed|[✓✔✅])\s*(?:\||$)/

const prohibitive =
  /prohibit|restrict|\bnot (?:do|allow|permit|use|accept)|(?:may|must|shall|can|will|should)(?: not|n't)|cannot|can't|\bdon'?t\b|do not|misuse|\babuse|forbidden|unacceptable|acceptable use|violat|unauthori[sz]ed|limitations? on|no scraping|scraping|automated access|improper|not permitted|rules of conduct|user conduct|your conduct|code of conduct|not allowed|fair use|proper use|never\b|refrain|\bno\b.*\b(?:bots?|crawl|spider|ai\b|training)/
const practised =
  /how (?:do |does |will |may |can )?(?:we|\w+) (?:may )?(?:use|process|collect|handle)|(?:why|what|when) (?:do |does )?(?:we|\w+) (?:use|process|collect|do)|\buse of (?:your |the |personal |my |user |customer )?(?:personal )?(?:information|data|content|input|cookies)|\bpurposes?\b|our use|legitimate interests?|information (?:we|use)|data (?:we|use)|\buses? of|\bwe (?:may )?(?:use|process)|legal bas[ie]s|processing of|improvement|improving|your (?:content|data|information)\b/

/** Headings over what is allowed, although a word of prohibition stands in them. */
const exempting =
  /\bnot (?:a |in |an? )?(?:violat\w+|prohibited|against)\b|what (?:is|are|you|we)(?:'s|'re)? (?:allow|permit|can do|may do)|\b(?:permitted|allowed|acceptable) (?:uses|activities|conduct|behaviou?r|automation)\b|^dos?\b(?!n't| not)/

/** "Where can I report a violation?", "How to appeal": what is told below is help. */
const helping =
  /\b(?:where|how) (?:can|do|may|should|to)\b[^.]{0,30}\b(?:report|appeal|complain|flag)|^\W*(?:report(?:ing)?|appeal(?:s|ing)?)\b/

function headingForce(heading: string): Reached | null {
  if (exempting.test(heading) || helping.test(heading)) return null
  if (/\bwe (?:do not|don't|will not|won't|never|cannot|can't)\b|\bnever do\b/.test(heading))
    return { force: 'forbid', subject: 'operator', passive: false, told: true }
  if (/^we (?:do|may|will|can)\b/.test(heading))
    return { force: 'practise', subject: 'operator', passive: false, told: true }
  if (prohibitive.test(heading)) return { force: 'forbid', subject: 'public', passive: false, told: false }
  if (practised.test(heading)) return { force: 'practise', subject: 'operator', passive: false, told: true }
  return null
}
