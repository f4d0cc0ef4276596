import { denied } from './choice.ts'
import type { Line, Lines } from './line.ts'
import { plainOf } from './plain.ts'

/** "If you would like to object to", "you can opt out of": somebody is shown the way. */
const way =
  /\b(?:if you(?:'d| would)? (?:wish|want|like|prefer)|you (?:can|may|are able|are free|(?:also )?have (?:the|a) right)|(?:wish|want|would like)) (?:at any time )?(?:to )?(?:object(?: to)?|opt out of)\b/
/** What the objection is to, and for what: use of the user's own for AI. */
const toUse =
  /\b(?:object to|opt out of)\b[^.;]{0,200}?\b(?:us(?:e|ing)|process(?:ed|ing)|analy[sz]ing)\b[^.;]{0,20}\b(?:your|their|personal|user|customer)\b[^.;]{0,60}?\b(?:in the context of|in connection with|for|by|to (?:train|develop|improve|build))\b[^.;]{0,30}?(?:\bai\b|\bartificial intelligence\b|\bmachine learning\b|\b(?:to train|training|develop|improve) (?:our |the |its |new )?(?:models?|algorithms?)\b)/
/** Decisions made by a machine, advertising, and what others do, are uses of another kind. */
const other =
  /\bautomated (?:decision|individual)|\bdecision-making\b|\bprofil\w+|\badvertis\w+|\bads?\b|\bmarketing\b|\b(?:object to|opt out of) (?:our |the |any )?(?:\w+ )?(?:partners?|third part\w+|providers?|vendors?|others)\b|\bby (?:our |any )?(?:partners?|third part\w+|others)\b/
/** Longer sentences are lists of things. */
const longest = 1_000

const known = new WeakMap<Line, boolean>()

function letsObject(line: Line): boolean {
  let found = known.get(line)
  if (found === undefined) {
    found =
      /object|opt out/i.test(line.text) &&
      plainOf(line.text)
        .text.toLowerCase()
        .split(/(?<=[.!?])\s+/)
        .some(isObjection)
    known.set(line, found)
  }
  return found
}

function isObjection(sentence: string): boolean {
  if (sentence.length > longest || !way.test(sentence) || denied(sentence)) return false
  const use = toUse.exec(sentence)
  return use !== null && !other.test(sentence.slice(use.index, use.index + use[0].length + 40))
}

/** Whether a text anywhere lets its users object to the use of their data for AI, by that name. SPEC.md N46. */
export class Objections {
  readonly #lines: Lines
  #toTraining: boolean | undefined

  constructor(lines: Lines) {
    this.#lines = lines
  }

  toTraining(): boolean {
    this.#toTraining ??= this.#lines.lines.some(letsObject)
    return this.#toTraining
  }
}
