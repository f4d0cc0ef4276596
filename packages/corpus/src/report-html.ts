import type { Outcome } from '@proviso/rights'
import { obtainedText, questionText } from './question-text.ts'
import { reasonText } from './reason-text.ts'
import { type Counts, type Report, type RuleCount, reportedOutcomes } from './report.ts'
import { escapeHtml, type Measure, percent, shareBars, sizeOf, timeColumns } from './stacked-bars.ts'
import type { Count } from './tally.ts'

/** Rows of a table shown at most; the rest is in report.json. */
const mostRows = 40
const mostServices = 25

/**
 * The report as one page that needs nothing else: to be read, printed and filed. Words from outside are escaped and never run.
 * SPEC.md P1–P8.
 */
export function reportHtml(report: Report): string {
  const measure: Measure = report.tokens === 'column' || report.tokens === 'estimated' ? 'tokens' : 'records'
  const sections = [
    head(report, measure),
    outcomes(report, measure),
    profilesSection(report, measure),
    servicesSection(report),
    rulesSection(report),
    monthsSection(report, measure),
    undecidedSection(report),
    filesSection(report),
    repeatSection(report),
  ]
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Audit: ${escapeHtml(questionText(report.question))}</title>
<style>${style}</style>
</head>
<body>
<main>
${sections.join('\n')}
<footer>${escapeHtml(report.program)}. A record of what was said and what follows from it; not legal advice.</footer>
</main>
</body>
</html>
`
}

function head({ question, total, kept, keep, mode, tokens }: Report, measure: Measure): string {
  const { usage, actor, channel, profile, today } = question
  const share = total[measure] === 0 ? 0 : kept[measure] / total[measure]
  const did = mode === 'none' ? 'would be kept' : 'kept'
  const tokenNote =
    tokens === 'none'
      ? 'Tokens are not counted: no column of the corpus holds them.'
      : tokens === 'estimated'
        ? 'Tokens are estimated at a quarter of a record’s bytes.'
        : tokens === 'partly'
          ? 'Only some files count their tokens; shares are of records.'
          : ''
  return `<header>
<p class="kicker">Audit of a corpus</p>
<h1>${escapeHtml(questionText({ actor, usage }))}</h1>
<p class="facts">Usage <b>${escapeHtml(usage)}</b> · ${escapeHtml(obtainedText(channel))} · profile <b>${escapeHtml(profile)}</b> · audited on <b>${escapeHtml(today)}</b>${question.agent ? ` · agent <b>${escapeHtml(question.agent)}</b>` : ''}${question.on ? ` · undated records count as of <b>${escapeHtml(question.on)}</b>` : ''}</p>
<p class="verdict"><b>${percent(share)}</b> of ${measure} ${did}: ${number(kept.records)} of ${number(total.records)} records${measure === 'tokens' ? `, ${number(kept.tokens)} of ${number(total.tokens)} tokens` : ''}. Kept is what came out ${keep.map((outcome) => `<b>${outcome}</b>`).join(' or ')}; ${rest(keep)}.</p>
${tokenNote === '' ? '' : `<p class="note">${tokenNote}</p>`}
</header>`
}

function rest(keep: readonly Outcome[]): string {
  const others = reportedOutcomes.filter((outcome) => !keep.includes(outcome))
  return `${others.join(', ').replace(/, ([^,]+)$/, ' and $1')} ${others.length === 1 ? 'was' : 'were'} not`
}

function outcomes({ counts, total, keep, tokens }: Report, measure: Measure): string {
  const cards = reportedOutcomes.map((outcome) => {
    const share = total[measure] === 0 ? 0 : counts[outcome][measure] / total[measure]
    const count = counts[outcome]
    return `<div class="card ${outcome}"><p class="name">${outcome}${keep.includes(outcome) ? ' <span class="tag">kept</span>' : ''}</p><p class="big">${percent(share)}</p><p>${number(count.records)} records</p>${tokens === 'none' ? '' : `<p>${number(count.tokens)} tokens</p>`}</div>`
  })
  return `<section class="cards">${cards.join('')}</section>`
}

function profilesSection({ profiles, tokens, question }: Report, measure: Measure): string {
  const bars = profiles.map(({ profile, counts }) => ({ name: profile, counts }))
  const rows = profiles.map(({ profile, counts }) => [
    `${escapeHtml(profile)}${profile === question.profile ? ' <span class="tag">this audit</span>' : ''}`,
    ...countCells(counts, tokens !== 'none'),
  ])
  return `<section><h2>What each profile would give</h2>
<p class="lead"><b>as-of-crawl</b>: the rules of the day a record was obtained. <b>as-of-today</b>: the rules of the day of the audit. <b>strictest-ever</b>: the strictest rule any day ever had.</p>
${legend()}${shareBars(bars, measure, 'Outcomes by profile')}
${table(['profile', ...countHeads(tokens !== 'none')], rows)}</section>`
}

function servicesSection({ services, tokens }: Report): string {
  if (services.length === 0)
    return '<section><h2>By service</h2><p class="lead">No record is of a service the rulebook knows.</p></section>'
  const decided = services.filter(({ counts }) => counts.unknown.records < sizeOf(counts, 'records')).length
  const rows = services
    .slice(0, mostServices)
    .map(({ service, counts }) => [escapeHtml(service), ...countCells(counts, tokens !== 'none')])
  return `<section><h2>By service</h2>
<p class="lead">${number(services.length)} services of the rulebook have records in the corpus; ${number(decided)} of them have records that were decided, and stand first.</p>
${table(['service', ...countHeads(tokens !== 'none')], rows)}${more(services.length, mostServices)}</section>`
}

function rulesSection({ rules, tokens }: Report): string {
  if (rules.length === 0) return '<section><h2>By clause</h2><p class="lead">No clause decided anything.</p></section>'
  const items = rules.slice(0, mostRows).map((rule) => clause(rule, tokens !== 'none'))
  return `<section><h2>By clause</h2>
<p class="lead">The words that decided, with the records they decided. A record that two clauses decide counts under both.</p>
<ol class="clauses">${items.join('')}</ol>${more(rules.length)}</section>`
}

function clause(rule: RuleCount, withTokens: boolean): string {
  const decided = reportedOutcomes.flatMap((outcome) => {
    const { records, tokens } = rule.counts[outcome]
    return records === 0
      ? []
      : [
          `<span class="pill ${outcome}">${outcome}</span> ${number(records)} records${withTokens ? `, ${number(tokens)} tokens` : ''}`,
        ]
  })
  const conditions =
    rule.conditions.length > 0
      ? ` (${[...new Set(rule.conditions.map(({ kind }) => kind))].map(escapeHtml).join(', ')})`
      : ''
  const link = safeLink(rule.url)
  const words =
    rule.quote === undefined
      ? `<p class="note">The rulebook holds a pointer to the words${rule.quoteHash ? `, SHA-256 ${escapeHtml(rule.quoteHash)}` : ': a review set this position'}.${link ? ` <a href="${link}">The public record</a>` : ''}</p>`
      : `<blockquote>${escapeHtml(rule.quote.length > 900 ? `${rule.quote.slice(0, 899)}…` : rule.quote)}</blockquote>${link ? `<p class="note"><a href="${link}">The public record</a></p>` : ''}`
  return `<li><p class="place"><b>${escapeHtml(rule.service)}</b>, ${escapeHtml(rule.terms)}${rule.section.length > 0 ? ` › ${rule.section.map((part) => escapeHtml(part.slice(0, 120))).join(' › ')}` : ''}</p>
<p class="note"><code>${escapeHtml(rule.question)}</code>: ${escapeHtml(rule.effect)}${conditions} · in force ${escapeHtml(rule.from)} to ${escapeHtml(rule.to ?? 'now')}</p>
${words}<p class="counts">${decided.join(' · ')}</p></li>`
}

function monthsSection({ months, dates }: Report, measure: Measure): string {
  const dated = months.flatMap(({ month, counts }) => (month === null ? [] : [{ name: month, counts }]))
  const undated = months.find(({ month }) => month === null)
  const facts = [
    dates.missing > 0 ? `${number(dates.missing)} records have no date` : '',
    dates.unreadable > 0 ? `the date of ${number(dates.unreadable)} could not be read` : '',
    dates.absurd > 0 ? `${number(dates.absurd)} name a day before 1990 or after the audit and count as undated` : '',
  ].filter((text) => text !== '')
  const note = facts.length === 0 ? '' : `<p class="note">${capital(facts.join('; '))}.</p>`
  const chart =
    dated.length === 0
      ? '<p class="lead">No record could be placed in time.</p>'
      : `${legend()}${timeColumns(dated, measure, `Outcomes by ${dated.length > 72 ? 'year' : 'month'} obtained`)}`
  const missing =
    undated && dated.length > 0
      ? `<p class="note">Not shown: ${number(sizeOf(undated.counts, 'records'))} records without a day.</p>`
      : ''
  return `<section><h2>By ${dated.length > 72 ? 'year' : 'month'} obtained, in ${measure}</h2>${chart}${missing}${note}</section>`
}

function undecidedSection(report: Report): string {
  const { undecided, tokens } = report
  if (undecided.length === 0)
    return '<section><h2>What could not be decided</h2><p class="lead">Everything was decided.</p></section>'
  const rows = undecided.map(({ reason, records, tokens: sum }) => [
    `<code>${escapeHtml(reason)}</code> ${reasonText(reason)}`,
    number(records),
    ...(tokens === 'none' ? [] : [number(sum)]),
  ])
  const heads = ['records', ...(tokens === 'none' ? [] : ['tokens'])]
  return `<section><h2>What could not be decided, and why</h2>${table(['reason', ...heads], rows)}${biggestUnread(report)}</section>`
}

/** Services of which no document was read, and hosts of no service, by size. SPEC.md P9. */
function biggestUnread({ services, hosts, undecided, question, tokens }: Report): string {
  const stray = undecided.find(({ reason }) => reason === 'no-service')
  const unread = services.filter(({ read }) => !read)
  const all = [
    ...unread.flatMap(({ service, counts: { unknown } }) =>
      unknown.records === 0 ? [] : { name: service, lacks: 'its documents', ...unknown },
    ),
    ...hosts.top.map(({ key, ...count }) => ({ name: key.replace(/^\//, ''), lacks: 'a service', ...count })),
  ].sort((a, b) => b.tokens - a.tokens || b.records - a.records)
  if (all.length === 0) return ''
  const heads = ['records', ...(tokens === 'none' ? [] : ['tokens'])]
  const rows = all
    .slice(0, mostServices)
    .map(({ name, lacks, records, tokens: sum }) => [
      escapeHtml(name.slice(0, 80)),
      lacks,
      number(records),
      ...(tokens === 'none' ? [] : [number(sum)]),
    ])
  const facts = [
    unread.length === 0
      ? ''
      : `Known services with records in the corpus of which no document that the profile <b>${escapeHtml(question.profile)}</b> listens to has been read: ${number(unread.length)}. They lack <b>their documents</b>.`,
    stray === undefined
      ? ''
      : `${hosts.ofNobody === undefined ? `Records on hosts for which no service is known: ${number(stray.records)}` : `Hosts for which no service is known: ${number(hosts.ofNobody)} of ${number(hosts.distinct)}`}. They lack <b>a service</b>, and its documents.`,
    'What is missing may decide these records, or be silent on them, too.',
  ]
  return `<h3>The biggest of whom nothing was read</h3><p class="lead">${facts.filter((fact) => fact !== '').join(' ')}</p>${table(['service or host', 'lacks', ...heads], rows)}`
}

function filesSection({ files, issues, total }: Report): string {
  const failed = files.filter(({ status }) => status === 'failed')
  const found = [...issues, ...files.flatMap(({ issues }) => issues)]
  const beyond = files.reduce((sum, { moreIssues }) => sum + moreIssues, 0)
  const rows = files.slice(0, mostRows).map((file) => [
    escapeHtml(file.path),
    escapeHtml(
      [file.schema, file.format, file.compression === 'none' ? undefined : file.compression].filter(Boolean).join(', '),
    ),
    escapeHtml(
      Object.entries(file.columns ?? {})
        .map(([role, name]) => `${role}: ${name}`)
        .join(', '),
    ),
    file.status === 'failed' ? '<b>not read</b>' : number(file.records),
  ])
  const twice = files.flatMap(({ path, duplicates }) =>
    duplicates && duplicates.ids > 0
      ? [
          `<li>${escapeHtml(path)}: ${number(duplicates.ids)} ids occur more than once (${number(duplicates.rows)} rows too many)</li>`,
        ]
      : [],
  )
  const list = found
    .slice(0, mostRows)
    .map(
      ({ code, at, line, message, hint }) =>
        `<li><code>${escapeHtml(code)}</code> ${escapeHtml(at)}${line === undefined ? '' : `:${line}`}: ${escapeHtml(message)}${hint ? `; ${escapeHtml(hint)}` : ''}</li>`,
    )
  const wrong =
    list.length + twice.length === 0
      ? ''
      : `<h3>What was wrong with them</h3><ul class="issues">${list.join('')}${twice.join('')}</ul>${more(found.length + beyond)}`
  return `<section><h2>Files</h2><p class="lead">${number(files.length)} ${files.length === 1 ? 'file' : 'files'}, ${number(total.records)} records${failed.length > 0 ? `; <b>${number(failed.length)} could not be read and ${failed.length === 1 ? 'is' : 'are'} in no number above</b>` : ''}.</p>
${table(['file', 'kind', 'columns read', 'records'], rows)}${more(files.length)}${wrong}</section>`
}

function repeatSection({ command, rulebook, question, program }: Report): string {
  const sources = (
    rulebook.sources as { archive: string; head?: string; attribution?: string; url?: string; lastRecorded?: string }[]
  ).map(({ archive, head = '', attribution, url, lastRecorded }) => [
    safeLink(url) ? `<a href="${safeLink(url)}">${escapeHtml(archive)}</a>` : escapeHtml(archive),
    `<code>${escapeHtml(head.slice(0, 12))}</code>`,
    escapeHtml(lastRecorded?.slice(0, 10) ?? ''),
    escapeHtml(attribution ?? ''),
  ])
  return `<section><h2>To repeat it</h2>
<pre>PROVISO_NOW=${escapeHtml(question.today)} ${escapeHtml(command)}</pre>
<p class="lead">${escapeHtml(program)}, rulebook SHA-256 <code class="hash">${escapeHtml(rulebook.sha256)}</code></p>
${sources.length === 0 ? '' : table(['made from the public records of', 'at commit', 'newest record', 'attribution'], sources)}</section>`
}

function legend(): string {
  return `<p class="legend">${reportedOutcomes.map((outcome) => `<span><i class="${outcome}"></i>${outcome}</span>`).join('')}</p>`
}

function countHeads(withTokens: boolean): string[] {
  return [...reportedOutcomes, 'all records', ...(withTokens ? ['all tokens'] : [])]
}

function countCells(counts: Counts, withTokens: boolean): string[] {
  const cell = ({ records, tokens }: Count) =>
    records === 0 ? '–' : `${number(records)}${withTokens ? `<br><small>${number(tokens)}</small>` : ''}`
  return [
    ...reportedOutcomes.map((outcome) => cell(counts[outcome])),
    number(sizeOf(counts, 'records')),
    ...(withTokens ? [number(sizeOf(counts, 'tokens'))] : []),
  ]
}

/** A table whose first column is text and whose others are numbers, but for those that hold letters. */
function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const numeric = heads.map(
    (_, at) =>
      at > 0 &&
      rows.every((row) => /^[\d,–]/.test(row[at] ?? '') && !/[a-z]{3}/i.test((row[at] ?? '').replace(/<[^>]*>/g, ''))),
  )
  const cells = (row: readonly string[], tag: string) =>
    row.map((cell, at) => `<${tag}${numeric[at] ? ' class="n"' : ''}>${cell}</${tag}>`).join('')
  return `<div class="wide"><table><thead><tr>${cells(heads, 'th')}</tr></thead><tbody>${rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('')}</tbody></table></div>`
}

function more(count: number, shown = mostRows): string {
  return count > shown ? `<p class="note">${number(count - shown)} more in report.json.</p>` : ''
}

/** Addresses come from archives: only those of the web become links. */
function safeLink(url: string | undefined): string | undefined {
  return url !== undefined && /^https:\/\//.test(url) ? escapeHtml(url) : undefined
}

function number(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',')
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const style = `
:root{--ink:#1c2330;--soft:#5b6472;--line:#dfe3e8;--paper:#fff;--panel:#f6f7f9;--allowed:#2e7d5b;--conditional:#c98a1b;--disallowed:#b3372f;--unknown:#9aa3b0;--link:#1f5fa8}
@media (prefers-color-scheme:dark){:root{--ink:#e7eaef;--soft:#a3acb9;--line:#333b47;--paper:#14181e;--panel:#1c222a;--allowed:#3f9c74;--conditional:#d69b35;--disallowed:#d0564d;--unknown:#6e7887;--link:#7fb2ec}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:60rem;margin:0 auto;padding:2.5rem 1.5rem 4rem}
.kicker{margin:0;color:var(--soft);letter-spacing:.06em;text-transform:uppercase;font-size:.75rem}
h1{margin:.2rem 0 .6rem;font-size:1.9rem;line-height:1.2}
h2{margin:2.6rem 0 .5rem;font-size:1.2rem;border-top:1px solid var(--line);padding-top:1.2rem}
h3{margin:1.6rem 0 .3rem;font-size:1rem}
.facts,.lead,.note{color:var(--soft);margin:.3rem 0}
.facts b,.lead b{color:var(--ink);font-weight:600}
.note{font-size:.85rem}
.verdict{font-size:1.05rem;margin:.9rem 0 .3rem}
.cards{display:grid;grid-template-columns:repeat(4,1fr);gap:.8rem;margin-top:1.4rem}
.card{background:var(--panel);border-top:4px solid var(--unknown);padding:.8rem 1rem;border-radius:0 0 6px 6px}
.card p{margin:0;font-variant-numeric:tabular-nums;font-size:.85rem;color:var(--soft)}
.card .name{color:var(--ink);font-weight:600;font-size:.95rem}
.card .big{font-size:1.7rem;color:var(--ink);line-height:1.3}
.card.allowed{border-color:var(--allowed)}.card.conditional{border-color:var(--conditional)}.card.disallowed{border-color:var(--disallowed)}
.tag{font-size:.7rem;font-weight:600;border:1px solid var(--line);border-radius:9px;padding:0 .45rem;color:var(--soft);white-space:nowrap}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin:.8rem 0;font-size:.86rem}
th,td{text-align:left;padding:.4rem .6rem .4rem 0;border-bottom:1px solid var(--line);vertical-align:top}
th{color:var(--soft);font-weight:600}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td small{color:var(--soft)}
svg{display:block;width:100%;height:auto;margin:.6rem 0;font-size:12px}
svg text{fill:var(--ink)}svg .on{fill:#fff;font-size:11px}svg .axis{fill:var(--soft);font-size:11px}svg .grid{stroke:var(--line)}
.legend{display:flex;flex-wrap:wrap;gap:1.2rem;margin:.6rem 0 0;font-size:.85rem;color:var(--soft)}
.legend i{display:inline-block;width:.8rem;height:.8rem;border-radius:2px;margin-right:.4rem;vertical-align:-1px}
i.allowed{background:var(--allowed)}i.conditional{background:var(--conditional)}i.disallowed{background:var(--disallowed)}i.unknown{background:var(--unknown)}
.clauses{padding-left:1.4rem}.clauses li{margin:0 0 1.3rem}.clauses p{margin:.15rem 0}
blockquote{margin:.4rem 0;padding:.5rem .9rem;border-left:3px solid var(--line);background:var(--panel);white-space:pre-wrap;overflow-wrap:anywhere}
.pill{color:#fff;border-radius:3px;padding:0 .45rem;font-size:.78rem}
.pill.allowed{background:var(--allowed)}.pill.conditional{background:var(--conditional)}.pill.disallowed{background:var(--disallowed)}.pill.unknown{background:var(--unknown)}
pre{background:var(--panel);padding:.8rem 1rem;border-radius:6px;white-space:pre-wrap;overflow-wrap:anywhere}
code{font:.85em ui-monospace,Menlo,Consolas,monospace}.hash{overflow-wrap:anywhere}
a{color:var(--link)}
.issues li{overflow-wrap:anywhere}
footer{margin-top:3rem;color:var(--soft);font-size:.85rem;border-top:1px solid var(--line);padding-top:1rem}
@media (max-width:44rem){.cards{grid-template-columns:repeat(2,1fr)}}
@media print{main{max-width:none;padding:0}.clauses li,tr,.card{break-inside:avoid}h2{break-after:avoid}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
`
