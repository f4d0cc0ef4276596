// @ts-check
/**
 * The cases of this folder, and what a reader gets wrong in them. Shared by the test and by `npm run conformance`.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { questions } from '@proviso/rights'

/** @typedef {import('@proviso/rights').PositionKind} PositionKind */
/** @typedef {import('@proviso/rights').StandingQuestion} StandingQuestion */
/** @typedef {{ id: string, file: string, text: string, positions: Partial<Record<StandingQuestion, PositionKind>>, quotes?: Partial<Record<StandingQuestion, string | string[]>>, why: string }} Case */
/** @typedef {{ id: string, question: StandingQuestion, expected: PositionKind, got: PositionKind }} Wrong */
/** @typedef {{ reader: string, wrong: readonly Wrong[] }} Scoreboard `reader`: version of the reader that was scored. */

/**
 * Every case, in the order of the files and within them. A file of cases is a JSON array; other JSON here is none.
 * @returns {Case[]}
 */
export function readingCases() {
  return readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.json') && file !== 'scoreboard.json')
    .sort()
    .flatMap((file) => {
      /** @type {Omit<Case, 'file'>[]} */
      const cases = JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8'))
      return cases.map((one) => ({ ...one, file }))
    })
}

/** @returns {Scoreboard} what the reader is known to get wrong */
export function readScoreboard() {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'scoreboard.json'), 'utf8'))
}

/**
 * What a reader gets wrong in one case; a question the case does not list is silent.
 * @param {Case} one
 * @param {(text: string) => import('@proviso/terms').Reading} read
 * @returns {Wrong[]}
 */
export function wrongIn({ id, text, positions }, read) {
  const reading = read(text)
  return questions.flatMap((question) => {
    const expected = positions[question] ?? 'silent'
    const got = reading.positions[question].position
    return expected === got ? [] : [{ id, question, expected, got }]
  })
}
