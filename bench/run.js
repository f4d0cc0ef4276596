// @ts-check
/**
 * Runs every benchmark in turn, each in a process of its own, and writes what they print to bench/results.md.
 *
 *     npm run bench               all of them, written
 *     npm run bench -- import     those named, printed only
 *
 * A benchmark is `bench/<topic>/run.js`. It prints Markdown on stdout (a `##` heading, what was done, a table) and
 * progress on stderr; it checks that answers agree before it times anything. `skipped: <reason>` as its only line says
 * why it could not run.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { cpus, release, totalmem, type } from 'node:os'
import { join, relative } from 'node:path'

const root = join(import.meta.dirname, '..')
const topics = readdirSync(import.meta.dirname).filter((name) => existsSync(join(import.meta.dirname, name, 'run.js')))
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !topics.includes(name))
if (unknown.length > 0) {
  console.error(`no benchmark named ${unknown.join(', ')}; there are ${topics.join(', ')}`)
  process.exit(2)
}

const sections = []
let failed = false
for (const topic of wanted.length > 0 ? wanted : topics) {
  const script = join(import.meta.dirname, topic, 'run.js')
  console.error(`bench/${topic} …`)
  const { status, stdout } = spawnSync(process.execPath, [script], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (status !== 0) {
    failed = true
    console.error(`${relative(root, script)} ended with status ${status}`)
    continue
  }
  const text = stdout.trim()
  sections.push(text.startsWith('## ') ? text : `## ${topic}\n\n${text}`)
  console.log(`${sections.at(-1)}\n`)
}

if (wanted.length === 0 && !failed) {
  const results = join(import.meta.dirname, 'results.md')
  writeFileSync(results, `${[title(), ...sections].join('\n\n')}\n`)
  console.error(`written to ${relative(root, results)}`)
}
if (failed) process.exitCode = 1

/** What was measured, where and when. */
function title() {
  const [cpu] = cpus()
  const git = (/** @type {string[]} */ ...words) => execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim()
  const dirty =
    git('status', '--porcelain', '--', 'packages', 'bench') === '' ? '' : ' with changes that are not committed'
  return `# Measured

Made by \`npm run bench\`; how each is taken stands in \`bench/<topic>/run.js\`. Medians, with the spread in brackets.

- ${new Date().toISOString().slice(0, 10)}, commit ${git('rev-parse', '--short', 'HEAD')}${dirty}
- ${cpu?.model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${type()} ${release()}, Node ${process.versions.node}, ${git('--version')}`
}
