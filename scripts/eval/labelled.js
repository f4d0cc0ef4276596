// @ts-check
/**
 * Labelled texts: `../shared/gold/positions.jsonl` (set `gold`, for development) and our own under `scripts/eval/labels/`,
 * the part the reader was tuned on (`tune`) and the part set aside (`aside`).
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { questions } from '@proviso/rights'
import { bundleCommits, openBundle, readObjects } from './bundle.js'
import { locate, squeeze } from './locate.js'
import { shared } from './shared.js'

/**
 * @typedef {typeof questions[number]} Question
 * @typedef {import('@proviso/rights').PositionKind} PositionKind
 * @typedef {{ position: PositionKind, spans: [number, number][] }} Label spans: UTF-16 offsets of the labelled words
 * @typedef {{ set: string, id: string, text: string, truncated: boolean, labels: Partial<Record<Question, Label>> }} Item
 * A text with its labels; a question without a label is not scored, nor is silence where the labeller saw it `truncated`.
 */

/**
 * The labelled texts that are at hand, in sets.
 * @returns {Item[]} empty when `../shared` is absent
 */
export function loadItems() {
  if (!shared('archives')) return []
  return [...loadGold(), ...loadOwn()]
}

/** @returns {Item[]} */
function loadGold() {
  const file = shared('gold', 'positions.jsonl')
  if (!file) return []
  return withTexts(
    parseLines(file),
    (row) => `${bundleCommits(row.collection).get(row.original_commit)}:${row.service}/${row.terms}.md`,
    (row, text) => {
      const squeezed = squeeze(text)
      return {
        set: 'gold',
        truncated: row.truncated,
        labels: Object.fromEntries(
          questions.map((question) => {
            const { position, quotes } = row.positions[question]
            return [question, { position, spans: quotes.flatMap((/** @type {string} */ one) => locate(squeezed, one)) }]
          }),
        ),
      }
    },
  )
}

/** @returns {Item[]} */
function loadOwn() {
  const folder = join(import.meta.dirname, 'labels')
  if (!existsSync(folder)) return []
  const files = readdirSync(folder).filter((file) => file.endsWith('.jsonl'))
  return files.sort().flatMap((file) =>
    withTexts(
      parseLines(join(folder, file)),
      (row) => row.blob,
      (row) => ({
        set: row.set,
        truncated: false,
        labels: Object.fromEntries(
          questions.flatMap((question, index) => {
            const letter = 'ABCDE'.charAt(index)
            const { position = 'silent', spans = [] } = row.positions[letter] ?? {}
            return row.unsure?.includes(letter) ? [] : [[question, { position, spans }]]
          }),
        ),
      }),
    ),
  )
}

/**
 * @param {any[]} rows
 * @param {(row: any) => string} objectOf
 * @param {(row: any, text: string) => Omit<Item, 'id' | 'text'>} labelsOf
 * @returns {Item[]}
 */
function withTexts(rows, objectOf, labelsOf) {
  return [...new Set(rows.map((row) => row.collection))].sort().flatMap((collection) => {
    const own = rows.filter((row) => row.collection === collection)
    const contents = readObjects(openBundle(collection), own.map(objectOf))
    return own.map((row, index) => {
      const id = `${collection} ${row.service}/${row.terms} ${(row.blob ?? row.original_commit).slice(0, 8)}`
      const content = contents[index]
      if (!content) throw new Error(`${id} is labelled but not in the bundle`)
      const text = content.toString('utf8')
      return { id, text, ...labelsOf(row, text) }
    })
  })
}

/** @param {string} file */
function parseLines(file) {
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line))
}
