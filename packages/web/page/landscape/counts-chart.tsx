import { dayAt, dayNumber } from '@proviso/rights'
import { useMemo } from 'react'
import type { LandscapeJson } from '../../src/api/landscape.ts'
import { questionText, wordText } from '../shown/words.ts'
import { type Counts, countsOn } from './runs.ts'

const stacked = ['disallowed', 'conditional', 'allowed'] as const
const width = 300
const height = 90

/** How many services say what on one question, over the years; the day chosen is a line. */
export function CountsChart({ data, question, day }: { data: LandscapeJson; question: number; day: string }) {
  const start = dayNumber(data.first)
  const end = dayNumber(data.today)
  const samples = useMemo(
    () =>
      Array.from({ length: 121 }, (_, step) => {
        const at = Math.round(start + ((end - start) * step) / 120)
        return { at, counts: countsOn(data.services, question, dayAt(at)) }
      }),
    [data, question, start, end],
  )
  const total = Math.max(1, ...samples.map(({ counts }) => spoken(counts)))
  const x = (at: number) => ((at - start) / Math.max(1, end - start)) * width
  const now = countsOn(data.services, question, day)
  let below = samples.map(() => 0)
  const areas = stacked.map((word) => {
    const above = below.map((base, at) => base + samples[at]!.counts[word])
    const line = (tops: readonly number[]) =>
      tops.map((top, at) => `${x(samples[at]!.at).toFixed(1)} ${(height - (top / total) * (height - 4)).toFixed(1)}`)
    const path = `M${line(above).join('L')}L${line(below).reverse().join('L')}Z`
    below = above
    return <path key={word} className={word} d={path} />
  })
  const text = stacked.map((word) => `${now[word]} ${wordText[word]}`).join(', ')
  const key = data.questions[question]!
  return (
    <figure className="chart">
      <figcaption>{questionText[key].short}</figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${questionText[key].long} On ${day}: ${text}, ${now.unknown} unknown, ${now.none} without a record.`}
      >
        {areas}
        <line x1={x(dayNumber(day))} x2={x(dayNumber(day))} y1="0" y2={height} />
      </svg>
      <p className="extent" aria-hidden="true">
        <span>{data.first.slice(0, 4)}</span>
        <span>up to {total}</span>
        <span>{data.today.slice(0, 4)}</span>
      </p>
      <p aria-hidden="true">
        {stacked.map((word) => (
          <span key={word} className={`count ${word}`}>
            <b>{now[word]}</b> {wordText[word]}
          </span>
        ))}
      </p>
    </figure>
  )
}

function spoken(counts: Counts): number {
  return stacked.reduce((sum, word) => sum + counts[word], 0)
}
