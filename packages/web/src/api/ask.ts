import { parseHost } from '@proviso/archive/host'
import { mainHost } from '@proviso/archive/main-host'
import { nearHosts, ownersOf } from '@proviso/archive/near-hosts'
import { findService } from '@proviso/archive/registry'
import { type StandingSince, standingSince } from '@proviso/archive/standing-since'
import {
  type Asked,
  actors,
  type Because,
  channels,
  type Day,
  decide,
  decisive,
  disagreementsOf,
  type ProfileName,
  profiles,
  type Service,
  sayingsOf,
  usages,
} from '@proviso/rights'
import { readAgent } from '../argument/agent.ts'
import { readChoice } from '../argument/choice.ts'
import { readDay } from '../argument/day.ts'
import { type Band, bandsOf } from '../bands.ts'
import type { becauseJson } from '../json/because.ts'
import { decisionJson } from '../json/decision.ts'
import type { Library } from '../library.ts'
import { must, Problem } from '../problem.ts'
import { type Provenance, provenance } from '../provenance.ts'
import type { Get } from './get.ts'

type BecauseJson = ReturnType<typeof becauseJson> & { readonly since: StandingSince }

/** The value of `/api/ask`: what `proviso ask --json` prints, with what a page needs beside it. */
export type AskJson = ReturnType<typeof askJson>

/** Answers `/api/ask`; parameters are those of `proviso ask`, `q` for what is asked about. */
export function askJson(library: Library, get: Get, today: Day) {
  const q = (get('q') ?? '').trim()
  const usage = must(readChoice(get('usage') || 'train-ai', 'usage', 'usage', usages))
  const actor = must(readChoice(get('actor') || 'public', 'actor', 'actor', actors))
  const channel = must(readChoice(get('channel') || 'web', 'channel', 'channel', channels))
  const asset = must(readChoice(get('asset') || 'content', 'asset', 'asset', ['content', 'output'] as const))
  const names = Object.keys(profiles) as ProfileName[]
  const profile = profiles[must(readChoice(get('profile') || 'as-of-crawl', 'profile', 'profile', names))]
  const on = get('on') ? must(readDay(get('on')!, 'on')) : today
  const agent = get('agent') ? must(readAgent(get('agent')!, 'agent')) : undefined
  const { host, path } = placeOf(library.services(), q)

  const shelf = library.shelf((services) =>
    services === library.chosen().file.services ? library.ownersOf(host) : ownersOf(services, host),
  )
  const { index, rulebook } = shelf
  const asked: Asked = { host, path, usage, actor, channel, asset, on, today, ...(agent && { agent }) }
  const decision = decide(index, asked, profile)
  const now = on === today ? decision : decide(index, { ...asked, on: today }, profile)
  const layers = sayingsOf(index, asked, profile)
  const disagreements = disagreementsOf(layers)
  const asking = { asset: q, usage, actor, channel, on, ...(agent && { agent }) }
  const json = decisionJson(asking, decision, now, { layers, disagreements, profile })
  const since = (list: readonly Because[], made: readonly ReturnType<typeof becauseJson>[]): BecauseJson[] =>
    made.map((each, at) => ({ ...each, since: standingSince(list[at]!, rulebook.states) }))
  const elsewhere = channels
    .filter((other) => other !== channel && other !== 'licence' && channel !== 'licence')
    .map((other) => ({ channel: other, outcome: decide(index, { ...asked, channel: other }, profile).outcome }))
    .filter(({ outcome }) => outcome !== decision.outcome && outcome !== 'unknown')
  const over: readonly Band[] = bandsOf(index, asked, rulebook, { until: today, profile })
  return {
    ...json,
    obtaining: { ...json.obtaining, because: since(decision.obtaining.because, json.obtaining.because) },
    using: { ...json.using, because: since(decision.using.because, json.using.because) },
    conflicts: since(decision.conflicts, json.conflicts),
    today: { ...json.today, on: today, because: since(decisive(now), json.today.because) },
    host,
    assetKind: asset,
    elsewhere,
    over,
    near: decision.services.length === 0 ? nearHosts(library.services(), host) : [],
    rulebook: provenance(shelf) satisfies Provenance,
  }
}

/** The host asked about: of an address, a host, or a service by any of its names. */
function placeOf(services: readonly Service[], q: string) {
  const parsed = parseHost(q)
  if ('value' in parsed) return parsed.value
  if (q !== '' && q.length <= 200 && !/[/\\:]/.test(q)) {
    const found = findService(services, q)
    if ('service' in found) {
      const host = mainHost(found.service)
      if (host !== undefined) return { host, path: '/' }
      throw new Problem(
        {
          code: 'no-host',
          at: 'q',
          message: `no host of ${found.service.name} is known`,
          hint: 'give the address you mean',
        },
        404,
      )
    }
    throw new Problem({ ...found.issue, hint: found.issue.hint ?? parsed.issue.hint ?? '' }, 404)
  }
  throw new Problem({ ...parsed.issue, at: parsed.issue.at || 'q' })
}
