import { withoutMarker } from './outline/item-marker.ts'
import type { Passage } from './outline.ts'
import { type Plain, plainOf } from './plain.ts'
import { withoutUnfolded } from './unfolded.ts'

/** A sentence, or one item of an enumeration, with the words that govern it. Plain text; `plain` knows where it stood in the passage. */
export interface Clause {
  readonly plain: Plain
  readonly from: number
  readonly to: number
  /** Lead-ins, outermost first: those of the passage, then those of enumerations inside it. */
  readonly leads: readonly string[]
  /** Section path, with the marks of enumerations inside the passage. */
  readonly path: readonly string[]
  /** The end of that path where it asks something, else nothing. */
  readonly question: string
  /** The sentence before, for "this data", "such use". */
  readonly previous: string
  /** The sentence after, for "You can opt out …". */
  readonly next: string
  /** The two or three sentences after that one. */
  readonly later: string
  /** The innermost lead-in asks something. */
  readonly underQuestion: boolean
  /** The sentence before asks something. */
  readonly afterQuestion: boolean
  /** The innermost lead-in speaks of an exception. */
  readonly excepts: boolean
}

interface Item {
  readonly from: number
  readonly to: number
  readonly marks: readonly string[]
  readonly leads: readonly string[]
}

/** The words of a clause, as they stand in the text, marks of Markdown left out. */
export function clauseText(clause: Clause): string {
  return clause.plain.text.slice(clause.from, clause.to)
}

/** Splits a passage into clauses: enumerations inside it first, then sentences. */
export function splitClauses(passage: Passage): Clause[] {
  const plain = withoutUnfolded(plainOf(passage.text))
  const clauses: { from: number; to: number; leads: readonly string[]; marks: readonly string[] }[] = []
  for (const item of splitEnumerations(plain.text)) {
    // a table's row answers in one cell what it asks in another: it stays whole
    const sentences: [number, number][] =
      plain.text.startsWith('|') && plain.text.length < 300
        ? [[item.from, item.to]]
        : splitSentences(plain.text, item.from, item.to)
    sentences.forEach(([from, to], index) => {
      // what follows an item's first sentence speaks for itself, unless it goes on in lower case
      const inherits = index === 0 || /^[a-z(;,]/.test(plain.text.slice(from, from + 1))
      clauses.push({ from, to, leads: inherits ? item.leads : [], marks: item.marks })
    })
  }
  const heading = passage.path.at(-1) ?? ''
  const question = heading.endsWith('?') ? heading : ''
  return clauses.map((clause, index) => {
    const lead = clause.leads.at(-1) ?? passage.leads.at(-1) ?? ''
    const previous = index === 0 ? '' : plain.text.slice(clauses[index - 1]!.from, clauses[index - 1]!.to)
    return {
      plain,
      from: clause.from,
      to: clause.to,
      leads: [...passage.leads, ...clause.leads],
      path: clause.marks.length === 0 ? passage.path : [...passage.path, ...clause.marks],
      question: clause.marks.length === 0 ? question : '',
      previous,
      next: index + 1 === clauses.length ? '' : plain.text.slice(clauses[index + 1]!.from, clauses[index + 1]!.to),
      later:
        index + 2 >= clauses.length
          ? ''
          : plain.text.slice(
              clauses[index + 2]!.from,
              Math.min(clauses[Math.min(index + 4, clauses.length - 1)]!.to, clauses[index + 2]!.from + 1_000),
            ),
      underQuestion: lead.endsWith('?'),
      afterQuestion: previous.trimEnd().endsWith('?'),
      excepts: exception.test(lead),
    }
  })
}

const exception = /except/i

const abbreviation =
  /(?:\b(?:e\.g|i\.e|etc|inc|ltd|corp|co|llc|vs|no|nos|art|arts|sec|para|u\.s|u\.k|e\.u|mr|mrs|ms|dr|st|jr|sr|cf|viz|approx|resp|incl|ex|et al|p\.o|a\.i|v)|(?<!['’])\b[a-z])$/i

/** Longest sentence that is read whole: what looks for its words looks at most this far [C9]. */
const longest = 4_000

/** Sentences of a stretch of plain text, as spans. */
function splitSentences(text: string, from: number, to: number): [from: number, to: number][] {
  const spans: [number, number][] = []
  let start = from
  const boundary = /[.!?]["')\]]*(?=\s)|\n/g
  boundary.lastIndex = from
  // what has no end is looked for up to `to`, not up to the end of the text
  const stretch = text.slice(0, to)
  for (;;) {
    const match = boundary.exec(stretch)
    if (match === null) break
    const end = match[0] === '\n' ? match.index : match.index + match[0].length
    if (match[0] !== '\n') {
      const before = text.slice(Math.max(start, match.index - 12), match.index)
      const after = text.slice(end, Math.min(to, end + 3)).trimStart()
      if (match[0].startsWith('.') && abbreviation.test(before) && !/\betc$/i.test(before)) continue
      if (after !== '' && /^[a-z,;]/.test(after)) continue
    }
    push(start, end)
    start = end
  }
  push(start, to)
  return spans

  function push(first: number, last: number): void {
    let a = first
    let b = last
    while (a < b && /\s/.test(text[a]!)) a++
    while (b > a && /\s/.test(text[b - 1]!)) b--
    while (b - a > longest) {
      const space = text.lastIndexOf(' ', a + longest)
      const cut = space > a ? space : a + longest
      spans.push([a, cut])
      a = cut
      while (a < b && /\s/.test(text[a]!)) a++
    }
    if (b > a) spans.push([a, b])
  }
}

const romans = [
  'i',
  'ii',
  'iii',
  'iv',
  'v',
  'vi',
  'vii',
  'viii',
  'ix',
  'x',
  'xi',
  'xii',
  'xiii',
  'xiv',
  'xv',
  'xvi',
  'xvii',
  'xviii',
  'xix',
  'xx',
]

type MarkStyle = 'lower' | 'upper' | 'roman' | 'number' | 'bullet'

/** The mark that follows one of the same style: (a) → (b), (iv) → (v); null where the style cannot have it. */
function ordinal(mark: string, style: MarkStyle): number {
  switch (style) {
    case 'lower':
      return /^[a-z]$/.test(mark) ? mark.charCodeAt(0) - 96 : /^([a-z])\1$/.test(mark) ? mark.charCodeAt(0) - 70 : -1
    case 'upper':
      return /^[A-Z]$/.test(mark) ? mark.charCodeAt(0) - 64 : -1
    case 'roman':
      return romans.indexOf(mark) + 1 || -1
    case 'number':
      return /^\d{1,2}$/.test(mark) ? Number(mark) : -1
    case 'bullet':
      return mark === '•' ? 0 : -1
  }
}

/** Series open at once, and how much of a lead-in is kept: they bound what an item carries [C9]. */
const deepest = 8
const longestLead = 4_000

/**
 * Splits plain text at the marks of enumerations written inside it: "(a) …; (b) …", nested ones too.
 * A mark counts when it begins a series that goes on, or goes on one that has begun. What is not in an item stands alone.
 */
function splitEnumerations(text: string): Item[] {
  const marks: { mark: string; at: number; end: number }[] = []
  const pattern =
    /(?<=^|[\s;,:.])(?:\(([a-zA-Z]{1,2}|[ivx]{1,5}|\d{1,2})\)|([a-z]|[ivx]{1,5}|\d{1,2})\)|([•▪◦]))(?=\s)/g
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    marks.push({ mark: match[1] ?? match[2] ?? '•', at: match.index, end: match.index + match[0].length })
  }
  if (marks.length < 2) return [{ from: 0, to: text.length, marks: [], leads: [] }]
  interface Level {
    style: MarkStyle
    last: number
    leadFrom: number
    leadTo: number
  }
  const accepted: { at: number; end: number; marks: string[]; leads: [number, number][] }[] = []
  const levels: (Level & { mark: string })[] = []
  marks.forEach((found, index) => {
    for (let depth = levels.length - 1; depth >= 0; depth--) {
      const level = levels[depth]!
      const order = ordinal(found.mark, level.style)
      if ((level.style === 'bullet' && order === 0) || (level.style !== 'bullet' && order === level.last + 1)) {
        levels.length = depth + 1
        level.last = order
        level.mark = found.mark
        accept(found)
        return
      }
    }
    for (const style of ['roman', 'lower', 'number', 'upper', 'bullet'] as const) {
      const first = style === 'bullet' ? 0 : 1
      if (ordinal(found.mark, style) !== first) continue
      // a series must go on: its second mark stands somewhere ahead
      const goesOn = marks
        .slice(index + 1, index + 60)
        .some((later) => ordinal(later.mark, style) === (style === 'bullet' ? 0 : 2))
      if (!goesOn) continue
      const leadFrom = accepted.length > 0 && levels.length > 0 ? accepted.at(-1)!.end : sentenceStart(text, found.at)
      if (levels.length === deepest) levels.shift()
      levels.push({ style, last: first, leadFrom, leadTo: found.at, mark: found.mark })
      accept(found)
      return
    }
  })
  if (accepted.length === 0) return [{ from: 0, to: text.length, marks: [], leads: [] }]

  const items: Item[] = []
  if (accepted[0]!.at > 0) items.push({ from: 0, to: accepted[0]!.at, marks: [], leads: [] })
  accepted.forEach((item, index) => {
    const limit = index + 1 < accepted.length ? accepted[index + 1]!.at : text.length
    let to = limit
    // after the last item of a series a new sentence stands outside it
    if (index + 1 === accepted.length || accepted[index + 1]!.leads.length < item.leads.length) {
      const sentences = splitSentences(text, item.end, limit)
      if (index + 1 === accepted.length && sentences.length > 1) to = sentences[0]![1]
    }
    const leads = item.leads.map(([from, end]) =>
      withoutMarker(text.slice(Math.max(from, end - longestLead), end).trim()),
    )
    items.push({ from: item.end, to, marks: item.marks, leads })
    if (to < limit) items.push({ from: to, to: limit, marks: [], leads: [] })
  })
  return items

  function accept(found: { mark: string; at: number; end: number }): void {
    accepted.push({
      at: found.at,
      end: found.end,
      marks: levels.filter((level) => level.style !== 'bullet').map((level) => `(${level.mark})`),
      leads: levels.map((level) => [level.leadFrom, level.leadTo] as [number, number]),
    })
  }
}

/** Where the sentence that holds an offset begins. */
function sentenceStart(text: string, at: number): number {
  const spans = splitSentences(text, Math.max(0, at - 4_000), at)
  return spans.at(-1)?.[0] ?? 0
}
