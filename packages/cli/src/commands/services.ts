import { findService } from '@proviso/archive/registry'
import type { Service } from '@proviso/rights'
import { jsonLines } from '@proviso/web/json/lines'
import { countOf } from '../render/count.ts'
import { plain } from '../render/plain.ts'
import { shorten } from '../render/shorten.ts'
import { tableLines } from '../render/table.ts'
import { chooseRulebook, provenanceText } from '../rulebook-choice.ts'
import { type ExitStatus, Stop } from '../stop.ts'
import type { Terminal } from '../terminal.ts'

/** `proviso services`: who is known, under which names, over which hosts. */
export async function services(
  name: string | undefined,
  options: { readonly json?: boolean },
  terminal: Terminal,
): Promise<ExitStatus> {
  const chosen = chooseRulebook(terminal.env)
  const known = chosen.file.services
  const wanted = name?.trim().toLowerCase() ?? ''
  const found = known
    .map((service) => ({ service, rank: nearness(service, wanted) }))
    .filter(({ rank }) => rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ service }) => service)
  if (found.length === 0 && name !== undefined) {
    const one = findService(known, name)
    if ('issue' in one) throw new Stop(one.issue)
    found.push(one.service)
  }
  if (options.json) {
    terminal.write(
      jsonLines(found.map((service) => ({ name: service.name, aliases: service.aliases, hosts: service.hosts }))),
    )
    return 0
  }
  const { colour, marks, width } = terminal.look
  const short = (text: string, limit: number) => shorten(plain(text), limit, marks.ellipsis)
  terminal.print(
    tableLines(
      found.map((service) => [
        colour.bold(short(service.name, 30)),
        short(service.aliases.join(', '), 24),
        colour.dim(someHosts(service, width - 58)),
      ]),
    ),
  )
  terminal.note([
    '',
    terminal.errLook.colour.dim(
      `${countOf(found.length, 'service')} ${marks.dot} ${provenanceText(chosen, terminal.errLook)}`,
    ),
  ])
  return 0
}

/** 0: it is called so, 1: a name begins so, 2: a name holds it, 3: none does. */
function nearness({ name, aliases, hosts }: Service, wanted: string): number {
  const names = [name, ...aliases, ...hosts].map((each) => each.toLowerCase())
  if (names.includes(wanted)) return 0
  if (names.some((each) => each.startsWith(wanted))) return 1
  return names.some((each) => each.includes(wanted)) ? 2 : 3
}

/** As many hosts as fit, and how many more there are. */
function someHosts({ hosts }: Service, room: number): string {
  const shown: string[] = []
  for (const host of hosts.map(plain)) {
    if (shown.length > 0 && [...shown, host].join(', ').length > room) break
    shown.push(host)
  }
  const more = hosts.length - shown.length
  return `${shown.join(', ')}${more > 0 ? ` +${more}` : ''}`
}
