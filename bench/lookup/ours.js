// @ts-check
import { dayAt, decide, indexRulebook, verdictTable } from '@proviso/rights'

/** @typedef {import('./cases.js').Rule} Rule @typedef {import('./cases.js').Engine} Engine */

const question = /** @type {const} */ ({ usage: 'train-ai', actor: 'public', channel: 'web' })

/** The rulebook that says what the rules say: one document a host, crawling allowed. @param {Rule[]} rules */
export function rulebookOf(rules) {
  const hosts = [...new Set(rules.map(({ host }) => host))]
  return {
    format: 1,
    reader: 'bench',
    sources: [],
    services: hosts.map((host) => ({ name: host, aliases: [], hosts: [host] })),
    states: rules.map((rule) => {
      const recorded = `${dayAt(rule.from)}T00:00:00Z`
      const silent = positionOf('silent')
      return {
        service: rule.host,
        terms: 'Terms of Service',
        from: dayAt(rule.from),
        to: dayAt(rule.to),
        basis: /** @type {const} */ ('recorded'),
        recorded,
        kind: /** @type {const} */ ('change'),
        moved: [],
        positions: {
          'public.train-ai.content': positionOf(rule.allow ? 'allowed' : 'disallowed', rule.host, recorded),
          'public.crawl.content': positionOf('allowed', rule.host, recorded),
          'operator.train-ai.content': silent,
          'partner.train-ai.content': silent,
          'public.train-ai.output': silent,
        },
        records: [],
        variants: 0,
      }
    }),
    unread: [],
  }
}

/** @param {'allowed' | 'disallowed' | 'silent'} position @param {string} [host] @param {string} [recorded] */
function positionOf(position, host = '', recorded = '') {
  const evidence = {
    archive: 'bench',
    path: `${host}.md`,
    version: '0',
    recorded,
    start: 0,
    end: 1,
    section: [],
    quoteHash: '0',
  }
  const effect = position === 'allowed' ? /** @type {const} */ ('allow') : /** @type {const} */ ('disallow')
  return {
    position,
    conditions: [],
    confidence: 1,
    statements: position === 'silent' ? [] : [{ effect, conditions: [], confidence: 1, evidence }],
  }
}

/** @param {Rule[]} rules */
export function openOurs(rules) {
  const begin = performance.now()
  const index = indexRulebook(rulebookOf(rules))
  const indexed = performance.now()
  const table = verdictTable(index, question)
  const compiled = performance.now()
  /** @type {Engine} */
  const decides = {
    name: 'Proviso, `decide`',
    tells: (answer) => answer,
    answer: ({ host, day }) =>
      decide(index, { usage: 'train-ai', actor: 'public', channel: 'web', host, on: dayAt(day) }).outcome,
  }
  /** @type {Engine} */
  const looksUp = {
    name: 'Proviso, table',
    tells: (answer) => answer,
    answer: ({ host, day }) => table.lookup(host, day),
  }
  return { decides, looksUp, table, seconds: { index: (indexed - begin) / 1000, compile: (compiled - indexed) / 1000 } }
}
