import { type Channel, channels, type Day, type Outcome, questions, servicesAt } from '@proviso/rights'
import { readChoice } from '../argument/choice.ts'
import { readDay } from '../argument/day.ts'
import { bandsOf } from '../bands.ts'
import { groupBy } from '../group-by.ts'
import type { Book, Library } from '../library.ts'
import { must } from '../problem.ts'
import { provenance } from '../provenance.ts'
import type { Get } from './get.ts'
import { answeredHost, askedAs } from './history.ts'

/** The value of `/api/landscape`. */
export type LandscapeJson = ReturnType<typeof landscapeJson>

/** A run of equal answers: its first day and how it came out; it ends where the next begins. */
export type LandscapeRun = readonly [from: Day, outcome: Outcome]

/**
 * Answers `/api/landscape`: every service with a host, and for each standing question the answer over time. A day before the
 * first run of a row has no record. With `on` there is the run of that day alone.
 */
export function landscapeJson(library: Library, get: Get, today: Day) {
  const channel = must(readChoice(get('channel') || 'web', 'channel', 'channel', channels))
  const on = get('on') ? must(readDay(get('on')!, 'on')) : undefined
  const book = library.book()
  const rows =
    on !== undefined && on > today
      ? rowsOf(book, channel, on)
      : book.remember(`landscape ${channel} ${today}`, () => rowsOf(book, channel, today))
  const services =
    on === undefined ? rows : rows.map((row) => ({ ...row, runs: row.runs.map((runs) => runOn(runs, on)) }))
  return {
    channel,
    today,
    ...(on === undefined ? {} : { on }),
    first: services.flatMap(({ runs }) => runs.flatMap((each) => each[0]?.[0] ?? [])).sort()[0] ?? today,
    questions,
    services,
    rulebook: provenance(book),
  }
}

/** The run that holds on a day; none before the first. */
function runOn(runs: readonly LandscapeRun[], day: Day): LandscapeRun[] {
  const run = runs.findLast(([from]) => from <= day)
  return run === undefined ? [] : [run]
}

/** The rows, drawn up to a day. */
function rowsOf({ rulebook, index }: Book, channel: Channel, until: Day) {
  const states = groupBy(rulebook.states, ({ service }) => service)
  const unread = groupBy(rulebook.unread, ({ service }) => service)
  return rulebook.services.flatMap((service) => {
    const host = answeredHost(service, states.get(service.name) ?? [])
    if (host === undefined || !states.has(service.name)) return []
    const owners = servicesAt(index, host)
    const bearing = {
      states: owners.flatMap((name) => states.get(name) ?? []),
      unread: owners.flatMap((name) => unread.get(name) ?? []),
    }
    const runs = questions.map((question): LandscapeRun[] =>
      bandsOf(index, askedAs(question, host, channel, until), bearing, { until, part: 'using' }).flatMap(
        ({ from, outcome, reason }, at) => (at === 0 && reason === 'before-first-record' ? [] : [[from, outcome]]),
      ),
    )
    return [
      { name: service.name, host, documents: new Set(states.get(service.name)!.map(({ terms }) => terms)).size, runs },
    ]
  })
}
