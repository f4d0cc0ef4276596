import type { SectionPath, SectionPaths, Turn } from '../outline.ts'
import type { Heading, Style } from './heading.ts'
import type { PseudoHeading } from './pseudo-heading.ts'

/** Headings of a path, the innermost [O5]. */
const mostHeadings = 8

/** Levels of headings that only look like one: all below Markdown's own [O3]. */
const rank: Readonly<Record<Style, number>> = {
  section: 7,
  roman: 8,
  upper: 9,
  number: 10,
  decimal: 11,
  deep: 12,
  lower: 13,
  bare: 14,
}
const isPseudo = ({ level }: Heading) => level >= rank.section

/** The headings that hold where a text has been read to, and where each section began. */
export class Sections {
  readonly turns: Turn[] = [{ line: 0, depth: 0 }]
  readonly #paths: SectionPaths
  readonly #open: Heading[] = []
  /** The path of the open headings; null when they have changed since. */
  #path: SectionPath | null = null

  constructor(paths: SectionPaths) {
    this.#paths = paths
  }

  path(): SectionPath {
    this.#path ??= this.#paths.path(this.#open)
    return this.#path
  }

  /** A heading of Markdown closes those of its level and below [O2]. */
  open(heading: Heading, line: number): void {
    while (this.#open.length > 0 && this.#open.at(-1)!.level >= heading.level) this.#open.pop()
    this.#push(heading, line)
  }

  /** Siblings share a style: a style already open is closed first, whatever its rank [O5]. */
  openPseudo({ label, style }: PseudoHeading, line: number): void {
    const open = this.#open
    const sibling = open.findIndex((heading) => isPseudo(heading) && heading.style === style)
    if (sibling !== -1) open.length = sibling
    this.#push({ label, level: rank[style], style }, line)
  }

  #push(heading: Heading, line: number): void {
    this.#open.push(heading)
    if (this.#open.length > mostHeadings) this.#open.shift()
    this.turns.push({ line, depth: this.#open.length })
    this.#path = null
  }
}
