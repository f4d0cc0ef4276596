import type { BuildResult } from '@proviso/archive/build'
import type { Change } from '@proviso/archive/changes'
import type { ImportResult } from '@proviso/archive/import'
import { mainHost } from '@proviso/archive/main-host'
import type { Service } from '@proviso/rights'
import { count, countOf } from './count.ts'
import type { Look } from './look.ts'
import { pathText } from './path.ts'
import { plain } from './plain.ts'
import { durationText } from './progress.ts'
import { tableLines } from './table.ts'

/** What an import brought, and what the rulebook holds after it. */
export interface ImportSummary {
  readonly archives: readonly ImportResult[]
  readonly built: BuildResult
  readonly path: string
  readonly services: number
  readonly moves: number
  readonly milliseconds: number
  /** A service to try next. */
  readonly example?: Service
  readonly latest?: Change
}

/** The end of an import: what came in, what the rulebook holds, what to try next. */
export function importLines(summary: ImportSummary, look: Look): string[] {
  const { archives, built, services, moves, example, latest } = summary
  const { colour } = look
  const rows = archives.map(({ archive, records, new: fresh, documents, declarations }) => [
    colour.bold(plain(archive.name)),
    `${countOf(records, 'record')}, ${fresh === 0 ? 'none' : count(fresh)} new, ${countOf(documents, 'document')}`,
    declarations === null ? '' : colour.dim(`hosts from ${plain(pathText(declarations.from))}`),
  ])
  const held = [
    countOf(services, 'service'),
    countOf(built.documents, 'document'),
    countOf(built.states, 'state'),
    countOf(moves, 'move'),
    ...(built.reviews === 0 ? [] : [`${countOf(built.reviews, 'review')} applied`]),
  ].join(', ')
  rows.push([
    colour.bold('rulebook'),
    held,
    colour.dim(`${pathText(summary.path)}${built.changed ? '' : ' (unchanged)'}`),
  ])
  const lines = tableLines(rows)
  lines.push(
    colour.dim(`${countOf(built.versionsRead, 'version')} read, ${durationText(summary.milliseconds)}`),
    '',
    'try next',
    `  ${look.program} changes${latest === undefined ? '' : ` --since ${latest.inForce.slice(0, 4)}-01-01`}`,
  )
  if (example) {
    const name = /^[\w.-]+$/.test(example.name) ? example.name : `"${plain(example.name).replace(/["\\$`]/g, '')}"`
    lines.push(`  ${look.program} history ${name}`)
    if (example.hosts.length > 0) lines.push(`  ${look.program} ask https://${mainHost(example)}/`)
  }
  return lines
}
