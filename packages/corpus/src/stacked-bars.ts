import type { Outcome } from '@proviso/rights'
import { type Counts, reportedOutcomes } from './report.ts'

/** What a chart measures. */
export type Measure = 'records' | 'tokens'

/** A bar and what it is called. */
export interface Bar {
  readonly name: string
  readonly counts: Counts
}

const colours: Readonly<Record<Outcome, string>> = {
  allowed: 'var(--allowed)',
  conditional: 'var(--conditional)',
  disallowed: 'var(--disallowed)',
  unknown: 'var(--unknown)',
}

/** Share bars, one a row: each is as long as the others and shows how its outcomes divide. An SVG of fixed width. */
export function shareBars(bars: readonly Bar[], measure: Measure, title: string): string {
  const [left, width, step] = [150, 570, 34]
  const height = bars.length * step + 22
  const rows = bars.map(({ name, counts }, row) => {
    const total = sizeOf(counts, measure)
    let x = left
    const parts = reportedOutcomes.map((outcome) => {
      const share = total === 0 ? 0 : counts[outcome][measure] / total
      const wide = share * width
      const part = rectangle(x, row * step + 6, wide, 20, colours[outcome], `${name}: ${outcome} ${percent(share)}`)
      // a label only where it fits
      const label =
        wide > 44
          ? `<text class="on" x="${round(x + wide / 2)}" y="${row * step + 20}" text-anchor="middle">${percent(share)}</text>`
          : ''
      x += wide
      return part + label
    })
    return `<text x="${left - 10}" y="${row * step + 20}" text-anchor="end">${escapeHtml(name)}</text>${parts.join('')}`
  })
  const axis = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const x = left + share * width
    return `<line x1="${x}" x2="${x}" y1="2" y2="${height - 18}" class="grid"/><text class="axis" x="${x}" y="${height - 4}" text-anchor="middle">${share * 100} %</text>`
  })
  return svg(left + width + 30, height, title, axis.join('') + rows.join(''))
}

/** Columns over time, one a month (or a year, when there are too many), as tall as their amount. */
export function timeColumns(months: readonly Bar[], measure: Measure, title: string): string {
  const bars = filled(months.length > 72 ? byYear(months) : months)
  const [left, width, height] = [60, 660, 200]
  const most = Math.max(1, ...bars.map(({ counts }) => sizeOf(counts, measure)))
  const top = niceTop(most)
  const step = width / Math.max(bars.length, 1)
  const columns = bars.map(({ name, counts }, at) => {
    let y = 10 + height
    return reportedOutcomes
      .map((outcome) => {
        const tall = (counts[outcome][measure] / top) * height
        y -= tall
        const gap = step > 6 ? 1.5 : 0.25
        return rectangle(
          left + at * step + gap / 2,
          y,
          Math.min(step - gap, 60),
          tall,
          colours[outcome],
          `${name}: ${outcome} ${amount(counts[outcome][measure])}`,
        )
      })
      .join('')
  })
  const grid = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const y = round(10 + height - share * height)
    return `<line x1="${left}" x2="${left + width}" y1="${y}" y2="${y}" class="grid"/><text class="axis" x="${left - 8}" y="${y + 4}" text-anchor="end">${amount(top * share)}</text>`
  })
  const every = Math.max(1, Math.ceil(bars.length / 12))
  const names = bars.map(({ name }, at) =>
    at % every === 0
      ? `<text class="axis" x="${round(left + at * step + Math.min(step, 60) / 2)}" y="${height + 28}" text-anchor="middle">${escapeHtml(name)}</text>`
      : '',
  )
  return svg(left + width + 20, height + 36, title, grid.join('') + columns.join('') + names.join(''))
}

/** Months without records are shown as a gap of their own width. */
function filled(bars: readonly Bar[]): Bar[] {
  const first = bars[0]?.name
  if (first === undefined || !/^\d{4}-\d\d$/.test(first)) return [...bars]
  const byName = new Map(bars.map((bar) => [bar.name, bar]))
  const numberOf = (name: string) => Number(name.slice(0, 4)) * 12 + Number(name.slice(5)) - 1
  const all: Bar[] = []
  for (let month = numberOf(first); month <= numberOf(bars.at(-1)!.name); month++) {
    const name = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
    all.push(byName.get(name) ?? { name, counts: nothing })
  }
  return all.length > 240 ? [...bars] : all
}

const nothing: Counts = {
  allowed: { records: 0, tokens: 0 },
  conditional: { records: 0, tokens: 0 },
  disallowed: { records: 0, tokens: 0 },
  unknown: { records: 0, tokens: 0 },
}

function byYear(months: readonly Bar[]): Bar[] {
  const years = new Map<string, Counts>()
  for (const { name, counts } of months) {
    const year = name.slice(0, 4)
    const known = years.get(year) ?? nothing
    const sum = (outcome: Outcome) => ({
      records: known[outcome].records + counts[outcome].records,
      tokens: known[outcome].tokens + counts[outcome].tokens,
    })
    years.set(year, {
      allowed: sum('allowed'),
      conditional: sum('conditional'),
      disallowed: sum('disallowed'),
      unknown: sum('unknown'),
    })
  }
  return [...years].map(([name, counts]) => ({ name, counts }))
}

function niceTop(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most))
  return ([1, 2, 2.5, 4, 5, 8, 10].find((step) => step * power >= most) ?? 10) * power
}

export function sizeOf(counts: Counts, measure: Measure): number {
  return reportedOutcomes.reduce((sum, outcome) => sum + counts[outcome][measure], 0)
}

function rectangle(x: number, y: number, width: number, height: number, colour: string, title: string): string {
  if (width <= 0 || height <= 0) return ''
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${colour}"><title>${escapeHtml(title)}</title></rect>`
}

function svg(width: number, height: number, title: string, body: string): string {
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(title)}">${body}</svg>`
}

const round = (number: number) => Math.round(number * 100) / 100

/** `12.3 %`; what is there never shows as 0. */
export function percent(share: number): string {
  if (share > 0 && share < 0.001) return '<0.1 %'
  return `${(share * 100).toFixed(1)} %`
}

/** `1.2 M`: a number short enough for a chart. */
export function amount(number: number): string {
  for (const [size, unit] of [
    [1e12, 'T'],
    [1e9, 'B'],
    [1e6, 'M'],
    [1e3, 'k'],
  ] as const)
    if (number >= size) return `${Number((number / size).toPrecision(3))} ${unit}`
  return String(Math.round(number))
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
