// @ts-check
/** The rules and questions that every engine is given. */

/**
 * @typedef {{ host: string, from: number, to: number, allow: boolean }} Rule days are numbers since 1970-01-01; `to` is exclusive
 * @typedef {{ host: string, day: number }} Question may the public train on this host's content, fetched on this day?
 * @typedef {'allowed' | 'disallowed' | 'unknown'} Answer
 * @typedef {{ name: string, tells: (answer: Answer) => unknown, answer: (question: Question) => unknown }} Engine
 * `tells`: what of an answer the engine can express (casbin has no third value)
 */

const first = 19_000
const span = 1_500

/** xorshift32: the same cases on every machine. @param {number} seed */
function chance(seed) {
  let state = seed
  return (/** @type {number} */ below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

/**
 * Two rules a host, as terms have it: a text, then another text; for a tenth of the hosts with a gap between them.
 * @param {number} hosts
 * @returns {Rule[]}
 */
export function rulesFor(hosts) {
  const next = chance(1)
  return Array.from({ length: hosts }, (_, i) => {
    const host = `site-${i}.example`
    const turn = first + 300 + next(600)
    const gap = next(10) === 0 ? 60 : 0
    const before = next(3) > 0
    return [
      { host, from: first + next(200), to: turn, allow: before },
      { host, from: turn + gap, to: first + 2 * span, allow: next(3) === 0 },
    ]
  }).flat()
}

/**
 * Questions on listed hosts, uniform over hosts and days.
 * @param {number} hosts @param {number} count
 * @returns {Question[]}
 */
export function questionsOn(hosts, count) {
  const next = chance(2)
  return Array.from({ length: count }, () => ({ host: `site-${next(hosts)}.example`, day: first - 100 + next(span) }))
}

/**
 * Hosts as they come out of a crawl: a fifth are subdomains, a twentieth belong to nobody. Every text is new to the engine
 * (cut from one long text), so that no hash is remembered from a round before.
 * @param {number} hosts @param {number} count @param {number} seed
 * @returns {{ hosts: string[], days: Int32Array }}
 */
export function crawlOf(hosts, count, seed) {
  const next = chance(seed)
  const written = Array.from({ length: count }, () => {
    const kind = next(20)
    return `${kind < 4 ? 'www.' : ''}${kind === 4 ? 'nobody' : 'site'}-${next(hosts)}.example`
  })
  const bytes = Buffer.from(written.join(''), 'latin1')
  let at = 0
  const fresh = written.map(({ length }) => {
    at += length
    return bytes.toString('latin1', at - length, at)
  })
  return { hosts: fresh, days: Int32Array.from({ length: count }, () => first - 100 + next(span)) }
}
