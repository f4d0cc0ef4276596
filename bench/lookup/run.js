// @ts-check
/**
 * Decisions per second on one core: the verdict table and `decide` beside Cedar and casbin, on the same rules.
 *
 * Every engine first answers the same questions; nothing is timed until the answers agree. Then rounds of all engines
 * interleave, the order turning each round; each engine is given the questions in turn until its share of a round is over.
 * Cedar with a policy per rule and casbin walk every rule for every question; they are measured on a thousand hosts only.
 *
 *     npm run build && node bench/lookup/run.js
 */
import { spread, table } from '../sample.js'
import { openCasbin } from './casbin.js'
import { crawlOf, questionsOn, rulesFor } from './cases.js'
import { openCedarEntity, openCedarPolicies } from './cedar.js'
import { openOurs } from './ours.js'

/** @typedef {import('./cases.js').Engine} Engine @typedef {import('./cases.js').Question} Question */

const rounds = 5
const share = 400
/** Engines that walk all rules for each question are left out above this: they need seconds an answer, and minutes to open. */
const mostForWalkers = 1_000

console.log('## lookup\n')
console.log(
  'Decisions per second, one core: may the public train on what this host held on that day? Two dated rules a host.\n',
)
for (const hosts of [1_000, 100_000]) console.log(`${await sideBySide(hosts)}\n`)
console.log(crawl(100_000))

/** @param {number} hosts */
async function sideBySide(hosts) {
  console.error(`${hosts} hosts: opening`)
  const rules = rulesFor(hosts)
  const { decides, looksUp } = openOurs(rules)
  const engines = [looksUp, decides, openCedarEntity(rules)]
  if (hosts <= mostForWalkers) engines.push(openCedarPolicies(rules), await openCasbin(rules))
  const questions = questionsOn(hosts, 200_000)

  const sample = questions.slice(0, 500)
  const answers = new Set()
  for (const engine of engines) {
    for (const question of sample) {
      const right = /** @type {import('./cases.js').Answer} */ (decides.answer(question))
      answers.add(right)
      if (engine.answer(question) !== engine.tells(right)) {
        throw new Error(`${engine.name} says ${engine.answer(question)} on ${JSON.stringify(question)}, not ${right}`)
      }
    }
  }
  if (answers.size !== 3) throw new Error('the questions do not meet all answers')

  /** @type {Map<Engine, number[]>} */
  const rates = new Map(engines.map((engine) => [engine, []]))
  for (let round = 0; round < rounds; round++) {
    console.error(`${hosts} hosts: round ${round + 1} of ${rounds}`)
    for (const engine of round % 2 === 0 ? engines : engines.toReversed()) {
      rates.get(engine)?.push(rate(engine, questions, share))
    }
  }
  const best = spreadOf(rates.get(looksUp) ?? [])
  return table(
    [`${hosts.toLocaleString('en')} hosts`, 'decisions/s', 'table is faster by'],
    engines.map((engine) => {
      const samples = rates.get(engine) ?? []
      const ratio = best.middle / spreadOf(samples).middle
      return [engine.name, spreadOf(samples).text, engine === looksUp ? '' : `${ratio.toPrecision(2)} ×`]
    }),
  )
}

/** Questions per second, over `milliseconds`. @param {Engine} engine @param {Question[]} questions @param {number} milliseconds */
function rate({ answer }, questions, milliseconds) {
  let asked = 0
  const begin = performance.now()
  let now = begin
  do {
    // the clock is read once in many questions, but not so seldom that a slow engine overstays
    const batch = asked < 64 ? 1 : asked < 4_096 ? 64 : 4_096
    for (let i = 0; i < batch; i++) answer(/** @type {Question} */ (questions[asked++ % questions.length]))
    now = performance.now()
  } while (now - begin < milliseconds)
  return asked / ((now - begin) / 1000)
}

/** The table on hosts as a crawl gives them. @param {number} hosts */
function crawl(hosts) {
  const { table: verdicts, seconds } = openOurs(rulesFor(hosts))
  const count = 1_000_000
  const counts = { allowed: 0, conditional: 0, disallowed: 0, unknown: 0 }
  const samples = Array.from({ length: rounds + 1 }, (_, round) => {
    const questions = crawlOf(hosts, count, round + 3)
    const begin = performance.now()
    for (let i = 0; i < count; i++) {
      counts[verdicts.lookup(/** @type {string} */ (questions.hosts[i]), /** @type {number} */ (questions.days[i]))]++
    }
    return count / ((performance.now() - begin) / 1000)
  }).slice(1) // the first warms
  if (Object.values(counts).reduce((a, b) => a + b) !== count * (rounds + 1)) throw new Error('answers are missing')
  return `The table on a crawl (a million host texts never seen before in each round, a fifth of them subdomains, a twentieth of nobody):
${spreadOf(samples).text} decisions/s. ${hosts.toLocaleString('en')} hosts are indexed in ${seconds.index.toFixed(2)} s and compiled in ${seconds.compile.toFixed(2)} s.`
}

/** @param {number[]} samples */
function spreadOf(samples) {
  const middle = Number.parseFloat(spread(samples, 6))
  const unit =
    middle >= 1e6
      ? { by: 1e6, name: ' M', digits: 2 }
      : middle >= 1e4
        ? { by: 1e3, name: ' k', digits: 1 }
        : { by: 1, name: '', digits: middle < 100 ? 1 : 0 }
  const scaled = samples.map((sample) => sample / unit.by)
  return { middle, text: `${spread(scaled, unit.digits)}${unit.name}` }
}
