// @ts-check
/**
 * Moves of positions, found in the archives and labelled by hand: recall and precision per question.
 *
 * A labelled move is found when the history of that document shows the same question in the same position within ten days:
 * of a record that first showed it in a collection, or of the day it came into force, because a page that announces a text
 * is labelled when the text stands alone. Labels know no technical records: what those revealed is shown in the history and
 * is no change of the terms, so it counts as found (`recall`); `recallOfChanges` leaves it out. Precision counts changes of
 * labelled documents in the days the labels cover. Moves between kinds of condition under one position are not labelled
 * and not counted.
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { createRegistry, readServiceFacts } from '../../packages/archive/dist/registry.js'
import { shared } from './shared.js'

/** Days a found move may lie from the labelled one. */
const tolerance = 10

/** @param {string} a @param {string} b */
const daysApart = (a, b) => Math.abs(Date.parse(a.slice(0, 10)) - Date.parse(b.slice(0, 10))) / 86_400_000

/**
 * @typedef {{ collection: string, service: string, terms: string, state: number, recorded: string,
 *   positions: Record<string, string>, moved: string[], why: string }} Labelled
 * @typedef {{ service: string, terms: string, question: string, position: string, recorded: string, inForce?: string,
 *   also?: readonly string[], technical?: boolean, about?: string }} Move
 * `also`: days of the first sightings in other collections; `technical`: shown by a technical record, no change
 * @typedef {{ question: string, labelled: number, recalled: number, changed: number, found: number, right: number }} Tally
 */

/**
 * Compares found moves with labelled states.
 * @param {readonly Labelled[]} states
 * @param {readonly Move[]} found
 * @param {(service: string) => string} canonical folds names that are one service's
 * @returns {{ tallies: Tally[], missed: Move[], spurious: Move[] }} one tally per question, then one for all
 */
export function compareHistories(states, found, canonical) {
  /** @param {{ service: string, terms: string }} of */
  const documentOf = ({ service, terms }) => `${canonical(service)} · ${terms}`
  /** @type {Map<string, { from: string, to: string }[]>} */
  const covered = new Map()
  for (const list of groupBy(states).values()) {
    const days = list.map(({ recorded }) => recorded).sort()
    const document = documentOf(/** @type {Labelled} */ (list[0]))
    const spans = covered.get(document) ?? []
    spans.push({ from: String(days[0]), to: String(days.at(-1)) })
    covered.set(document, spans)
  }
  const labelled = states.flatMap((state) =>
    state.moved.map((question) => ({
      service: canonical(state.service),
      terms: state.terms,
      question,
      position: String(state.positions[question]),
      recorded: state.recorded,
      about: `${state.collection}: ${state.why}`,
    })),
  )
  /** @param {Move} a @param {Move} b */
  const same = (a, b) =>
    documentOf(a) === documentOf(b) &&
    a.question === b.question &&
    a.position === b.position &&
    [b.recorded, ...(b.also ?? []), ...(b.inForce === undefined ? [] : [b.inForce])].some(
      (day) => daysApart(a.recorded, day) <= tolerance,
    )
  const changes = found.filter(({ technical }) => technical !== true)
  const relevant = changes.filter((move) =>
    (covered.get(documentOf(move)) ?? []).some(
      ({ from, to }) => move.recorded.slice(0, 10) >= from && move.recorded.slice(0, 10) <= to,
    ),
  )
  const missed = labelled.filter((move) => !found.some((other) => same(move, other)))
  const spurious = relevant.filter((move) => !labelled.some((other) => same(other, move)))
  const changed = labelled.filter((move) => changes.some((other) => same(move, other)))
  const questions = [...new Set([...labelled, ...relevant].map(({ question }) => question))].sort()
  const tallies = [...questions, 'all'].map((question) => {
    /** @param {readonly Move[]} moves */
    const count = (moves) => moves.filter((move) => question === 'all' || move.question === question).length
    return {
      question,
      labelled: count(labelled),
      recalled: count(labelled) - count(missed),
      changed: count(changed),
      found: count(relevant),
      right: count(relevant) - count(spurious),
    }
  })
  return { tallies, missed, spurious }
}

/** @param {readonly Labelled[]} states */
function groupBy(states) {
  /** @type {Map<string, Labelled[]>} */
  const groups = new Map()
  for (const state of states) {
    const key = `${state.collection}\0${state.service}\0${state.terms}`
    groups.set(key, [...(groups.get(key) ?? []), state])
  }
  return groups
}

/** @param {number} part @param {number} whole */
const share = (part, whole) => (whole === 0 ? 1 : part / whole)

/**
 * Builds (or takes from `rulebook`) the rulebook of the five bundles and compares its moves with the labels.
 * @param {{ errors: boolean, rulebook?: string }} options
 * @returns {Promise<{ skipped?: string, measures: Record<string, number>, text: string, results: unknown }>}
 */
export async function evaluate({ errors, rulebook }) {
  const gold = shared('gold', 'histories.jsonl')
  const archives = shared('archives')
  if (!gold || !archives) {
    return { skipped: '../shared/gold or ../shared/archives is absent', measures: {}, text: '', results: {} }
  }
  /** @type {Labelled[]} */
  const states = readFileSync(gold, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  const { openRulebook } = await import('../../packages/archive/dist/rulebook-file.js')
  const content = openRulebook(rulebook ?? (await buildFromBundles(archives))).load()
  const { canonical } = createRegistry({ facts: await readServiceFacts(), declared: [], recorded: [] })
  const found = movesOf(content.states)
  const { tallies, missed, spurious } = compareHistories(states, found, canonical)
  const all = /** @type {Tally} */ (tallies.at(-1))
  const rows = tallies.map(
    ({ question, labelled, recalled, changed, found, right }) =>
      `  ${question.padEnd(26)} recall ${share(recalled, labelled).toFixed(3)} (${recalled}/${labelled}, as changes ${changed})  precision ${share(right, found).toFixed(3)} (${right}/${found})`,
  )
  /** @param {string} sign @param {Move} move */
  const row = (sign, { service, terms, question, position, recorded, about }) =>
    `  ${sign} ${recorded.slice(0, 10)} ${service} · ${terms} · ${question} → ${position}  ${about}`
  const details = errors ? [...missed.map((m) => row('missed  ', m)), ...spurious.map((m) => row('spurious', m))] : []
  return {
    measures: {
      recall: share(all.recalled, all.labelled),
      recallOfChanges: share(all.changed, all.labelled),
      precision: share(all.right, all.found),
    },
    text: ['Histories: moves within ten days', ...rows, ...details].join('\n'),
    results: { tallies, missed, spurious },
  }
}

/**
 * Every move of position the states show, those of technical records marked.
 * @param {readonly import('@proviso/rights').DocumentState[]} states in order of document and day
 * @returns {Move[]}
 */
export function movesOf(states) {
  return states.flatMap((state, index) => {
    const before = states[index - 1]
    if (before === undefined || before.service !== state.service || before.terms !== state.terms) return []
    return state.moved
      .filter((question) => before.positions[question].position !== state.positions[question].position)
      .map((question) => ({
        service: state.service,
        terms: state.terms,
        question,
        position: state.positions[question].position,
        recorded: state.recorded,
        inForce: state.from,
        also: state.records.map(({ recorded }) => recorded),
        technical: state.kind === 'technical',
        about: `${before.positions[question].position} before`,
      }))
  })
}

/** @param {string} archives @returns {Promise<string>} path of the rulebook, kept outside the repository between runs */
async function buildFromBundles(archives) {
  const { importCollection } = await import('../../packages/archive/dist/import.js')
  const { createWorkspace, workspaceAt } = await import('../../packages/archive/dist/workspace.js')
  const { buildRulebook } = await import('../../packages/archive/dist/build.js')
  const workspace = workspaceAt(join(tmpdir(), `proviso-eval-${userInfo().uid}`, 'workspace'))
  // What an earlier run read may come from an earlier reader of the same version: only the archives are kept.
  rmSync(workspace.cache, { recursive: true, force: true })
  rmSync(workspace.rulebook, { force: true })
  await createWorkspace(workspace)
  for (const bundle of readdirSync(archives).filter((name) => name.endsWith('.bundle'))) {
    for await (const _ of importCollection(workspace, join(archives, bundle), {}));
  }
  await buildRulebook(workspace)
  return workspace.rulebook
}

if (process.argv[1] === import.meta.filename) {
  const at = process.argv.indexOf('--rulebook')
  const rulebook = at === -1 ? undefined : process.argv[at + 1]
  const { skipped, text } = await evaluate({
    errors: process.argv.includes('--errors'),
    ...(rulebook === undefined ? {} : { rulebook }),
  })
  console.log(skipped ?? text)
}
