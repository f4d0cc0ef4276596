import type { Impact, ImpactResult, ServiceSize } from '@proviso/corpus/impact'
import type { Day, Outcome } from '@proviso/rights'
import { countOf } from './count.ts'
import type { Look } from './look.ts'
import { plain } from './plain.ts'
import { paint } from './position.ts'
import { measureNames, shareText, sizeText } from './size.ts'
import { tableLines } from './table.ts'
import { wrap } from './wrap.ts'

/** Services listed when nobody was named. */
const mostServices = 15

/** What changes did to a corpus, for a person: each service with its part of it, then each move with what it moved. */
export function impactLines(
  { size, impacts, services }: ImpactResult,
  { named, today }: { readonly named: readonly string[]; readonly today: Day },
  look: Look,
): string[] {
  const names = measureNames(size)
  const total = names.map((name, at) => `${name} ${sizeText(size.total[at]!)}`)
  const lines = [look.colour.dim(`the corpus: ${total.join(', ')}`)]
  const about = (service: string) => impacts.filter((impact) => impact.service === service)
  const shown = services.filter(({ service }) => named.includes(service) || about(service).length > 0)
  if (named.length > 0) shown.sort((a, b) => named.indexOf(a.service) - named.indexOf(b.service))
  for (const service of shown.slice(0, named.length > 0 ? shown.length : mostServices))
    lines.push('', ...serviceLines(service, about(service.service), size, names, today, look))
  const more = named.length > 0 ? 0 : shown.length - mostServices
  if (more > 0) lines.push('', look.colour.dim(`and ${countOf(more, 'service')} more with less (--json lists them)`))
  if (shown.length === 0) lines.push('', 'nothing moved')
  return lines
}

function serviceLines(
  { service, sizes, hosts, today: outcomes, why }: ServiceSize,
  impacts: readonly Impact[],
  size: ImpactResult['size'],
  names: readonly string[],
  today: Day,
  look: Look,
): string[] {
  const { colour, marks } = look
  const word = (outcome: Outcome) => paint(outcome, outcome, look)
  const held = hosts === 0 ? 'the corpus holds nothing of it' : countOf(hosts, 'host')
  const parts =
    hosts === 0 ? [] : names.map((name, at) => [name, sizeText(sizes[at]!), shareText(sizes[at]!, size.total[at]!)])
  const now = Object.entries(outcomes).map(([channel, outcome]) => `${channel} ${word(outcome)}`)
  const lines = [
    `${colour.bold(plain(service))}  ${colour.dim(`${held} ${marks.dot} on ${today}:`)} ${now.join(', ')}`,
    ...tableLines(parts, '  '),
  ]
  if (why !== undefined) lines.push(colour.dim(`  unknown: ${why}`))
  if (impacts.length === 0) lines.push(colour.dim('  no answer for it moved in these days'))
  for (const { channels, impact } of overChannels(impacts)) {
    const move =
      impact.before === impact.after
        ? `stays ${word(impact.after)}`
        : `${word(impact.before)} ${marks.arrow} ${word(impact.after)}`
    const moved = hosts === 0 ? '' : names.map((name, at) => `${name} ${sizeText(impact.sizes[at]!)}`).join(', ')
    lines.push(`  ${colour.bold(impact.day)}  ${channels.join(', ')}  ${move}  ${moved}`)
    const said =
      impact.headlines.length > 0
        ? impact.headlines
        : [
            impact.kind === 'first-record'
              ? 'first record: in force on that day or before'
              : 'a document came, went or was read anew',
          ]
    for (const text of said) lines.push(...wrap(plain(text), look.width, '      ', '      '))
    for (const { url } of impact.evidence.slice(0, 1))
      if (url !== undefined) lines.push(`      ${colour.underline(plain(url))}`)
  }
  return lines
}

/** Moves that are the same through several channels, once. */
function overChannels(impacts: readonly Impact[]): { readonly channels: string[]; readonly impact: Impact }[] {
  const same = new Map<string, { channels: string[]; impact: Impact }>()
  for (const impact of impacts) {
    const { channel, ...rest } = impact
    const key = JSON.stringify(rest)
    const known = same.get(key)
    if (known) known.channels.push(channel)
    else same.set(key, { channels: [channel], impact })
  }
  return [...same.values()]
}
