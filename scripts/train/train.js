// @ts-check
/**
 * Teaches the reader's encoder on labelled clauses and writes `packages/terms/weights/encoder.js`, then its glance on what the encoder
 * hears and writes `glance.js` beside it.
 *
 *     npm run train                 writes both: half an hour on one core, in an environment of Python of its own
 *     npm run train -- --glance     writes the glance of the encoder at hand: ten minutes on one core
 *     npm run train -- --check      exit status 1 when the weights at hand were learned from other labels, or in another way
 *
 * Needs the bundles in `../shared/archives` for the words of labelled clauses, Python 3.11 and its package index.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readingCases } from '../../conformance/reading/cases.js'
import { loadItems } from '../eval/labelled.js'
import { shared } from '../eval/shared.js'
import { archiveExamples, ownExamples, tells, textExamples } from './examples.js'
import { writeGlimpses } from './glance.js'
import { glimpsed } from './glimpsed.js'
import { heldOut, setAside } from './held-out.js'

const root = join(import.meta.dirname, '../..')
const file = join(root, 'packages/terms/weights/encoder.js')
const glanceFile = join(root, 'packages/terms/weights/glance.js')
const work = join(root, 'node_modules/.cache/proviso-train')

if (!shared('archives')) {
  console.log('training: skipped, no archives in ../shared')
} else if (process.argv.includes('--glance')) {
  await writeGlance()
} else {
  const real = [...archiveExamples(), ...textExamples()]
  // what real documents say counts twice: there is less of it
  const examples = [...ownExamples(), ...real, ...real.filter(tells)]
  if (process.argv.includes('--check')) {
    if (readFileSync(file, 'utf8').includes(taught()))
      console.log(`the weights were learned from the labels at hand: ${examples.length} clauses`)
    else {
      console.log('the weights were learned from other labels, or in another way: npm run train')
      process.exitCode = 1
    }
    if (!readFileSync(glanceFile, 'utf8').includes(glimpsed())) {
      console.log('the glance was learned from another encoder, or in another way: npm run train -- --glance')
      process.exitCode = 1
    }
  } else {
    mkdirSync(work, { recursive: true })
    writeFileSync(join(work, 'examples.jsonl'), examples.map((example) => `${JSON.stringify(example)}\n`).join(''))
    execFileSync(
      python(),
      [join(import.meta.dirname, 'encoder.py'), join(work, 'examples.jsonl'), join(work, 'written.json')],
      { stdio: 'inherit' },
    )
    const { shape, pieces, signs, data } = JSON.parse(readFileSync(join(work, 'written.json'), 'utf8'))
    const text = [
      '/** What was learned, written by `npm run train`. `from`: SHA-256 of the labels and of the way they are learned. */',
      'export const written = {',
      `  from: '${taught()}',`,
      `  shape: ${JSON.stringify(shape)},`,
      `  pieces: ${JSON.stringify(pieces)},`,
      `  signs: ${JSON.stringify(signs)},`,
      `  data: ${JSON.stringify(data)},`,
      '}',
      '',
    ].join('\n')
    writeFileSync(file, text)
    console.log(`wrote ${examples.length} clauses' worth: ${Math.round(text.length / 1024)} KB`)
    await writeGlance()
  }
}

/** Teaches a glance what the encoder at hand hears, and writes it. */
async function writeGlance() {
  mkdirSync(work, { recursive: true })
  const encoder = join(work, 'encoder.json')
  const clauses = join(work, 'glimpses.jsonl')
  const seen = join(work, 'glimpses.bin')
  const learned = join(work, 'glance.json')
  const { written } = await import(file)
  writeFileSync(encoder, JSON.stringify(written))
  const count = await writeGlimpses(clauses, seen)
  execFileSync(python(), [join(import.meta.dirname, 'glance.py'), encoder, clauses, seen, learned], {
    stdio: 'inherit',
  })
  const { shape, data } = JSON.parse(readFileSync(learned, 'utf8'))
  const text = [
    '/** What was learned, written by `npm run train -- --glance`. `from`: SHA-256 of the encoder and of the way its glance is learned. */',
    'export const glance = {',
    `  from: '${glimpsed()}',`,
    `  shape: ${JSON.stringify(shape)},`,
    `  data: ${JSON.stringify(data)},`,
    '}',
    '',
  ].join('\n')
  writeFileSync(glanceFile, text)
  console.log(`wrote a glance at ${count} clauses: ${Math.round(text.length / 1024)} KB`)
}

/** A digest of the labelled texts and of the learner. How the reader cuts texts into clauses may change without learning anew. */
function taught() {
  const digest = createHash('sha256')
  // in whatever files and order the cases stand
  const cases = readingCases()
    .filter(({ file }) => !heldOut.includes(file))
    .map(({ id, text, positions, quotes }) =>
      createHash('sha256')
        .update(JSON.stringify([id, text, positions, quotes]))
        .digest('hex'),
    )
  for (const one of cases.sort()) digest.update(one)
  for (const { set, id, labels } of loadItems()) if (!setAside.has(set)) digest.update(JSON.stringify([id, labels]))
  for (const name of ['../eval/labels/clauses.tsv', 'encoder.py', 'weights.py', 'requirements.txt'])
    digest.update(readFileSync(join(import.meta.dirname, name), 'utf8'))
  return digest.digest('hex')
}

/** An interpreter with what the learner needs. */
function python() {
  const environment = join(work, 'python')
  const interpreter = join(environment, 'bin/python')
  if (!existsSync(interpreter)) execFileSync('python3', ['-m', 'venv', environment], { stdio: 'inherit' })
  const requirements = join(import.meta.dirname, 'requirements.txt')
  execFileSync(interpreter, ['-m', 'pip', 'install', '--quiet', '-r', requirements], { stdio: 'inherit' })
  return interpreter
}
