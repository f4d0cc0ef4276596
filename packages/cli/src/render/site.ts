import type { Outcome, Statement } from '@proviso/rights'
import type { CaptureText, SaidBy, SiteComparison, SiteOutcome, SiteSource } from '@proviso/signals'
import { siteUsages } from '@proviso/signals'
import type { Look } from './look.ts'
import { plain } from './plain.ts'
import { mark } from './position.ts'
import { shorten } from './shorten.ts'
import { pad, tableLines } from './table.ts'
import { outcomeText } from './verdict.ts'

const words = { allow: 'allowed', conditional: 'conditional', disallow: 'disallowed' } as const

/** Leave and bans with conditions both hold for a part. */
function wordOf({ effect, conditions }: Statement) {
  return conditions.length > 0 ? 'conditional' : words[effect]
}

const reasons: Readonly<Record<string, string>> = {
  'http-404': 'there is none (404)',
  'http-410': 'there is none (410)',
  'soft-404': 'there is none (a page came in its place)',
  'not-referenced': 'nothing refers to one',
}

/** A row of the table: statements of one text that say the same, shown once. */
interface Row {
  readonly source: string
  readonly lines: number[]
  readonly statement: Statement
  readonly paths: string[]
}

/** A site for a person: what its signals come to, who says what side by side, where they disagree, what was not read. */
export function siteLines(
  host: string,
  sources: readonly SiteSource[],
  comparison: SiteComparison,
  { full }: { readonly full: boolean },
  look: Look,
): string[] {
  const { colour } = look
  const said = sources.filter(({ reading }) => reading.unread === undefined && reading.absent === undefined)
  const head = [
    colour.bold(plain(host)),
    colour.dim(said.length === 0 ? 'nothing read' : `reads ${said.map(({ file }) => plain(file)).join(', ')}`),
  ].join('  ')
  const texts = said.flatMap(({ reading }) => reading.parts)
  return [
    head,
    '',
    ...outcomeLines(comparison.outcomes, look),
    ...statementLines(texts, full, look),
    ...conflictLines(comparison, full, look),
    ...mentionLines(texts, full, look),
    ...absentLines(sources, look),
  ]
}

/** `train-ai  ✗ disallowed  page.html:3 …`, and for whom it is otherwise. */
function outcomeLines(outcomes: readonly SiteOutcome[], look: Look): string[] {
  const { colour } = look
  const rows: string[][] = []
  for (const usage of siteUsages) {
    const everyone = outcomes.find((one) => one.usage === usage && one.agent === undefined)
    if (everyone === undefined) continue
    const other = new Map<Outcome, string[]>()
    for (const { agent, outcome, ...rest } of outcomes) {
      if (rest.usage !== usage || agent === undefined || outcome === everyone.outcome) continue
      other.set(outcome, [...(other.get(outcome) ?? []), agent])
    }
    const first = everyone.because[0]
    const place = first === undefined ? '' : placeText(first)
    const but = [...other].map(
      ([outcome, agents]) => `${mark(outcome, look)} ${someOf(agents.map(plain), look.width < 100 ? 1 : 2)}`,
    )
    rows.push([
      usage,
      outcomeText(everyone.outcome, look),
      colour.dim(place),
      but.length === 0 ? '' : `but ${but.join(', ')}`,
    ])
  }
  if (rows.length === 0) return []
  return [colour.bold('what it comes to on /'), ...tableLines(rows, '  '), '']
}

function statementLines(texts: readonly CaptureText[], full: boolean, look: Look): string[] {
  const { colour } = look
  const rows = texts.flatMap((text) => rowsOf(text, full))
  if (rows.length === 0) return [colour.dim('no statement on any usage'), '']
  const lines: string[] = [colour.bold('who says what')]
  const widest = (values: readonly string[], most: number) =>
    Math.min(most, Math.max(...values.map((one) => one.length)))
  const cells = rows.map((row) => ({
    row,
    agents: agentsText(row.statement),
    path: pathsText(row.paths),
    place: `${sourceText(row.source)}:${linesText(row.lines)}`,
  }))
  const room = look.width >= 100 ? 22 : 15
  const agentRoom = widest(
    cells.map(({ agents }) => agents),
    room,
  )
  const pathRoom = widest(
    cells.map(({ path }) => path),
    room,
  )
  const placeRoom = widest(
    cells.map(({ place }) => place),
    room + 2,
  )
  for (const usage of ['tdm', ...siteUsages] as const) {
    const own = cells.filter(({ row }) => row.statement.usage === usage)
    if (own.length === 0) continue
    lines.push(`  ${colour.cyan(usage)}${usage === 'tdm' ? colour.dim('  takes in train-ai, ai-input, ai-index') : ''}`)
    for (const { row, agents, path, place } of own) {
      const { effect, conditions, confidence, quote } = row.statement
      const word = wordOf(row.statement)
      const kinds = [...new Set(conditions.map(({ kind }) => kind))].join(', ')
      const start = `    ${mark(word, look)} ${[
        pad(cut(agents, agentRoom, look), agentRoom),
        pad(cut(path, pathRoom, look), pathRoom),
        colour.dim(pad(cut(place, placeRoom, look), placeRoom)),
      ].join('  ')}  `
      const used = 4 + 2 + agentRoom + 2 + pathRoom + 2 + placeRoom + 2
      const note = [
        ...(kinds === '' ? [] : [effect === 'disallow' ? `not for ${kinds}` : `if ${kinds}`]),
        ...(confidence < 1 ? [`sure ${confidence}`] : []),
      ].join(', ')
      const said = plain(quote)
      if (look.width < 100) {
        lines.push(`${start}${colour.yellow(cut(note, look.width - used, look))}`)
        lines.push(`        ${colour.dim(full ? said : cut(said, look.width - 8, look))}`)
        continue
      }
      const tail = note === '' ? '' : `  ${note}`
      const left = Math.max(12, look.width - used - tail.length)
      lines.push(start + (full ? said : cut(said, left, look)) + colour.yellow(tail))
    }
  }
  return [...lines, '']
}

/** The statements of one text, those that differ in their path alone taken together unless all are wanted. */
function rowsOf({ source, statements }: CaptureText, full: boolean): Row[] {
  const rows = new Map<string, Row>()
  for (const [at, statement] of statements.entries()) {
    const { effect, usage, agents, directive, conditions, section } = statement
    const group = section.slice(0, -1).filter((one) => !one.startsWith('content url') && !one.startsWith('location '))
    const kinds = conditions.map(({ kind, note }) => `${kind}=${note}`)
    const key = full
      ? String(at)
      : JSON.stringify([effect, usage, agents, directive, kinds, source === 'robots.txt' ? [] : group])
    const line = lineOf(statement)
    const row = rows.get(key)
    if (row === undefined) rows.set(key, { source, lines: [line], statement, paths: [statement.path ?? ''] })
    else {
      row.lines.push(line)
      row.paths.push(statement.path ?? '')
    }
  }
  return [...rows.values()]
}

function conflictLines({ conflicts }: SiteComparison, full: boolean, look: Look): string[] {
  if (conflicts.length === 0) return []
  const { colour } = look
  const shown = full ? conflicts : conflicts.slice(0, 8)
  const lines = [colour.bold('where it disagrees with itself')]
  for (const { usage, agents, path, because, otherwise } of shown) {
    const who = agents.length === 0 ? '' : ` for ${someOf(agents, 3)}`
    lines.push(`  ${colour.cyan(usage)} on ${plain(path)}${who}`)
    for (const one of [...because.slice(0, 2), ...otherwise.slice(0, 3)]) {
      const { quote } = one.statement
      const start = `    ${mark(wordOf(one.statement), look)} ${colour.dim(pad(placeText(one), 22))} `
      lines.push(start + cut(plain(quote), look.width - 29, look))
    }
  }
  const more = conflicts.length - shown.length
  if (more > 0) lines.push(colour.dim(`  and ${more} more (--full shows them)`))
  return [...lines, '']
}

function mentionLines(texts: readonly CaptureText[], full: boolean, look: Look): string[] {
  const rows = texts.flatMap(({ source, mentions }) =>
    mentions.map((mention) => ({ place: `${sourceText(source)}:${lineOf(mention)}`, mention })),
  )
  if (rows.length === 0) return []
  const { colour } = look
  const shown = full ? rows : rows.slice(0, 8)
  const more = rows.length - shown.length
  const nameRoom = Math.min(16, Math.max(...shown.map(({ mention }) => mention.name.length)))
  const placeRoom = Math.min(20, Math.max(...shown.map(({ place }) => place.length)))
  return [
    colour.bold('said beside'),
    ...shown.flatMap(({ mention: { name, value, reason }, place }) => {
      const head = `  ${pad(cut(plain(name), nameRoom, look), nameRoom)}  ${colour.dim(pad(place, placeRoom))}  `
      const left = look.width - nameRoom - placeRoom - 6
      return [head + cut(plain(value), left, look), colour.dim(`        ${cut(reason, look.width - 8, look)}`)]
    }),
    ...(more > 0 ? [colour.dim(`  and ${more} more (--full shows them)`)] : []),
    '',
  ]
}

function absentLines(sources: readonly SiteSource[], look: Look): string[] {
  const { colour } = look
  const rows = sources.flatMap(({ file, reading: { unread, absent } }) =>
    unread !== undefined
      ? [[file, colour.yellow(`not read: ${unread}`)]]
      : absent !== undefined
        ? [[file, colour.dim(reasons[absent] ?? absent)]]
        : [],
  )
  return rows.length === 0 ? [] : [colour.bold('not heard'), ...tableLines(rows, '  '), '']
}

function lineOf({ section }: { readonly section: readonly string[] }): number {
  return Number(/^line (\d+)$/.exec(section.findLast((one) => /^line \d+$/.test(one)) ?? '')?.[1] ?? 1)
}

/** `headers` for the headers of a page. */
function sourceText(source: string): string {
  return plain(source.endsWith(' (headers)') ? 'headers' : source)
}

function placeText({ source, statement }: SaidBy): string {
  // what follows from a response, not from words, stands on no line
  if (statement.quote === '') return `${sourceText(source)}, ${statement.section[0] ?? ''}`
  return `${sourceText(source)}:${lineOf(statement)}`
}

/** `12`, `12–31`. */
function linesText(lines: readonly number[]): string {
  const least = Math.min(...lines)
  const most = Math.max(...lines)
  return least === most ? String(least) : `${least}–${most}`
}

/** `/blog/*`; `only /` for one page. */
function pathText(path: string): string {
  if (path === '') return 'everywhere'
  return plain(path.endsWith('$') && !path.includes('*') ? `only ${path.slice(0, -1)}` : path)
}

function pathsText(paths: readonly string[]): string {
  // a suffix and the same before a query are one
  const distinct = [...new Set(paths)].filter(
    (one, _, all) => !(one.endsWith('?') && all.includes(`${one.slice(0, -1)}$`)),
  )
  return someOf(distinct.map(pathText), 2)
}

function agentsText({ agents }: Statement): string {
  return agents === undefined ? 'everyone' : someOf(agents.map(plain), 2)
}

/** `gptbot, ccbot +3`. */
function someOf(all: readonly string[], most: number): string {
  const more = all.length - most
  return more > 0 ? `${all.slice(0, most).join(', ')} +${more}` : all.join(', ')
}

function cut(text: string, room: number, look: Look): string {
  if (text.length <= room) return text
  return shorten(text, room, look.marks.ellipsis).length <= room && text.includes(' ')
    ? shorten(text, room, look.marks.ellipsis)
    : `${text.slice(0, Math.max(1, room - look.marks.ellipsis.length)).replace(/[\ud800-\udbff]$/, '')}${look.marks.ellipsis}`
}
