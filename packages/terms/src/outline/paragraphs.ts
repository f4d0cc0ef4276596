import { type Line, LineFlag, type Lines } from '../line.ts'
import { looksTitled } from './pseudo-heading.ts'
import { shapeOf } from './shape.ts'

/** Begin something of their own, wherever they stand. */
const others = LineFlag.underline | LineFlag.atx | LineFlag.item | LineFlag.table

/** Where the paragraphs of a text end. */
export class Paragraphs {
  readonly #lines: readonly Line[]
  readonly #count: number
  /** Whether the text is print whose every line became a paragraph [O17]. */
  readonly #isSpaced: boolean

  constructor({ lines, count }: Lines) {
    this.#lines = lines
    this.#count = count
    this.#isSpaced = this.#goOnBelowOften()
  }

  /** The last line of a paragraph, or an item: it runs on until a blank line, an item, a heading or a table. */
  end(first: number): number {
    let last = first
    while (last + 1 < this.#count) {
      if (this.#isSpaced && this.#goesOnBelow(last)) {
        last = this.#nextShown(last)
        continue
      }
      if (this.#flags(last + 1) & (LineFlag.blank | others) || this.#isUnderlined(last + 1)) break
      if (this.#isBrokenOff(last)) break
      last++
    }
    return last
  }

  /** A line broken off by hand, and the next one leads in something new [O16]. */
  #isBrokenOff(at: number): boolean {
    return (
      (this.#flags(at + 1) & LineFlag.leads) !== 0 &&
      this.#lines[at]!.text.endsWith('  ') &&
      !/^\s/.test(this.#lines[at + 1]!.text)
    )
  }

  /** Whether sentences of the text go on below blank lines again and again. */
  #goOnBelowOften(): boolean {
    let paragraphs = 0
    let broken = 0
    for (let at = 0; at + 1 < this.#count; at++) {
      if (this.#flags(at) & LineFlag.blank || !(this.#flags(at + 1) & LineFlag.blank)) continue
      paragraphs++
      if (this.#goesOnBelow(at) && /^\s*[a-z]/.test(this.#lines[this.#nextShown(at)]!.text)) broken++
    }
    return broken > 15 && broken * 8 > paragraphs
  }

  /** Whether a line of prose breaks off before a blank line, below which prose goes on. */
  #goesOnBelow(at: number): boolean {
    const next = this.#nextShown(at)
    if (next <= at + 1 || next === this.#count || !breaksOff(this.#lines[at]!)) return false
    return !(this.#flags(next) & others) && !looksTitled(this.#lines[next]!) && !this.#isUnderlined(next)
  }

  /** The first line below one that is not blank. */
  #nextShown(at: number): number {
    let next = at + 1
    while (next < this.#count && this.#flags(next) & LineFlag.blank) next++
    return next
  }

  #isUnderlined(at: number): boolean {
    return at + 1 < this.#count && (this.#flags(at + 1) & LineFlag.underline) !== 0
  }

  #flags(at: number): number {
    return this.#lines[at]!.flags
  }
}

/** A line as long as those of print that ends inside a sentence [O17]. */
function breaksOff(line: Line): boolean {
  if (line.text.length < 40 || line.text.length > 160) return false
  const shape = shapeOf(line)
  shape.breaksOff ??= !(line.flags & LineFlag.table) && !looksTitled(line) && /[\p{L}\d,)’'-]\s*$/u.test(line.text)
  return shape.breaksOff
}
