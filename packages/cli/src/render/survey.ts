import { type Agent, agentOf, type Survey } from '@proviso/signals'
import { count, countOf } from './count.ts'
import type { Look } from './look.ts'
import { plain } from './plain.ts'
import { tableLines } from './table.ts'

const shownAgents = 12
const aiPurposes: ReadonlySet<string> = new Set(['training', 'dataset', 'user-fetch', 'grounding', 'acting'])

interface CountedAgent {
  readonly counted: Survey['agents'][number]
  readonly agent: Agent | undefined
}

function agentLines(
  title: string,
  agents: readonly CountedAgent[],
  full: boolean,
  look: Look,
  share: (some: number) => string,
): string[] {
  if (agents.length === 0) return []
  const { colour, marks } = look
  const shown = full ? agents : agents.slice(0, shownAgents)
  const more = agents.length - shown.length
  const heads = [
    'agent',
    'for',
    `${marks.disallowed} barred`,
    '',
    `${marks.conditional} partly`,
    `${marks.allowed} open`,
    'named by',
  ]
  return [
    colour.bold(title),
    ...tableLines(
      [
        heads.map((head, column) => colour.dim(column > 1 && head !== '' ? head.padStart(8) : head)),
        ...shown.map(({ counted: { agent: token, named, barred, partly, open }, agent }) => [
          agent?.token ?? plain(token).slice(0, 30),
          colour.dim(agent?.purposes.join(', ') ?? ''),
          colour.red(count(barred).padStart(8)),
          share(barred),
          count(partly).padStart(8),
          count(open).padStart(8),
          colour.dim(count(named).padStart(8)),
        ]),
      ],
      '  ',
    ),
    ...(more > 0 ? [colour.dim(`  and ${countOf(more, 'agent')} more (--full shows them)`)] : []),
    '',
  ]
}

/** Many hosts for a person: how far everyone is let in, who is barred by name, what is said beyond access. */
export function surveyLines(survey: Survey, { full }: { readonly full: boolean }, look: Look): string[] {
  const { colour, marks } = look
  const { hosts, everyone } = survey
  const share = (some: number) => colour.dim(`${((100 * some) / Math.max(1, hosts)).toFixed(1)} %`.padStart(7))
  const number = (some: number) => count(some).padStart(6)
  const lines = [
    colour.bold(countOf(hosts, 'host')),
    '',
    colour.bold('robots.txt, to everyone without a group of his own'),
    ...tableLines(
      [
        [colour.red(`${marks.disallowed} barred from /`), number(everyone.barred), share(everyone.barred)],
        [colour.yellow(`${marks.conditional} barred from parts`), number(everyone.partly), share(everyone.partly)],
        [colour.green(`${marks.allowed} barred from nothing`), number(everyone.open), share(everyone.open)],
        [colour.dim(`${marks.unknown} no robots.txt read`), number(everyone.none), share(everyone.none)],
      ],
      '  ',
    ),
    '',
  ]
  const known = survey.agents.map((counted) => ({ counted, agent: agentOf(counted.agent) }))
  const ofAi = known.filter(({ agent }) => agent?.purposes.some((purpose) => aiPurposes.has(purpose)))
  lines.push(...agentLines('robots.txt, by name: agents that gather for AI', ofAi, full, look, share))
  const others = known.filter((one) => !ofAi.includes(one))
  lines.push(...agentLines('robots.txt, by name: others', others, full, look, share))
  if (survey.said.length > 0) {
    lines.push(
      colour.bold('beyond access'),
      ...tableLines(
        survey.said.map(({ file, directive, usage, effect, hosts }) => {
          const word = ({ allow: 'allowed', conditional: 'conditional', disallow: 'disallowed' } as const)[effect]
          return [`${marks[word]} ${usage} ${word}`, directive ?? '', colour.dim(file), number(hosts), share(hosts)]
        }),
        '  ',
      ),
      '',
    )
  }
  if (survey.authors.length > 0) {
    lines.push(
      colour.bold('robots.txt written, in whole or in part, by'),
      ...tableLines(
        survey.authors.map(({ author, hosts }) => [plain(author), number(hosts), share(hosts)]),
        '  ',
      ),
      '',
    )
  }
  if (survey.unread.length > 0) {
    lines.push(
      colour.bold('not read'),
      ...tableLines(
        survey.unread.map(({ file, reason, hosts }) => [file, reason, number(hosts)]),
        '  ',
      ),
      '',
    )
  }
  return lines
}
