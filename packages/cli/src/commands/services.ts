import { findService } from '@proviso/archive/registry'
import { jsonLines } from '../json/lines.ts'
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
  const found = known.filter((service) =>
    [service.name, ...service.aliases, ...service.hosts].some((each) => each.toLowerCase().includes(wanted)),
  )
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
        colour.dim(short(service.hosts.join(', '), Math.max(width - 60, 20))),
      ]),
    ),
  )
  terminal.note([
    '',
    terminal.errLook.colour.dim(
      `${found.length} ${found.length === 1 ? 'service' : 'services'} ${marks.dot} ${provenanceText(chosen, terminal.errLook)}`,
    ),
  ])
  return 0
}
