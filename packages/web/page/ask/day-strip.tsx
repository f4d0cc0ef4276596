import { dayAt, dayNumber, type Outcome } from '@proviso/rights'
import { dayText, wordText } from '../shown/words.ts'

interface Run {
  readonly from: string
  readonly to: string | null
  readonly outcome: Outcome
}

/** The answer over time, with the day asked on it: dragging moves the day. */
export function DayStrip({
  over,
  on,
  today,
  onDay,
}: {
  over: readonly Run[]
  on: string
  today: string
  onDay: (day: string) => void
}) {
  const first = over[0]
  if (first === undefined) return null
  const end = dayNumber(today)
  // a year of nothing before the first record shows that there was one
  const start = Math.min(dayNumber(first.from) - 200, dayNumber(on))
  const share = (day: number) => `${(100 * (day - start)) / Math.max(1, end - start)}%`
  const at = Math.min(end, Math.max(start, dayNumber(on)))
  const years = Array.from(
    { length: Number(today.slice(0, 4)) - Number(dayAt(start).slice(0, 4)) },
    (_, step) => Number(dayAt(start).slice(0, 4)) + 1 + step,
  )
  const sparse = years.length > 8 ? 2 : 1
  return (
    <div className="strip">
      <div className="strip-track" aria-hidden="true">
        <i className="none" style={{ left: 0, width: share(dayNumber(first.from)) }} />
        {over.map(({ from, to, outcome }) => (
          <i
            key={from}
            className={outcome}
            style={{ left: share(dayNumber(from)), right: to === null ? 0 : `calc(100% - ${share(dayNumber(to))})` }}
          />
        ))}
        <b style={{ left: share(at) }} />
      </div>
      <input
        type="range"
        aria-label="Day"
        min={start}
        max={end}
        value={at}
        aria-valuetext={`${dayText(on)}: ${wordText[outcomeOn(over, on)]}`}
        onChange={(event) => onDay(dayAt(Number(event.target.value)))}
      />
      <div className="strip-years" aria-hidden="true">
        {years
          .filter((year) => year % sparse === 0)
          .map((year) => (
            <span key={year} style={{ left: share(dayNumber(`${year}-01-01`)) }}>
              {year}
            </span>
          ))}
      </div>
    </div>
  )
}

function outcomeOn(over: readonly Run[], day: string): Outcome | 'none' {
  return over.findLast(({ from }) => from <= day)?.outcome ?? 'none'
}
