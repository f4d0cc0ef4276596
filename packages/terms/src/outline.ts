import type { Lines } from './line.ts'
import { leadText } from './outline/lead-text.ts'
import { OutlineWalk } from './outline/walk.ts'

/** A paragraph or list item worth reading, with the words that govern it from outside. */
export interface Passage {
  /** Offset of the paragraph or item in the text. */
  readonly start: number
  readonly text: string
  /** Headings above it, outermost first, plain. */
  readonly path: readonly string[]
  /** Lead-ins it hangs from ("You may not:"), outermost first, plain. */
  readonly leads: readonly string[]
}

/** A passage as the lines it is made of. */
export interface PassageLines {
  readonly first: number
  readonly last: number
  readonly path: SectionPath
  /** Place of its section among the text's `turns`. */
  readonly turn: number
  /** Lines of the lead-ins, outermost first. */
  readonly leads: readonly number[]
}

/** A path of headings. Paths of one tree with equal headings are one object. */
export interface SectionPath {
  readonly id: number
  readonly headings: readonly string[]
  readonly below: Map<string, SectionPath>
}

/** Where a section begins: the line of its heading, and how many headings it is under. */
export interface Turn {
  readonly line: number
  readonly depth: number
}

/** What a text holds that may be worth reading, and its sections, in order. */
export interface Outline {
  readonly passages: readonly PassageLines[]
  readonly turns: readonly Turn[]
}

/** Paths a tree holds before it starts anew: bounds its memory. */
const mostPaths = 50_000

/** All paths met so far, found by their headings. */
export class SectionPaths {
  #top: SectionPath = { id: 0, headings: [], below: new Map() }
  #last = 0
  #since = 0

  path(headings: readonly { readonly label: string }[]): SectionPath {
    if (this.#last - this.#since > mostPaths) {
      this.#top = { id: ++this.#last, headings: [], below: new Map() }
      this.#since = this.#last
    }
    let path = this.#top
    for (const { label } of headings) {
      let next = path.below.get(label)
      if (next === undefined) {
        next = { id: ++this.#last, headings: [...path.headings, label], below: new Map() }
        path.below.set(label, next)
      }
      path = next
    }
    return path
  }
}

/** Finds the passages of a text that speak of training or collecting, each with its section path and lead-ins. SPEC.md O. */
export function outlineOf(lines: Lines, paths: SectionPaths): Outline {
  return new OutlineWalk(lines, paths).outline()
}

/** The passage with its words. */
export function passageAt({ lines, starts }: Lines, { first, last, path, leads }: PassageLines): Passage {
  let text = lines[first]!.text
  for (let at = first + 1; at <= last; at++) text += `\n${lines[at]!.text}`
  return { start: starts[first]!, text, path: path.headings, leads: leads.map((lead) => leadText(lines[lead]!)) }
}
