// @ts-check
/**
 * Does what a stranger does: clones the last commit into an empty folder, runs the examples of README.md there and
 * compares what they print, then the tests, with nothing beside the clone.
 *
 *     node scripts/stranger.js [--report FILE]        exit status 1 when something is not as README.md says
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { findExamples, findUnkept } from './example.js'

const { values: options } = parseArgs({ options: { report: { type: 'string' } } })
const scratch = mkdtempSync(join(tmpdir(), 'proviso-stranger-'))
const clone = join(scratch, 'proviso')
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1))

execFileSync('git', ['clone', '--quiet', '--no-hardlinks', resolve(import.meta.dirname, '..'), clone], {
  stdio: 'inherit',
})

let passed = 0
let failed = 0
/**
 * @param {string} what
 * @param {string | null} problem
 */
function tell(what, problem) {
  console.log(problem === null ? `  ok      ${what}` : `  NOT OK  ${what}\n${problem.replace(/^/gm, '          ')}`)
  if (problem === null) passed++
  else failed++
}

/** @param {string} command */
function run(command) {
  /** @type {NodeJS.ProcessEnv} */
  const environment = { ...process.env, NO_COLOR: '1', LC_ALL: 'C.UTF-8' }
  // What this machine's owner has set up is not the stranger's.
  for (const name of ['PROVISO_HOME', 'PROVISO_NOW', 'FORCE_COLOR', 'NODE_PATH', 'NODE_OPTIONS'])
    delete environment[name]
  return spawnSync('bash', ['-c', command], { cwd: clone, env: environment, encoding: 'utf8', maxBuffer: 2 ** 28 })
}

const examples = findExamples(readFileSync(join(clone, 'README.md'), 'utf8'))
if (examples.length === 0) tell('README.md', 'it shows no command')
for (const { command, output, line } of examples) {
  const { status, stdout, stderr } = run(command)
  const unkept = findUnkept(output, stdout)
  const problem =
    status !== 0
      ? `exit status ${status}\n${stdout.slice(-2000)}${stderr.slice(-2000)}`
      : unkept !== null
        ? `does not print: ${unkept}\nprints:\n${stdout.slice(0, 4000)}`
        : null
  tell(`README.md:${line}  ${command}`, problem)
}

const tests = run('npm test')
tell('npm test, with nothing beside the clone', tests.status === 0 ? null : (tests.stdout + tests.stderr).slice(-4000))

const left = execFileSync('git', ['-C', clone, 'status', '--porcelain'], { encoding: 'utf8' })
tell('the clone is as it was', left === '' ? null : left)

if (options.report) writeFileSync(options.report, JSON.stringify({ passed, failed }))
if (failed > 0) process.exitCode = 1
