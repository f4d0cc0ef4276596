import { join } from 'node:path'
import { getDomain } from 'tldts'
import { CorpusError } from './corpus-error.ts'
import { literal, openDuck } from './duckdb.ts'
import { hostOfKey } from './host-key.ts'
import { type Report, reportedOutcomes } from './report.ts'

/** One field of the template: what an audit knows of it, or why it does not. */
export interface SummaryField {
  /** Section of the template, e.g. `2.3`. */
  readonly section: string
  readonly field: string
  /** `filled` by the audit, `partly`, or left to whoever files it. */
  readonly status: 'filled' | 'partly' | 'not-available'
  /** What is known; absent when nothing is. */
  readonly value?: string | readonly string[]
  /** What is missing and who has it; absent when the field is filled. */
  readonly missing?: string
}

/** A domain and what was kept of it. */
export interface DomainSize {
  readonly domain: string
  readonly records: number
  readonly tokens: number
}

export interface TrainingSummary {
  readonly fields: readonly SummaryField[]
  /** The most relevant domains: the top tenth by size, or a small provider's top twentieth, at most a thousand. */
  readonly domains: readonly DomainSize[]
  /** How many domains something was kept of. */
  readonly of: number
  /** What the domains are ranked by. */
  readonly metric: 'tokens' | 'records'
}

/**
 * How many of the largest domains are to be named: a tenth, rounded up; of a small or medium provider a twentieth, rounded up, at
 * most a thousand. SPEC.md T1.
 * @example topShare(1234, false) // 124
 */
export function topShare(domains: number, small: boolean): number {
  return small ? Math.min(Math.ceil(domains / 20), 1000) : Math.ceil(domains / 10)
}

/** The largest, with all that are as large as the last of them. SPEC.md T2. */
export function largestDomains(all: readonly DomainSize[], small: boolean, metric: 'tokens' | 'records'): DomainSize[] {
  const sorted = all.toSorted((a, b) => b[metric] - a[metric] || (a.domain < b.domain ? -1 : 1))
  const last = sorted[topShare(sorted.length, small) - 1]
  return last === undefined ? [] : sorted.filter((domain) => domain[metric] >= last[metric])
}

/** The template's classes of size for text. SPEC.md T3. */
export function textSizeClass(tokens: number): string {
  if (tokens < 1e9) return 'less than 1 billion tokens'
  return tokens <= 1e13 ? '1 billion to 10 trillion tokens' : 'more than 10 trillion tokens'
}

/**
 * What was kept of each registrable domain, from the counts an audit left in its folder.
 * Throws `CorpusError` `not-an-audit`.
 */
export async function domainSizes(folder: string): Promise<DomainSize[]> {
  const duck = await openDuck({ overflow: join(folder, '.audit', 'overflow') })
  try {
    const files = literal(join(folder, '.audit', 'hosts', '*.parquet'))
    const sums = new Map<string, { records: number; tokens: number }>()
    const rows = await duck
      .rows(
        `SELECT key, sum(kept_records), sum(kept_tokens) FROM read_parquet(${files}) GROUP BY key HAVING sum(kept_records) > 0`,
      )
      .catch(() => {
        throw new CorpusError({
          code: 'not-an-audit',
          at: folder,
          message: 'the folder holds no counts of an audit',
          hint: 'give the folder that proviso audit wrote to (--out)',
        })
      })
    for (const [key, records, tokens] of rows) {
      const host = hostOfKey(String(key))
      if (host === undefined) continue
      const domain = getDomain(host, { allowPrivateDomains: false }) ?? host
      const sum = sums.get(domain) ?? { records: 0, tokens: 0 }
      sums.set(domain, { records: sum.records + Number(records), tokens: sum.tokens + Number(tokens) })
    }
    return [...sums].map(([domain, sum]) => ({ domain, ...sum }))
  } finally {
    duck.close()
  }
}

/**
 * The fields of the Commission's template for the public summary of training content (AI Act, Art. 53(1)(d); template of
 * 2025-07-24) that an audit can fill, and for each other field what is missing. SPEC.md T1–T6.
 */
export function trainingSummary(report: Report, domains: readonly DomainSize[], small: boolean): TrainingSummary {
  const metric = report.tokens === 'column' || report.tokens === 'estimated' ? 'tokens' : 'records'
  const top = largestDomains(domains, small, metric)
  const left = (section: string, field: string, missing: string): SummaryField => ({
    section,
    field,
    status: 'not-available',
    missing,
  })
  const filled = (section: string, field: string, value: string | readonly string[]): SummaryField => ({
    section,
    field,
    status: 'filled',
    value,
  })
  const partly = (
    section: string,
    field: string,
    value: string | readonly string[],
    missing: string,
  ): SummaryField => ({ section, field, status: 'partly', value, missing })
  const provider = 'known to the provider alone'
  const months = report.months.flatMap(({ month, counts }) =>
    month !== null && report.keep.some((outcome) => counts[outcome].records > 0) ? [month] : [],
  )
  const schemas = [...new Set(report.files.flatMap(({ schema }) => schema ?? []))].sort()
  const size =
    metric === 'tokens' && report.tokens === 'column'
      ? filled(
          '1.3',
          'Training data size, text',
          `${textSizeClass(report.kept.tokens)} (${number(report.kept.tokens)} tokens kept)`,
        )
      : partly(
          '1.3',
          'Training data size, text',
          `${number(report.kept.records)} records kept`,
          'the corpus does not count tokens: give its tokenizer’s count',
        )
  const fields: SummaryField[] = [
    left('1.1', 'Provider and authorised representative', provider),
    left('1.2', 'Model names, dependencies, date of placement on the market', provider),
    size,
    partly('1.3', 'Modalities', 'text', 'what else the model was trained on: the audit saw this corpus only'),
    months.length === 0
      ? left('1.3', 'Latest date of acquisition', 'no kept record says when it was obtained')
      : partly(
          '1.3',
          'Latest date of acquisition',
          `${months.at(-1)!.slice(5)}/${months.at(-1)!.slice(0, 4)}`,
          'whether training continues on newer data',
        ),
    left('1.3', 'Linguistic and other characteristics', 'the audit does not read the texts'),
    partly(
      '2.1',
      'Publicly available datasets',
      schemas.length === 0
        ? 'no known family of corpora was recognised'
        : schemas.map((name) => `files in the form of ${name}`),
      'name, link and version of the datasets, and which of them exceed 3 % of their modality',
    ),
    left('2.2', 'Private datasets and commercial licences', provider),
    left('2.3', 'Crawlers, their names and purposes', 'known to whoever crawled'),
    months.length === 0
      ? left('2.3', 'Period of collection', 'no kept record says when it was obtained')
      : filled('2.3', 'Period of collection', `${months[0]} to ${months.at(-1)}`),
    report.mode === 'none'
      ? left(
          '2.3',
          'Most relevant domain names',
          'the audit only counted: run it with parts or a sidecar, so that what is kept is known by host',
        )
      : filled(
          '2.3',
          'Most relevant domain names',
          `${number(top.length)} of ${number(domains.length)} registrable domains: ${small ? 'the top 5 %, at most 1,000' : 'the top 10 %'} by ${metric} kept, those level with the last included`,
        ),
    left('2.4', 'User data', provider),
    left('2.5', 'Synthetic data', provider),
    left('2.6', 'Other sources', provider),
    partly(
      '3.1',
      'Measures to respect reservations of rights',
      measures(report),
      'whether the provider signed the Code of Practice, and what else it does before and during collection',
    ),
    left('3.2', 'Measures against illegal content', provider),
  ]
  return { fields, domains: report.mode === 'none' ? [] : top, of: domains.length, metric }
}

function measures(report: Report): string[] {
  const { question, counts, keep, rulebook, total } = report
  const out = reportedOutcomes.filter((outcome) => !keep.includes(outcome) && counts[outcome].records > 0)
  return [
    `Looked up for use ${question.usage} by the ${question.actor} through ${question.channel}, under the profile ${question.profile}, with rulebook ${rulebook.sha256}: ${countText(total.records)}, of which ${number(counts.unknown.records)} stayed unknown.`,
    `Left out: ${out.map((outcome) => `${countText(counts[outcome].records)} ${outcome}`).join(', ') || 'nothing'}. Kept: ${keep.join(', ')}.`,
    ...readingText(report),
    ...report.undecided.slice(0, 5).map(({ reason, records }) => `Undecided (${reason}): ${countText(records)}.`),
  ]
}

/** Of whom documents were read, and of whom none: what reservations can have been found in. SPEC.md T7. */
function readingText({ services, hosts, rules, undecided }: Report): string[] {
  const read = services.filter((service) => service.read).length
  const signals = [
    ...new Set(rules.filter(({ terms }) => /\.(?:txt|json|xml)$|page/i.test(terms)).map(({ terms }) => terms)),
  ].sort()
  const stray = undecided.find(({ reason }) => reason === 'no-service')?.records ?? 0
  const nobody =
    hosts.ofNobody === undefined
      ? `For the hosts of ${countText(stray)}`
      : `For ${number(hosts.ofNobody)} of ${number(hosts.distinct)} hosts`
  return [
    `Of ${number(services.length)} known services with records in the corpus, documents of ${number(read)} were read for reservations, of ${number(services.length - read)} none. ${nobody} no service is known.`,
    `Clauses that decided: ${number(rules.length)}${signals.length > 0 ? `, among them some of ${signals.join(', ')}` : ''}.`,
  ]
}

function countText(records: number): string {
  return records === 1 ? '1 record' : `${number(records)} records`
}

/** The summary as Markdown: section by section, with what is missing said in its place. */
export function summaryMarkdown({ fields, domains, of, metric }: TrainingSummary): string {
  const lines = [
    '# Public summary of training content',
    '',
    'Fields of the Commission’s template that an audit can fill. What it cannot is marked and says what is missing.',
  ]
  let section = ''
  for (const { section: own, field, status, value, missing } of fields) {
    if (own !== section) lines.push('', `## ${own}`)
    section = own
    lines.push('', `**${field}**${status === 'filled' ? '' : status === 'partly' ? ' (partly)' : ' (not available)'}`)
    for (const text of value === undefined ? [] : typeof value === 'string' ? [value] : value)
      lines.push('', `- ${text}`)
    if (missing !== undefined) lines.push('', `  *missing: ${missing}*`)
  }
  if (domains.length > 0) {
    lines.push(
      '',
      `## Domains (${number(domains.length)} of ${number(of)})`,
      '',
      `| domain | records | ${metric === 'tokens' ? 'tokens |' : ''}`,
      metric === 'tokens' ? '|---|---:|---:|' : '|---|---:|',
    )
    for (const { domain, records, tokens } of domains)
      lines.push(`| ${domain} | ${number(records)} |${metric === 'tokens' ? ` ${number(tokens)} |` : ''}`)
  }
  return `${lines.join('\n')}\n`
}

function number(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',')
}
