import { allMatches } from '../all-matches.ts'
import { remembering } from '../remembering.ts'
import { setAsideSubordinates } from './subordinate.ts'

/** A word or a mark of plain, lower-case text. */
export interface Token {
  readonly word: string
  readonly from: number
  readonly to: number
  /** It stands in an exception, a condition or a relative clause: it rules nothing outside, and nothing outside rules it. */
  subordinate: boolean
}

/** The words and marks of a text, those of its subordinate clauses marked as such. */
const tokensOf = remembering(tokensIn, 100)

const wordOrMark = /[a-z0-9][\w'-]*(?:\.\w+)*|[.,;:()!?|"]/g

function tokensIn(text: string): readonly Token[] {
  const tokens: Token[] = []
  for (const match of allMatches(text, wordOrMark)) {
    tokens.push({ word: match[0], from: match.index, to: match.index + match[0].length, subordinate: false })
  }
  setAsideSubordinates(tokens)
  return tokens
}

/** A text with its subordinate clauses blanked. */
export const mainClausesOf = remembering((text) => {
  let main = text
  for (const { subordinate, from, to } of tokensOf(text))
    if (subordinate) main = `${main.slice(0, from)}${' '.repeat(to - from)}${main.slice(to)}`
  return main
}, 1_000)

/** A text as the words of its main clauses, asked for by their number. */
export class Words {
  readonly text: string
  readonly tokens: readonly Token[]

  constructor(text: string) {
    this.text = text
    this.tokens = tokensOf(text)
  }

  get count(): number {
    return this.tokens.length
  }

  /** The word at a place; empty before the first, after the last and in a subordinate clause. */
  at(index: number): string {
    const token = this.tokens[index]
    return token === undefined || token.subordinate ? '' : token.word
  }

  isSubordinate(index: number): boolean {
    return this.tokens[index]?.subordinate === true
  }

  /** The first place from `start` to `end` whose word is `sought`; where none is, or a `stop` comes first, the place looking ended at. */
  seek(start: number, end: number, sought: (word: string) => boolean, stop = endOfClause): number {
    let at = start
    while (at < this.count && at < end && !sought(this.at(at)) && !stop.test(this.at(at))) at++
    return at
  }
}

const endOfClause = /^[.;:]$/
