// @ts-check
/**
 * Every rule of a package's SPEC.md is quoted by a test of that package, or by a case under conformance/ that names the SPEC.
 *
 * A rule is defined where a line of SPEC.md opens with its id: `- **U1** …`, `| U1 | …`, `### U1`, and is not `(retired)`.
 * It is quoted by a title, `[U1] …` or `[U1, U2] …`, or by a table of tests with a cell that is the id alone.
 *
 *     node scripts/spec-coverage.js        lists what is missing, one per line; exit status 1 when something is
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'oxc-parser'

/** @typedef {import('../packages/rights/src/issue.ts').Issue} Issue */

const definition = /^\s*(?:[-*]\s+|\|\s*|#+\s+)?(?:\*\*|`)?([A-Z]{1,2}\d{1,3})(?:\*\*|`)?(?=[\s.:|)]|$)(.*)/
const quoted = /\[([A-Z]{1,2}\d{1,3}(?:,? [A-Z]{1,2}\d{1,3})*)\]/g
const alone = /^[A-Z]{1,2}\d{1,3}$/

/**
 * What keeps the rules under `root` from being proved.
 * @param {string} root folder that holds `packages/` and `conformance/`
 * @returns {Issue[]} codes: `rule-unquoted` (no test names it), `rule-twice` (an id defined again); sorted by place
 */
export function findUnquoted(root) {
  return readdirSync(join(root, 'packages'))
    .sort()
    .flatMap((name) => {
      const spec = join(root, 'packages', name, 'SPEC.md')
      return existsSync(spec) ? specIssues(root, spec, quotedBy(root, name)) : []
    })
}

/**
 * @param {string} root @param {string} spec @param {Set<string>} known ids that tests quote
 * @returns {Issue[]}
 */
function specIssues(root, spec, known) {
  /** @type {Issue[]} */
  const issues = []
  const at = relative(root, spec).replaceAll(sep, '/')
  const seen = new Set()
  for (const [index, text] of readFileSync(spec, 'utf8').split('\n').entries()) {
    const [, id, rest = ''] = definition.exec(text) ?? []
    if (!id) continue
    const line = index + 1
    if (seen.has(id)) {
      issues.push({
        code: 'rule-twice',
        at,
        line,
        message: `\`${id}\` is defined a second time`,
        hint: 'give it an id never used',
      })
    } else if (!known.has(id) && !rest.includes('(retired)')) {
      const hint = `open a test title with [${id}], or mark the rule (retired)`
      issues.push({ code: 'rule-unquoted', at, line, message: `no test quotes \`${id}\``, hint })
    }
    seen.add(id)
  }
  return issues
}

/**
 * @param {string} root @param {string} name folder of a package
 * @returns {Set<string>} ids that its tests and its conformance cases quote
 */
function quotedBy(root, name) {
  /** @type {Set<string>} */
  const ids = new Set()
  const base = join(root, 'packages', name)
  for (const file of filesUnder(base)) {
    if (file.endsWith('.test.ts')) for (const text of textsOf(file)) collect(text, ids)
  }
  const conformance = join(root, 'conformance')
  for (const file of existsSync(conformance) ? filesUnder(conformance) : []) {
    if (!file.endsWith('.json')) continue
    const { spec, cases = [] } = JSON.parse(readFileSync(file, 'utf8'))
    if (spec === `packages/${name}/SPEC.md`) for (const { title } of cases) collect(String(title), ids)
  }
  return ids
}

/** @param {string} text @param {Set<string>} ids */
function collect(text, ids) {
  if (alone.test(text)) ids.add(text)
  for (const [, list = ''] of text.matchAll(quoted)) for (const id of list.split(/,? /)) ids.add(id)
}

/**
 * The strings written in a file: literals and the fixed pieces of templates. A comment is not a test.
 * @param {string} file
 * @returns {string[]}
 */
function textsOf(file) {
  /** @type {string[]} */
  const texts = []
  const visit = (/** @type {unknown} */ node) => {
    if (Array.isArray(node)) for (const child of node) visit(child)
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return
    const { type, value } = /** @type {{ type?: string, value?: unknown }} */ (node)
    if (type === 'Literal' && typeof value === 'string') texts.push(value)
    if (type === 'TemplateElement') texts.push(String(/** @type {{ raw?: string }} */ (value)?.raw ?? ''))
    for (const child of Object.values(node)) visit(child)
  }
  visit(parseSync(file, readFileSync(file, 'utf8')).program)
  return texts
}

/** @param {string} folder @returns {string[]} paths, sorted */
function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (entry.name === 'node_modules' || entry.name === 'dist') return []
      const path = join(folder, entry.name)
      return entry.isDirectory() ? filesUnder(path) : [path]
    })
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const issues = findUnquoted(fileURLToPath(new URL('..', import.meta.url)))
  for (const { at, line, code, message, hint } of issues) console.log(`${at}:${line}  ${code}  ${message}: ${hint}`)
  if (issues.length > 0) process.exitCode = 1
}
