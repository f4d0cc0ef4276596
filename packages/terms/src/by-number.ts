import type { Condition, Statement } from '@proviso/rights'
import { denied, otherTopic } from './choice.ts'
import { findConditions, someOnly } from './lexicon/condition.ts'
import { findTraining } from './lexicon/training.ts'
import type { Line, Lines } from './line.ts'
import { plainOf } from './plain.ts'

/** How a paragraph or an item numbers itself: "6.2", "(e)", "e.", behind a list's mark or the word for what it is. */
const numbered =
  /^[\s>*_#|-]*(?:(?:section|clause|article|art\.?|paragraph|para\.?|§+)\s*)?(?:(\d{1,3}(?:\.\d{1,3}){1,3})\b|\(([a-z]|[ivx]{1,5})\)|([a-z])[.)]\s)/i

/** The same where a sentence begins: there the word for it makes it a reference. */
const ownNumber = /^[\s>*_#|-]*(?:\d{1,3}(?:\.\d{1,3}){1,3}\b|\((?:[a-z]|[ivx]{1,5})\)|[a-z][.)]\s)/i

/** Taking no part in a use: what is switched off. */
const leaves =
  /\b(?:opt(?:ing|s|ed)?[- ]?out|withdraw\w*|exclud\w+|stop(?:s|ped|ping)?|end(?:s|ed)?|leav(?:e|es|ing)|declin\w+|refus\w+|deactivat\w+|disabl\w+|un-?(?:tick|check|select)\w*)\b|\b(?:turn|switch|set)\w*\b[\w"“”' ]{0,40}?\boff\b/
const noLonger =
  /\b(?:do|does|shall|will|is|are) not (?:apply|applicable|cover|concern(?:ed with)?|extend to|reach|include)\b|\b(?:do|does) not take effect\b/
/** A use that some only are under, or that begins with a yes. */
const onlyWhere =
  /\b(?:appl(?:y|ies)|takes? effect|has effect|have effect|is (?:applicable|effective|in force)|holds?|binds?|covers?|concerns?)\b[^.;]{0,40}\bonly\b|\bonly\b[^.;]{0,20}\b(?:appl(?:y|ies)|takes? effect|has effect|holds?|covers?|concerns?)\b/
/** Who is let through all the same; nobody is by what the law or a permission says. */
const letThrough =
  /\b(?:(?:do|does|shall|will) not (?:apply|stand in the way|prevent|prohibit|restrict|bar|hinder|stop|touch|affect|concern)|(?:is|are) (?:exempt|excepted)|exception (?:to|from))\b/
const some =
  /\b(?:search engines?|research\w*|universit\w+|schol\w+|librar(?:y|ies)|archives?|non-?commercial|students?|teach\w+|journalis\w+|pupils?|schools?)\b/
const byLeave =
  /\b(?:law|statut\w+|legislation|acts?|copyright|consent|permission|permits?|permitted by|agreement with|authori[sz]\w+)\b/

/** A sentence that names a paragraph or an item by its number and may let somebody out of what stands there. */
interface Reference {
  readonly line: number
  /** Its words, with those after it where it asks; not its own number. */
  readonly words: string
}

/** Sentences of a text that name others by number: most texts have none, and of very many the first count. */
export class References {
  readonly #lines: Lines
  #found: readonly Reference[] | undefined

  constructor(lines: Lines) {
    this.#lines = lines
  }

  /**
   * What sentences elsewhere say of a statement's paragraph or item by its number: "Section 6.2 does not apply while the control is off",
   * "You can stop purposes (e) and (f) in the settings". SPEC.md N44.
   */
  sayOf(statement: Statement): readonly Condition[] {
    this.#found ??= referencesIn(this.#lines)
    if (this.#found.length === 0) return []
    const names = namesStatement(statement, this.#lines)
    if (names === null) return []
    for (const { line, words } of this.#found) {
      if (!names(line, words) || statement.quote.includes(words)) continue
      const conditions = said(statement, words.toLowerCase())
      if (conditions.length > 0) return conditions
    }
    return []
  }
}

/** The conditions that a sentence which names a statement puts it under. */
function said(statement: Statement, text: string): readonly Condition[] {
  if (denied(text) || endures.test(text) || ofOthers.test(text)) return []
  const isNoLonger = noLonger.test(text)
  if (statement.effect === 'disallow' && statement.actor !== 'public')
    return isNoLonger && !byLeave.test(text) ? [someOnly] : []
  if (statement.effect === 'disallow') {
    if (!letThrough.test(text) || !some.test(text) || byLeave.test(text)) return []
    return /\bsearch engines?\b/.test(text) ? [{ kind: 'search-engine' }] : [{ kind: 'class', note: 'some users only' }]
  }
  if (otherTopic.test(text) && findTraining(text).length === 0) return []
  const isLeft = leaves.test(text)
  const isOnly = onlyWhere.test(text)
  if (!isLeft && !isNoLonger && !isOnly) return []
  const found = findConditions(text, ['opt-out', 'opt-in'])
  if (found.length > 0) return found
  if (isLeft && /\b(?:can|may|settings?|at any time)\b/.test(text)) return [{ kind: 'opt-out' }]
  return (isNoLonger || isOnly) && !byLeave.test(text) ? [someOnly] : []
}

/** What outlives the contract, or ends with it: "if you stop using the service, sections 5 and 6 continue to apply". */
const endures =
  /\b(?:surviv\w+|continu\w+ (?:to apply|to bind|in (?:force|effect))|remain\w* in (?:force|effect)|terminat\w+|expir\w+)\b|\b(?:stop|end|leav|clos|cancel)\w* (?:using|(?:this|the|your) (?:agreement|contract|account|services?|subscription))\b/
/** Numbers of laws and of versions. */
const ofOthers = /\b(?:gdpr|ccpa|cpra|dsa|regulation|directive|version|release)\b/

/** References kept of a text, at most. */
const mostReferences = 100

function referencesIn({ lines }: Lines): Reference[] {
  const found: Reference[] = []
  for (const [at, line] of lines.entries()) {
    for (const words of referencesOf(line)) found.push({ line: at, words })
    if (found.length >= mostReferences) break
  }
  return found
}

/** A number that is named, not one that a line begins with. */
const named = /\d\.\d|\([a-z]{1,5}\)/i
const none: readonly string[] = []
const known = new WeakMap<Line, readonly string[]>()

function referencesOf(line: Line): readonly string[] {
  let found = known.get(line)
  if (found === undefined) {
    found = none
    if (named.test(line.text) && letsOut(line.text.toLowerCase())) {
      const sentences = plainOf(line.text).text.split(/(?<=[.!?])\s+(?=[A-Z“"])|(?<=;)\s+/)
      found = sentences.flatMap((sentence, place) => {
        const own = sentence.replace(ownNumber, '')
        const goesOn = own.endsWith('?') || (place === 0 && isTitle(own))
        const words = goesOn ? `${own} ${sentences[place + 1] ?? ''}` : own
        return named.test(own) && letsOut(words.toLowerCase()) ? [words] : []
      })
    }
    known.set(line, found)
  }
  return found
}

const letsOut = (text: string) =>
  leaves.test(text) || noLonger.test(text) || letThrough.test(text) || onlyWhere.test(text)

/** Whether a line begins with what it is about, and says it after that: "Pictures and section 2(g). Clear the box …". */
const isTitle = (words: string) =>
  words.length < 60 &&
  !/\b(?:see|refer|read|under|described|set out|is|are|was|has|have|do|does|may|can|will|shall|must)\b/i.test(words)

/** How far above an item its paragraph is looked for, and how far below its letter alone names it, in lines. */
const mostLines = 60
const places =
  '(?:\\b(?:sections?|clauses?|articles?|art\\.?|paragraphs?|para\\.?|points?|items?|letters?|lit\\.?|purposes?|uses?)|§+)'
/** "Section 6.2 of the Payment Terms" is no section of this text. */
const ofAnother = '(?!\\s+of (?!this\\b|these\\b|our\\b|the (?:terms|agreement|policy|notice)\\b))'

/** Tells whether words on a line name the paragraph or the item that a statement stands in; null where these have no number. */
function namesStatement({ start }: Statement, lines: Lines): ((line: number, words: string) => boolean) | null {
  const { paragraph, item, from, to } = numbersOf(lines.at(start), lines)
  if (paragraph === null && item === null) return null
  const number = paragraph?.replaceAll('.', '\\.')
  // "6.2" is neither "6.21" nor "6.2(a)"; an item of it is "6.2(e)"
  const whole =
    number === undefined
      ? null
      : new RegExp(
          item === null
            ? `(?<![\\d.])${number}(?!\\.?\\d|\\s?\\(|%)${ofAnother}`
            : `(?<![\\d.])${number}\\s?\\(?${item}\\b\\)?${ofAnother}`,
          'i',
        )
  const letter =
    item === null
      ? null
      : new RegExp(
          `${places}\\s*(?:\\(?[a-z]{1,4}\\)?(?:\\s*[,&]\\s*(?:(?:and|or)\\s+)?|\\s+(?:and|or|to)\\s+))*\\(${item}\\)`,
          'i',
        )
  return (line, words) => whole?.test(words) === true || (line > from && line < to && letter?.test(words) === true)
}

/** The numbers of the paragraph and the item that a line stands in, as others would name them, and the lines in which a letter names it. */
interface Numbers {
  readonly paragraph: string | null
  readonly item: string | null
  readonly from: number
  readonly to: number
}

function numbersOf(own: number, { lines }: Lines): Numbers {
  const to = sectionEnd(own, lines)
  let item: string | null = null
  const top = Math.max(0, own - mostLines)
  for (let at = own; at >= top; at--) {
    const { text } = lines[at]!
    const found = numbered.exec(text)
    if (found?.[1] !== undefined) return { paragraph: found[1], item, from: at, to }
    if (at === own) item = (found?.[2] ?? found?.[3])?.toLowerCase() ?? null
    if (heading.test(text)) return { paragraph: null, item, from: at, to }
  }
  return { paragraph: null, item, from: top, to }
}

const heading = /^\s*#/

/** The next heading, or where it is looked for no further. */
function sectionEnd(own: number, lines: readonly Line[]): number {
  const most = Math.min(lines.length, own + mostLines)
  for (let at = own + 1; at < most; at++) if (heading.test(lines[at]!.text)) return at
  return most
}
