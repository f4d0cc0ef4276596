import type { Condition, Statement } from '@proviso/rights'
import { denied, otherTopic } from './choice.ts'
import { findConditions } from './lexicon/condition.ts'
import { findTraining } from './lexicon/training.ts'
import type { Lines } from './line.ts'
import { plainOf } from './plain.ts'

/** How a paragraph or an item numbers itself: "6.2", "(e)", "e.", behind a list's mark or the word for what it is. */
const numbered =
  /^[\s>*_#|-]*(?:(?:section|clause|article|art\.?|paragraph|para\.?|§+)\s*)?(?:(\d{1,3}(?:\.\d{1,3}){1,3})\b|\(([a-z]|[ivx]{1,5})\)|([a-z])[.)]\s)/i

/** Taking no part in a use: what is switched off. */
const leaves =
  /\b(?:opt(?:ing|s|ed)?[- ]?out|withdraw\w*|exclud\w+|stop(?:s|ped|ping)?|end(?:s|ed)?|leav(?:e|es|ing)|declin\w+|refus\w+|deactivat\w+|disabl\w+|un-?(?:tick|check|select)\w*)\b|\b(?:turn|switch|set)\w*\b[\w"“”' ]{0,40}?\boff\b/
const noLonger = /\b(?:do|does|shall|will|is|are) not (?:apply|applicable)\b/
/** Who is let through all the same; nobody is by what the law or a permission says. */
const letThrough =
  /\b(?:(?:do|does|shall|will) not (?:apply|stand in the way|prevent|prohibit|restrict|bar|hinder|stop|touch|affect|concern)|(?:is|are) (?:exempt|excepted)|exception (?:to|from))\b/
const some =
  /\b(?:search engines?|research\w*|universit\w+|schol\w+|librar(?:y|ies)|archives?|non-?commercial|students?|teach\w+|journalis\w+|pupils?|schools?)\b/
const byLeave =
  /\b(?:law|statut\w+|legislation|acts?|copyright|consent|permission|permits?|permitted by|agreement with|authori[sz]\w+)\b/

/**
 * What sentences elsewhere say of a statement's paragraph or item by its number: "Section 6.2 does not apply while the control is off",
 * "You can stop purposes (e) and (f) in the settings". SPEC.md N44.
 */
export function sayByNumber(statement: Statement, lines: Lines): readonly Condition[] {
  for (const sentence of sentencesNaming(numbersOf(statement, lines), statement, lines)) {
    const text = sentence.toLowerCase()
    if (denied(text)) continue
    if (statement.effect === 'disallow') {
      if (letThrough.test(text) && some.test(text) && !byLeave.test(text))
        return /\bsearch engines?\b/.test(text)
          ? [{ kind: 'search-engine' }]
          : [{ kind: 'class', note: 'some users only' }]
      continue
    }
    if (otherTopic.test(text) && findTraining(text).length === 0) continue
    if (!leaves.test(text) && !noLonger.test(text)) continue
    const found = findConditions(text, ['opt-out', 'opt-in'])
    if (found.length > 0) return found
    if (leaves.test(text) && /\b(?:can|may|settings?|at any time)\b/.test(text)) return [{ kind: 'opt-out' }]
    if (noLonger.test(text) && !byLeave.test(text)) return [{ kind: 'class', note: 'some plans or users only' }]
  }
  return []
}

/** The numbers of the paragraph and the item a statement stands in, as others would name them. */
interface Numbers {
  /** "6.2". */
  readonly paragraph: string | null
  /** The "e" of "(e)" or "e.". */
  readonly item: string | null
  /** Line of the heading, or of the paragraph, that an item stands under. */
  readonly from: number
}

function numbersOf({ start }: Statement, lines: Lines): Numbers {
  const own = lines.at(start)
  let item: string | null = null
  // of the statement's own line what stands before it counts, and its own first words
  for (let at = own; at >= 0 && own - at < mostLinesAbove; at--) {
    const { text } = lines.lines[at]!
    const found = numbered.exec(text)
    if (found?.[1] !== undefined) return { paragraph: found[1], item, from: at }
    const letter = found?.[2] ?? found?.[3]
    if (letter !== undefined && item === null && at === own) item = letter.toLowerCase()
    if (/^\s*#/.test(text)) return { paragraph: null, item, from: at }
  }
  return { paragraph: null, item, from: Math.max(0, own - mostLinesAbove) }
}

/** How far above an item the paragraph is looked for that it belongs to. */
const mostLinesAbove = 60

/** Sentences of other places that name a number, with the one after where a question names it. */
function* sentencesNaming({ paragraph, item, from }: Numbers, statement: Statement, lines: Lines): Generator<string> {
  if (paragraph === null && item === null) return
  const place =
    '(?:sections?|clauses?|articles?|art\\.?|paragraphs?|para\\.?|points?|items?|letters?|lit\\.?|purposes?|uses?|§+)'
  const pattern =
    paragraph !== null
      ? new RegExp(
          item === null
            ? `(?<![\\d.])${literal(paragraph)}(?!\\.?\\d|\\s?\\(|%)`
            : `(?<![\\d.])${literal(paragraph)}\\s?\\(?${item}\\b\\)?`,
        )
      : null
  const byItem =
    item === null ? null : new RegExp(`\\b${place}\\s+(?:\\(?[a-z]\\)?\\s*(?:,|and|or|to|&)\\s*)*\\(${item}\\)`, 'i')
  const own = lines.at(statement.start)
  for (let at = 0; at < lines.count; at++) {
    const { text } = lines.lines[at]!
    const near = at > from && at - from < mostLinesAbove
    if (!(pattern?.test(text) || (near && byItem?.test(text)))) continue
    const sentences = plainOf(text).text.split(/(?<=[.!?;])\s+(?=[A-Z“"])/)
    for (const [place, sentence] of sentences.entries()) {
      const words = sentence.replace(numbered, '')
      if (!(pattern?.test(words) || (near && byItem?.test(words)))) continue
      if (at === own && statement.quote.includes(sentence.trim())) continue
      yield words.endsWith('?') ? `${words} ${sentences[place + 1] ?? ''}` : words
    }
  }
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
