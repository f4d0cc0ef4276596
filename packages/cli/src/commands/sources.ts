import { readServiceFacts } from '@proviso/archive/registry'
import { wholeRulebook } from '@proviso/archive/rulebook-choice'
import { sourcesIn } from '@proviso/corpus/sources'
import { actors, type Channel, channels, usages } from '@proviso/rights'
import { parseChoice } from '../arguments/choice.ts'
import { findServiceOrStop } from '../arguments/service.ts'
import { today } from '../clock.ts'
import { issuesLines } from '../render/issues.ts'
import { sourcesLines } from '../render/sources.ts'
import { type ExitStatus, Stop } from '../stop.ts'
import type { Terminal } from '../terminal.ts'
import { type CorpusOptions, sizing } from './impact.ts'

/** `proviso sources`: what else of the same kind may still be used, by size. */
export async function sources(
  text: string | undefined,
  options: CorpusOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const { rulebook } = wholeRulebook(terminal.env)
  const facts = await readServiceFacts()
  const kind = text === undefined ? undefined : kindOf(text, facts, rulebook)
  const channel = parseChoice<Channel>(options.channel ?? 'web', '--channel', 'channel', channels)
  const found = await sourcesIn(
    rulebook,
    {
      usage: parseChoice(options.usage, '--usage', 'usage', usages),
      actor: parseChoice(options.actor, '--actor', 'actor', actors),
      channel,
      today: today(terminal.env),
    },
    facts,
    { corpus: options.corpus, ...sizing(options), ...(kind === undefined ? {} : { kind }) },
  )
  terminal.note(issuesLines(found.size.issues, terminal.errLook))
  if (options.json) {
    const { measures, total } = found.size
    const sized = (sizes: readonly number[]) => Object.fromEntries(measures.map((name, at) => [name, sizes[at]]))
    const list = found.sources.map(({ sizes, kind = null, ...source }) => ({ ...source, kind, size: sized(sizes) }))
    terminal.write(`${JSON.stringify({ kind: kind ?? null, corpus: sized(total), sources: list })}\n`)
  } else terminal.print(sourcesLines(found, { kind, like: kind === text ? undefined : text, channel }, terminal.look))
  return found.size.issues.some(({ code }) => code !== 'input-passed-over') ? 1 : 0
}

/** A kind by its name, or that of a service. */
function kindOf(
  text: string,
  facts: Awaited<ReturnType<typeof readServiceFacts>>,
  rulebook: Parameters<typeof findServiceOrStop>[0],
): string {
  const kinds = [...new Set(facts.flatMap(({ kind }) => (kind === undefined ? [] : [kind])))].sort()
  const named = kinds.find((kind) => kind.toLowerCase() === text.toLowerCase())
  if (named !== undefined) return named
  const { name } = findServiceOrStop(rulebook, text)
  const kind = facts.find((fact) => fact.name === name)?.kind
  if (kind !== undefined) return kind
  throw new Stop({
    code: 'unknown-kind',
    at: text,
    message: `nothing says of what kind ${name} is`,
    hint: `name a kind: ${kinds.join(', ')}`,
  })
}
