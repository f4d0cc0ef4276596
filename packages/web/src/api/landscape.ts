import { type Channel, channels, type Day, type Outcome, questions, servicesAt } from '@proviso/rights'
import { readChoice } from '../argument/choice.ts'
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
 * first run of a row has no record.
 */
export function landscapeJson(library: Library, get: Get, today: Day) {
  const channel = must(readChoice(get('channel') || 'web', 'channel', 'channel', channels))
  const book = library.book()
  const services = book.remember(`landscape ${channel} ${today}`, () => rowsOf(book, channel, today))
  return {
    channel,
    today,
    first: services.flatMap(({ runs }) => runs.flatMap((each) => each[0]?.[0] ?? [])).sort()[0] ?? today,
    questions,
    services,
    rulebook: provenance(book),
  }
}

function rowsOf({ rulebook, index }: Book, channel: Channel, today: Day) {
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
      bandsOf(index, askedAs(question, host, channel, today), bearing, { until: today, part: 'using' }).flatMap(
        ({ from, outcome, reason }, at) => (at === 0 && reason === 'before-first-record' ? [] : [[from, outcome]]),
      ),
    )
    return [
      { name: service.name, host, documents: new Set(states.get(service.name)!.map(({ terms }) => terms)).size, runs },
    ]
  })
}
