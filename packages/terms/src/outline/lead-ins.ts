import { actFirst } from '../lexicon/verb.ts'
import type { Line } from '../line.ts'
import { indentOf, shapeOf } from './shape.ts'

/** An item that is open, or a paragraph in one that leads in what comes below. */
interface OpenItem {
  /** How far in it stands. A paragraph stands a little less far in than an item at its place: such items hang from it [O16]. */
  readonly indent: number
  readonly line: number
}

const paragraphIndent = (line: Line) => indentOf(line) - 0.5

const none = -1

/** What the next line may hang from: the items that are open, and the paragraph above a list or an enumeration [O6–O8, O16]. */
export class LeadIns {
  readonly #lines: readonly Line[]
  /** Outermost first. */
  #items: OpenItem[] = []
  /** The paragraph that a list, or an enumeration written as paragraphs, hangs from. */
  #lead = none
  /** Whether paragraphs that follow may be items of an enumeration. */
  #isEnumerating = false
  #lastParagraph = none

  constructor(lines: readonly Line[]) {
    this.#lines = lines
  }

  /** The lines that an item, or a further paragraph of one, hangs from, outermost first. */
  all(): readonly number[] {
    const items = this.#items.map(({ line }) => line)
    return this.#lead === none ? items : [this.#lead, ...items]
  }

  /** A heading ends every lead-in [O9]; where text follows on its line, that is the paragraph above what comes. */
  end(runIn?: number): void {
    this.#items = []
    this.#lead = none
    this.#isEnumerating = false
    this.#lastParagraph = runIn ?? none
  }

  /** Closes the items that an item is not indented under; a list that begins hangs from the paragraph above, where that opens one [O6]. */
  beforeItem(line: Line): void {
    this.#close(indentOf(line))
    if (this.#items.length > 0 || this.#lead !== none || this.#lastParagraph === none) return
    if (opensList(this.#lines[this.#lastParagraph]!)) this.#lead = this.#lastParagraph
  }

  addItem(line: Line, at: number): void {
    this.#items.push({ indent: indentOf(line), line: at })
  }

  /** Whether a paragraph is a further one of an open item; those it is not indented under are closed then [O7]. */
  isOfItem(line: Line): boolean {
    if (this.#items.length === 0 || indentOf(line) < 2) return false
    this.#close(paragraphIndent(line))
    return true
  }

  /** A further paragraph of an item that leads in what comes below [O16]; `end`: its last line. */
  addOfItem(line: Line, end: number): void {
    this.#items.push({ indent: paragraphIndent(line), line: end })
  }

  /** A paragraph of no item ends a list, and what leads in, where it is no item of an enumeration itself [O8]. */
  beforeParagraph(line: Line): void {
    const isBelowList = this.#items.length > 0 && this.#lastParagraph === this.#lead
    this.#items = []
    if (this.#isEnumerating && this.#lead !== none && this.#isEnumerated(line, isBelowList)) return
    this.#lead = none
    this.#isEnumerating = false
  }

  /** A paragraph of no item, that ends on line `end`; what an enumeration hangs from stays while it goes on [O8]. */
  afterParagraph(end: number, leads: boolean): void {
    if (leads && this.#lead === none) {
      this.#lead = end
      this.#isEnumerating = true
    }
    this.#lastParagraph = end
  }

  /** Whether a line has a number below that of the lead-in: "5.2.1" below "5.2" [O8]. */
  isNumberedBelow({ text }: Line): boolean {
    if (this.#lead === none || !this.#isEnumerating) return false
    const number = /^\s*(\d{1,3}(?:\.\d{1,3})*)\.?\s/.exec(this.#lines[this.#lead]!.text)?.[1]
    return number !== undefined && text.trimStart().startsWith(`${number}.`)
  }

  #isEnumerated(line: Line, isBelowList: boolean): boolean {
    const goesOn =
      this.#lastParagraph !== none &&
      !isBelowList &&
      (hangs(this.#lines[this.#lastParagraph]!) || actFirst.test(line.text))
    return goesOn || this.isNumberedBelow(line) || /^\s*[a-z(•]/.test(line.text)
  }

  #close(indent: number): void {
    while (this.#items.length > 0 && this.#items.at(-1)!.indent >= indent) this.#items.pop()
  }
}

/** Whether a paragraph without a colon still opens the list that follows it [O6]. */
function opensList(line: Line): boolean {
  const shape = shapeOf(line)
  if (shape.opensList === undefined) {
    const text = line.text.trim().replace(/[*_\s]+$/, '')
    shape.opensList =
      /:$/.test(text) ||
      !/[.!?;]["”)]?$/.test(text) ||
      /\b(?:following|below|these (?:things|rules|activities))\b[^.]*\.?$/i.test(text)
  }
  return shape.opensList
}

/** Whether a paragraph of an enumeration that is written as paragraphs is followed by another [O8]. */
function hangs(line: Line): boolean {
  const shape = shapeOf(line)
  if (shape.hangs === undefined) {
    const text = line.text.trim().replace(/[*_\s]+$/, '')
    shape.hangs = /[:;,]$/.test(text) || /[;,]\s*(?:and|or|and\/or)$/i.test(text)
  }
  return shape.hangs
}
