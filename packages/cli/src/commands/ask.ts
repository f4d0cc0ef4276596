import { parseHost } from '@proviso/archive/host'
import { mainHost } from '@proviso/archive/main-host'
import { nearHosts, ownersOf } from '@proviso/archive/near-hosts'
import { standingSince } from '@proviso/archive/standing-since'
import {
  type Asked,
  actors,
  type Channel,
  channels,
  decide,
  disagreementsOf,
  indexRulebook,
  type ProfileName,
  profiles,
  sayingsOf,
  usages,
} from '@proviso/rights'
import { decisionJson } from '@proviso/web/json/decision'
import { parseAgent } from '../arguments/agent.ts'
import { parseChoice } from '../arguments/choice.ts'
import { parseDay } from '../arguments/day.ts'
import { today } from '../clock.ts'
import { decisionLines } from '../render/decision.ts'
import { type ChosenRulebook, chooseRulebook, chooseRulebookFor, provenanceText } from '../rulebook-choice.ts'
import { type ExitStatus, misuse } from '../stop.ts'
import type { Terminal } from '../terminal.ts'

export interface AskOptions {
  readonly usage: string
  readonly actor: string
  readonly channel: string
  readonly agent?: string
  readonly on?: string
  readonly profile: string
  readonly output?: boolean
  readonly full?: boolean
  readonly json?: boolean
}

/** `proviso ask`: one decision, with the same under today's rules beside it. */
export async function ask(text: string, options: AskOptions, terminal: Terminal): Promise<ExitStatus> {
  const usage = parseChoice(options.usage, '--usage', 'usage', usages)
  const actor = parseChoice(options.actor, '--actor', 'actor', actors)
  const channel = parseChoice(options.channel, '--channel', 'channel', channels)
  const profileNames = Object.keys(profiles) as ProfileName[]
  const profile = profiles[parseChoice(options.profile, '--profile', 'profile', profileNames)]
  const agent = options.agent === undefined ? undefined : parseAgent(options.agent)
  const now = today(terminal.env)
  const on = options.on === undefined ? now : parseDay(options.on, '--on')
  const parsed = parseHost(text)
  if ('issue' in parsed) throw misuse({ ...parsed.issue, ...(await serviceHint(text, terminal.env)) })
  const { host, path, port } = parsed.value
  const withPort = port === undefined ? host : `${host}:${port}`

  const {
    chosen,
    rulebook,
    beside,
    names: owners,
  } = chooseRulebookFor(terminal.env, (services) => ownersOf(services, host))
  const services = rulebook.services.filter(({ name }) => owners.includes(name))
  const index = indexRulebook({ ...rulebook, services })
  const asset = options.output ? 'output' : 'content'
  const named = agent === undefined ? {} : { agent }
  // what a file of one port says counts for that port alone
  const authority = index.byHost.has(withPort) ? withPort : host
  const asked: Asked = { host: authority, path, usage, actor, channel, asset, on, today: now, ...named }
  const decision = decide(index, asked, profile)
  const decisionToday = on === now ? decision : decide(index, { ...asked, on: now }, profile)
  const layers = sayingsOf(index, asked, profile)
  const disagreements = disagreementsOf(layers)
  const asking = { asset: text, usage, actor, channel, on, ...named }
  if (options.json) {
    const json = decisionJson(asking, decision, decisionToday, { layers, disagreements, profile })
    terminal.write(`${JSON.stringify(json)}\n`)
    return 0
  }
  const elsewhere = channels
    .filter((other): other is Channel => other !== channel && other !== 'licence' && channel !== 'licence')
    .map((other) => ({ channel: other, outcome: decide(index, { ...asked, channel: other }, profile).outcome }))
    .filter(({ outcome }) => outcome !== decision.outcome && outcome !== 'unknown')
  terminal.print([
    ...decisionLines(
      {
        asset: text,
        host,
        subject: { usage, actor, channel, asset, on },
        ...named,
        decision,
        layers,
        disagreements,
        profile,
        today: { day: now, decision: decisionToday },
        since: (because) => standingSince(because, rulebook.states),
        elsewhere,
        near:
          decision.services.length === 0
            ? nearHosts(chosen.file.services, host).map((near) => `${near.host} (${near.name})`)
            : [],
        archives: archiveAddresses(chosen),
        full: options.full === true,
      },
      terminal.look,
    ),
    '',
    terminal.look.colour.dim(`  ${provenanceText(chosen, terminal.look, beside)}`),
    terminal.look.colour.dim('  not legal advice: the platform’s own words, read by a program'),
  ])
  return 0
}

/** Who asks about `X` means the service: name one of its hosts. */
async function serviceHint(text: string, env: NodeJS.ProcessEnv): Promise<{ hint?: string }> {
  const { findService } = await import('@proviso/archive/registry')
  const found = findService(chooseRulebook(env).file.services, text)
  const host = 'service' in found ? mainHost(found.service) : undefined
  return host === undefined
    ? {}
    : { hint: `ask about a URL or a host, for example ${host}; proviso history ${text} shows its terms` }
}

/** Public addresses of the archives the rulebook was made from, by name. */
function archiveAddresses({ file }: ChosenRulebook): ReadonlyMap<string, string> {
  return new Map(file.sources.flatMap(({ archive, url }) => (url === undefined ? [] : [[archive, url] as const])))
}
