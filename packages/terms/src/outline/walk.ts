import { type Line, LineFlag, type Lines } from '../line.ts'
import type { Outline, PassageLines, SectionPaths } from '../outline.ts'
import { type Heading, headingOf } from './heading.ts'
import { LeadIns } from './lead-ins.ts'
import { Paragraphs } from './paragraphs.ts'
import { type PseudoHeading, pseudoOf } from './pseudo-heading.ts'
import { Sections } from './sections.ts'

const none = -1

/** Longer headings can be sentences [O10]. */
const longHeading = 60

/** Above its rows, a longer row is no head of a table [O13]. */
const longHead = 200

/** One pass over the lines of a text; only headings, lead-ins and what is worth reading are looked at. */
export class OutlineWalk {
  readonly #lines: readonly Line[]
  readonly #count: number
  readonly #sections: Sections
  readonly #paragraphs: Paragraphs
  readonly #leadIns: LeadIns
  readonly #passages: PassageLines[] = []
  /** The first row of a table. */
  #tableHead = none
  /** A heading or line asked about training: what comes next answers, whatever words it holds [O15]. */
  #isAsked = false

  constructor(lines: Lines, paths: SectionPaths) {
    this.#lines = lines.lines
    this.#count = lines.count
    this.#sections = new Sections(paths)
    this.#paragraphs = new Paragraphs(lines)
    this.#leadIns = new LeadIns(lines.lines)
  }

  outline(): Outline {
    for (let at = 0; at < this.#count; at = this.#read(at) + 1);
    return { passages: this.#passages, turns: this.#sections.turns }
  }

  /** Reads what begins on a line; returns the last line of it. */
  #read(at: number): number {
    const line = this.#lines[at]!
    if (line.flags & (LineFlag.blank | LineFlag.underline)) return at
    if (line.flags & LineFlag.atx || this.#isUnderlined(at)) return this.#readHeading(line, at)
    return line.flags & LineFlag.item ? this.#readItem(line, at) : this.#readParagraph(line, at)
  }

  #isUnderlined(at: number): boolean {
    return (this.#flags(at + 1) & LineFlag.underline) !== 0 && !(this.#flags(at) & LineFlag.table)
  }

  /** A heading of Markdown [O2]; it can be a passage itself [O10]. */
  #readHeading(line: Line, at: number): number {
    const heading = line.flags & LineFlag.atx ? headingOf(line) : this.#underlinedHeading(line, at)
    if (heading.label !== '') {
      this.#sections.open(heading, at)
      this.#isAsked = asks(line)
    }
    this.#leadIns.end()
    if (line.flags & LineFlag.concerns && heading.label.length > longHeading) this.#add(at, at, [])
    return at
  }

  #underlinedHeading(line: Line, at: number): Heading {
    return { ...headingOf(line), level: this.#lines[at + 1]!.text.trim()[0] === '=' ? 1 : 2 }
  }

  #openPseudo(title: PseudoHeading, at: number): void {
    this.#sections.openPseudo(title, at)
    this.#leadIns.end(title.runIn ? at : undefined)
  }

  /** An item, with the lines that go on with it [O6]. */
  #readItem(line: Line, at: number): number {
    const title = this.#titleOfItem(line, at)
    if (title !== null) return this.#readTitledItem(title, line, at)
    const end = this.#paragraphs.end(at)
    this.#leadIns.beforeItem(line)
    if (this.#isWorthReading(at, end)) this.#add(at, end, this.#leadIns.all())
    this.#leadIns.addItem(line, at)
    this.#isAsked = false
    return end
  }

  /** A number can be a heading's; a bullet, a number in a list of lines, or one below a lead-in's own is none [O3, O8, O14]. */
  #titleOfItem(line: Line, at: number): PseudoHeading | null {
    const title = line.flags & LineFlag.titled ? pseudoOf(line) : null
    const isItem = this.#isTight(line, at) || this.#leadIns.isNumberedBelow(line) || /^\s*[-*+•]\s/.test(line.text)
    return isItem ? null : title
  }

  /** Numbered lines one right under the other are a list, whatever they look like; a bold title after the number is none [O14]. */
  #isTight({ text }: Line, at: number): boolean {
    const isBesideItem = ((this.#flags(at - 1) | this.#flags(at + 1)) & LineFlag.item) !== 0
    return isBesideItem && !/^\s*\S{1,6}\s+(?:\*\*|__)/.test(text)
  }

  /** A numbered heading, and the text that may follow it on its line [O4]. */
  #readTitledItem(title: PseudoHeading, { flags }: Line, at: number): number {
    this.#openPseudo(title, at)
    if (!title.runIn) return at
    if (flags & LineFlag.concerns) this.#add(at, this.#paragraphs.end(at), [])
    this.#leadIns.afterParagraph(at, (flags & LineFlag.leads) !== 0)
    // the lines below that go on with the text are read for themselves as well
    return at
  }

  /** A paragraph, a line that only looks like a heading [O3], both on one line [O4], or a row of a table [O13]. */
  #readParagraph(line: Line, at: number): number {
    const isRow = (line.flags & LineFlag.table) !== 0
    const isTitle = (line.flags & LineFlag.titled) !== 0 && !isRow && !this.#leadIns.isNumberedBelow(line)
    const title = isTitle ? pseudoOf(line) : null
    if (title !== null) {
      this.#openPseudo(title, at)
      if (!title.runIn) {
        this.#isAsked = asks(line)
        return at
      }
    }
    const end = isRow ? at : this.#paragraphs.end(at)
    const isWorthReading = this.#isWorthReading(at, end) || (isRow && this.#isHeadWorthReading())
    const leads = (this.#flags(end) & LineFlag.leads) !== 0
    this.#isAsked = end === at && asks(line)
    if (this.#leadIns.isOfItem(line)) {
      if (isWorthReading) this.#add(at, end, this.#leadIns.all())
      if (leads) this.#leadIns.addOfItem(line, end)
      return end
    }
    this.#leadIns.beforeParagraph(line)
    this.#tableHead = isRow ? this.#headOfRow(line, at) : none
    const isBelowHead = this.#tableHead !== none && this.#tableHead !== at
    if (isWorthReading) this.#add(at, end, isBelowHead ? [this.#tableHead] : this.#leadIns.all())
    this.#leadIns.afterParagraph(end, leads)
    return end
  }

  /** A table's rows hang from its first one [O13]. */
  #headOfRow({ text }: Line, at: number): number {
    if (this.#flags(at - 1) & LineFlag.table) return this.#tableHead
    return text.length < longHead ? at : none
  }

  /** Whether the head of a table speaks of training: then each row is read [O15]. */
  #isHeadWorthReading(): boolean {
    return (this.#flags(this.#tableHead) & LineFlag.concerns) !== 0
  }

  /** Whether any line speaks of training or collecting [O10], or the line before asked [O15]. */
  #isWorthReading(first: number, last: number): boolean {
    for (let at = first; at <= last; at++) if (this.#flags(at) & LineFlag.concerns) return true
    return this.#isAsked
  }

  #add(first: number, last: number, leads: readonly number[]): void {
    const { turns } = this.#sections
    this.#passages.push({ first, last, path: this.#sections.path(), leads, turn: turns.length - 1 })
  }

  /** The flags of a line; beside the text there are none. */
  #flags(at: number): number {
    return at >= 0 && at < this.#count ? this.#lines[at]!.flags : 0
  }
}

/** Whether a line is a question on training [O15]. */
function asks({ text, flags }: Line): boolean {
  return (flags & LineFlag.concerns) !== 0 && text.length < 300 && /\?[\s*_#"”')]*$/.test(text)
}
