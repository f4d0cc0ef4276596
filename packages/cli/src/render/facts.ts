import type { Look } from './look.ts'
import { wrap } from './wrap.ts'

/** Short facts in a row, a dot between them; lines break between facts and not within one. */
export function factsText(facts: readonly string[], look: Look): string {
  return facts.map((fact) => fact.replaceAll(' ', '\u00a0')).join(`\u00a0${look.marks.dot} `)
}

/** Wraps a text that holds `factsText`. */
export function wrapFacts(text: string, look: Look, first: string, rest = first): string[] {
  return wrap(text, look.width, first, rest).map((line) => line.replaceAll('\u00a0', ' '))
}
