import { dayAt, dayNumber, type Outcome, type Reason } from '@proviso/rights'
import { bandWord } from '../shown/band-word.ts'
import { inside } from '../shown/inside.ts'
import { dayText, wordText } from '../shown/words.ts'

interface Run {
  readonly from: string
  readonly to: string | null
  readonly outcome: Outcome
  readonly reason: Reason
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
  const part = (day: number) => (100 * (day - start)) / Math.max(1, end - start)
  const share = (day: number) => `${part(day)}%`
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
        {over.map((run) => (
          <i
            key={run.from}
            className={bandWord(run)}
            style={{
              left: share(dayNumber(run.from)),
              right: run.to === null ? 0 : `calc(100% - ${share(dayNumber(run.to))})`,
            }}
          />
        ))}
        <b style={{ left: inside(part(at), '3.5px') }} />
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
            <span key={year} style={{ left: inside(part(dayNumber(`${year}-01-01`)), '1.2em') }}>
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
