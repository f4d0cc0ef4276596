import { relative } from 'node:path'
import type { BuildResult } from '@proviso/archive/build'
import type { Change } from '@proviso/archive/changes'
import type { ImportResult } from '@proviso/archive/import'
import type { Service } from '@proviso/rights'
import { mainHost } from '../main-host.ts'
import type { Look } from './look.ts'
import { plain } from './plain.ts'
import { count, durationText } from './progress.ts'
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
    `${count(records)} records, ${fresh === 0 ? 'none' : count(fresh)} new, ${count(documents)} documents`,
    declarations === null ? '' : colour.dim(`hosts from ${plain(declarations.from)}`),
  ])
  const held = `${count(services)} services, ${count(built.documents)} documents, ${count(built.states)} states, ${count(moves)} moves`
  const path = relative(process.cwd(), summary.path)
  rows.push([
    colour.bold('rulebook'),
    held,
    colour.dim(`${path.startsWith('..') ? summary.path : path}${built.changed ? '' : ' (unchanged)'}`),
  ])
  const lines = tableLines(rows)
  lines.push(
    colour.dim(`${count(built.versionsRead)} versions read, ${durationText(summary.milliseconds)}`),
    '',
    'try next',
    `  proviso changes${latest === undefined ? '' : ` --since ${latest.inForce.slice(0, 4)}-01-01`}`,
  )
  if (example) {
    const name = /^[\w.-]+$/.test(example.name) ? example.name : `"${plain(example.name).replace(/["\\$`]/g, '')}"`
    lines.push(`  proviso history ${name}`)
    if (example.hosts.length > 0) lines.push(`  proviso ask https://${mainHost(example)}/`)
  }
  return lines
}
