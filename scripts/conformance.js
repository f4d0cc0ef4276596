// @ts-check
/**
 * Scores the reader on `conformance/reading` and writes what it gets wrong to `scoreboard.json`, the counts to its README.
 *
 *     npm run conformance          writes both, prints the counts and what is newly wrong or newly right
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { questions } from '@proviso/rights'
import { read, readerVersion } from '@proviso/terms'
import { readingCases, readScoreboard, wrongIn } from '../conformance/reading/cases.js'

/** @typedef {import('../conformance/reading/cases.js').Case} Case */
/** @typedef {import('../conformance/reading/cases.js').Wrong} Wrong */

const folder = join(import.meta.dirname, '../conformance/reading')
const cases = readingCases()
const wrong = cases.flatMap((one) => wrongIn(one, read))
const before = knownBefore()

const scoreboard = { reader: readerVersion, wrong }
writeFileSync(join(folder, 'scoreboard.json'), `${JSON.stringify(scoreboard, null, 2)}\n`)

const counts = countsOf(cases, wrong)
const readme = join(folder, 'README.md')
const marked = /(<!-- counts -->\n)[\s\S]*?(\n<!-- end of counts -->)/
writeFileSync(
  readme,
  readFileSync(readme, 'utf8').replace(marked, (_, open, shut) => `${open}\n${counts}\n${shut}`),
)

console.log(counts)
const lacking = (/** @type {readonly Wrong[]} */ from, /** @type {readonly Wrong[]} */ among) =>
  from.filter(({ id, question }) => !among.some((other) => other.id === id && other.question === question))
for (const { id, question, expected, got } of lacking(wrong, before))
  console.log(`newly wrong  ${id}  ${question}: ${got}, expected ${expected}`)
for (const { id, question, expected } of lacking(before, wrong))
  console.log(`newly right  ${id}  ${question}: ${expected}`)

/** @returns {readonly Wrong[]} what the scoreboard listed until now; nothing where there is none */
function knownBefore() {
  try {
    return readScoreboard().wrong
  } catch {
    return []
  }
}

/**
 * The counts as Markdown: by file, and by question.
 * @param {readonly Case[]} cases
 * @param {readonly Wrong[]} wrong
 * @returns {string}
 */
function countsOf(cases, wrong) {
  const failed = new Set(wrong.map(({ id }) => id))
  const row = (/** @type {string} */ name, /** @type {readonly Case[]} */ among) => {
    const right = among.filter(({ id }) => !failed.has(id)).length
    return `| ${name} | ${among.length} | ${right} | ${percent(right, among.length)} |`
  }
  const files = [...new Set(cases.map(({ file }) => file))]
  const byQuestion = questions.map((question) => {
    const said = cases.filter(({ positions }) => (positions[question] ?? 'silent') !== 'silent')
    const here = wrong.filter((one) => one.question === question)
    const missed = here.filter(({ expected }) => expected !== 'silent').length
    const made = here.length - missed
    return `| \`${question}\` | ${said.length} | ${said.length - missed} | ${cases.length - said.length} | ${cases.length - said.length - made} |`
  })
  return [
    '| file | cases | all five answers right | |',
    '|---|---:|---:|---:|',
    ...files.map((name) =>
      row(
        `\`${name}\``,
        cases.filter(({ file }) => file === name),
      ),
    ),
    row('together', cases),
    '',
    '| question | not silent | right | silent | right |',
    '|---|---:|---:|---:|---:|',
    ...byQuestion,
  ].join('\n')
}

/** @param {number} part @param {number} whole */
function percent(part, whole) {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`
}
