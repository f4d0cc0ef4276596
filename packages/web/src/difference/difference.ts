import { diffArrays, diffWordsWithSpace } from 'diff'
import { type Paragraph, paragraphsOf } from './paragraph.ts'

/** Words of a paragraph: kept, added or removed. */
export interface Piece {
  readonly text: string
  readonly kind: 'kept' | 'added' | 'removed'
}

/** A paragraph that differs between two versions, in its section. */
export interface Passage {
  readonly kind: 'added' | 'removed' | 'changed'
  readonly section: readonly string[]
  readonly pieces: readonly Piece[]
  /** Whether it holds words a statement rests on. */
  readonly deciding: boolean
}

/** What differs between two versions: passages a statement rests on first, each half in the order of the text. */
export interface Difference {
  readonly passages: readonly Passage[]
  /** False when the versions have so little in common that comparing them was given up. */
  readonly compared: boolean
}

/** Words a statement rests on, and where it says they stand. */
export interface DecidingWords {
  readonly quote: string
  readonly section: readonly string[]
}

/** Words that statements rest on, in the version before and after. */
export interface Deciding {
  readonly before: readonly DecidingWords[]
  readonly after: readonly DecidingWords[]
}

/** Milliseconds spent on finding common paragraphs before two versions count as different texts. */
const patience = 2_000

/**
 * What one version says that the one before did not, paragraph by paragraph and word by word. Paragraphs that only moved marks
 * or link targets are equal. Time is bounded: what cannot be compared in time is told by `compared`.
 */
export function differenceOf(before: string, after: string, deciding: Deciding): Difference {
  const old = paragraphsOf(before)
  const now = paragraphsOf(after)
  const changes = diffArrays(
    old.map(({ text }) => text),
    now.map(({ text }) => text),
    { timeout: patience },
  )
  if (changes === undefined) return { passages: [], compared: false }
  const decidesBefore = holderOf(before, deciding.before)
  const decidesAfter = holderOf(after, deciding.after)
  const passages: Passage[] = []
  let oldAt = 0
  let nowAt = 0
  for (let at = 0; at < changes.length; at++) {
    const change = changes[at]!
    const length = change.value.length
    if (!change.added && !change.removed) {
      oldAt += length
      nowAt += length
      continue
    }
    const next = changes[at + 1]
    let gone: Paragraph[] = []
    let come: Paragraph[] = []
    for (const each of [change, ...(next !== undefined && isOpposite(change, next) ? [next] : [])]) {
      if (each.removed) {
        gone = old.slice(oldAt, oldAt + each.value.length)
        oldAt += each.value.length
      } else {
        come = now.slice(nowAt, nowAt + each.value.length)
        nowAt += each.value.length
      }
      if (each !== change) at += 1
    }
    passages.push(...pairsOf(gone, come, decidesBefore, decidesAfter))
  }
  return {
    passages: [...passages.filter(({ deciding: first }) => first), ...passages.filter(({ deciding: first }) => !first)],
    compared: true,
  }
}

interface Half {
  readonly added?: boolean
  readonly removed?: boolean
}

function isOpposite(a: Half, b: Half) {
  return (a.added && b.removed) || (a.removed && b.added)
}

/** The section of the words of a statement that a paragraph holds; undefined when it holds none. */
type Decides = (paragraph: Paragraph) => readonly string[] | undefined

function holderOf(text: string, words: readonly DecidingWords[]): Decides {
  const spans = words.flatMap(({ quote, section }) => {
    const start = text.indexOf(quote)
    return start < 0 ? [] : [{ start, end: start + quote.length, section }]
  })
  return ({ start, end }) => spans.find((span) => start < span.end && span.start < end)?.section
}

function pairsOf(
  gone: readonly Paragraph[],
  come: readonly Paragraph[],
  decidesBefore: Decides,
  decidesAfter: Decides,
): Passage[] {
  const passages: Passage[] = []
  let from = 0
  for (const after of come) {
    // the nearest former paragraph that shares most of its words was changed into this one
    const window = gone.slice(from, from + 12)
    const scores = window.map((before) => likeness(before.text, after.text))
    const best = scores.indexOf(Math.max(...scores, 0.4))
    const before = best < 0 ? undefined : window[best]
    if (before === undefined) {
      passages.push(passage('added', after, [{ text: after.text, kind: 'added' }], decidesAfter(after)))
      continue
    }
    for (const skipped of window.slice(0, best)) passages.push(removed(skipped, decidesBefore))
    from += best + 1
    const section = decidesAfter(after) ?? decidesBefore(before)
    passages.push(passage('changed', after, wordsOf(before.text, after.text), section))
  }
  for (const before of gone.slice(from)) passages.push(removed(before, decidesBefore))
  return passages
}

function removed(paragraph: Paragraph, decides: Decides): Passage {
  return passage('removed', paragraph, [{ text: paragraph.text, kind: 'removed' }], decides(paragraph))
}

function passage(
  kind: Passage['kind'],
  paragraph: Paragraph,
  pieces: readonly Piece[],
  deciding: readonly string[] | undefined,
): Passage {
  return { kind, section: deciding ?? paragraph.section, pieces, deciding: deciding !== undefined }
}

function wordsOf(before: string, after: string): Piece[] {
  const changes = diffWordsWithSpace(before, after, { timeout: patience })
  if (changes === undefined)
    return [
      { text: before, kind: 'removed' },
      { text: after, kind: 'added' },
    ]
  return changes.map(({ value, added, removed: gone }) => ({
    text: value,
    kind: added ? 'added' : gone ? 'removed' : 'kept',
  }))
}

/** 0 to 1: the share of words two paragraphs have in common. */
function likeness(a: string, b: string): number {
  const words = new Set(a.toLowerCase().split(/\W+/u))
  const others = new Set(b.toLowerCase().split(/\W+/u))
  let common = 0
  for (const word of words) if (others.has(word)) common += 1
  return common / Math.max(words.size, others.size)
}
