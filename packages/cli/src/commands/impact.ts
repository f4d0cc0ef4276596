import { wholeRulebook } from '@proviso/archive/rulebook-choice'
import { type ImpactResult, impactOn } from '@proviso/corpus/impact'
import { actors, type Channel, channels, usages } from '@proviso/rights'
import { parseChoice } from '../arguments/choice.ts'
import { parseDay } from '../arguments/day.ts'
import { findServiceOrStop } from '../arguments/service.ts'
import { today } from '../clock.ts'
import { impactLines } from '../render/impact.ts'
import { issuesLines } from '../render/issues.ts'
import { type ExitStatus, misuse } from '../stop.ts'
import type { Terminal } from '../terminal.ts'

export interface CorpusOptions {
  readonly corpus: string[]
  readonly usage: string
  readonly actor: string
  readonly channel?: string
  readonly urlColumn?: string
  readonly measure?: string
  readonly json?: boolean
}

export interface ImpactCommandOptions extends CorpusOptions {
  readonly since?: string
  readonly until?: string
  readonly all?: boolean
}

/** `proviso impact`: what changes of rules took out of a corpus. */
export async function impact(
  words: readonly string[],
  options: ImpactCommandOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const { rulebook } = wholeRulebook(terminal.env)
  const now = today(terminal.env)
  const one = words.length === 1 ? /^(.+)@(\d{4}-\d\d-\d\d)$/.exec(words[0]!) : null
  const names = one ? [one[1]!] : words
  const services = names.map((name) => findServiceOrStop(rulebook, name).name)
  const since = one?.[2] ?? options.since
  const until = one?.[2] ?? options.until
  if (services.length === 0 && since === undefined && until === undefined)
    throw misuse({
      code: 'missing-argument',
      at: 'proviso impact',
      message: 'nothing says which changes are meant',
      hint: 'name services, one change (X@2025-06-04), or days (--since, --until)',
    })
  const result = await impactOn(
    rulebook,
    {
      usage: parseChoice(options.usage, '--usage', 'usage', usages),
      actor: parseChoice(options.actor, '--actor', 'actor', actors),
      channel: 'web',
      today: now,
    },
    {
      corpus: options.corpus,
      ...sizing(options),
      channels:
        options.channel === undefined
          ? ['web', 'api']
          : [parseChoice<Channel>(options.channel, '--channel', 'channel', channels)],
      ...(services.length === 0 ? {} : { services }),
      ...(since === undefined ? {} : { since: parseDay(since, '--since') }),
      ...(until === undefined ? {} : { until: parseDay(until, '--until') }),
      // who asks about one change wants to see it, whatever it moved
      all: options.all === true || one !== null,
    },
  )
  terminal.note(issuesLines(result.size.issues, terminal.errLook))
  if (options.json) terminal.write(`${JSON.stringify(impactJson(result))}\n`)
  else terminal.print(impactLines(result, { named: services, today: now }, terminal.look))
  return result.size.issues.some(({ code }) => code !== 'input-passed-over') ? 1 : 0
}

/** Which columns tell host and size. */
export function sizing({ urlColumn, measure }: CorpusOptions) {
  return {
    columns: urlColumn === undefined ? {} : { url: urlColumn },
    ...(measure === undefined ? {} : { measures: measure.split(',').map((name) => name.trim()) }),
  }
}

function impactJson({ size: { measures, total }, impacts, services }: ImpactResult) {
  const sized = (sizes: readonly number[]) => Object.fromEntries(measures.map((name, at) => [name, sizes[at]]))
  return {
    corpus: sized(total),
    services: services.map(({ sizes, ...service }) => ({ ...service, size: sized(sizes) })),
    impacts: impacts.map(({ sizes, ...impact }) => ({ ...impact, size: sized(sizes) })),
  }
}
