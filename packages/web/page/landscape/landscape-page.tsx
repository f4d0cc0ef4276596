import { channels, dayAt, dayNumber, isDay } from '@proviso/rights'
import { useMemo, useState } from 'react'
import { Link, useSearchParams } from 'wouter'
import type { LandscapeJson } from '../../src/api/landscape.ts'
import { IssueNote } from '../shown/issue.tsx'
import { Mark } from '../shown/mark.tsx'
import { channelText, countText, dayText, questionText, wordText } from '../shown/words.ts'
import { useAnswer } from '../use-answer.ts'
import { useTitle } from '../use-title.ts'
import { CountsChart } from './counts-chart.tsx'
import { csvOf, jsonOf, pngOf, save, svgOf } from './export.ts'
import { order, wordOn } from './runs.ts'

/** Rows shown at once: thousands would make the slider drag. */
const atOnce = 300

/** Every service and every question on one day, and how the counts moved. */
export function LandscapePage() {
  useTitle('Landscape')
  const [params, setParams] = useSearchParams()
  const channel = channels.find((each) => each === params.get('channel')) ?? 'web'
  const { value, issue } = useAnswer<LandscapeJson>(`/api/landscape?channel=${channel}`)
  const set = (change: Record<string, string>) => {
    const next = new URLSearchParams(params)
    for (const [name, to] of Object.entries(change)) {
      if (to === '') next.delete(name)
      else next.set(name, to)
    }
    setParams(next, { replace: true })
  }
  if (issue !== undefined) return <IssueNote issue={issue} />
  if (value === undefined) return <div className="wide tall" aria-busy="true" />
  const wanted = params.get('on') ?? ''
  const day = isDay(wanted) && wanted <= value.today ? wanted : value.today
  return (
    <div className="wide">
      <h1>Landscape</h1>
      <div className="when-bar">
        <label className="field grow">
          <span>
            On <b>{dayText(day)}</b>
          </span>
          <input
            type="range"
            min={dayNumber(value.first)}
            max={dayNumber(value.today)}
            value={Math.max(dayNumber(value.first), dayNumber(day))}
            aria-valuetext={dayText(day)}
            onChange={(event) => {
              const next = dayAt(Number(event.target.value))
              set({ on: next === value.today ? '' : next })
            }}
          />
        </label>
        <label className="field">
          <span>obtained</span>
          <select
            value={channel}
            onChange={(event) => set({ channel: event.target.value === 'web' ? '' : event.target.value })}
          >
            {channels.map((each) => (
              <option key={each} value={each}>
                {channelText[each]}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div className="charts">
        {value.questions.map((question, at) => (
          <CountsChart key={question} data={value} question={at} day={day} />
        ))}
      </div>
      <Matrix data={value} day={day} sort={params.get('sort') ?? ''} onSort={(sort) => set({ sort })} />
    </div>
  )
}

function Matrix({
  data,
  day,
  sort,
  onSort,
}: {
  data: LandscapeJson
  day: string
  sort: string
  onSort: (sort: string) => void
}) {
  const [wanted, setWanted] = useState('')
  const [told, setTold] = useState('')
  const [all, setAll] = useState(false)
  const rows = useMemo(() => {
    const words = wanted.trim().toLowerCase()
    const found = data.services.filter(({ name, host }) => `${name} ${host}`.toLowerCase().includes(words))
    const down = sort.startsWith('-')
    const column = data.questions.findIndex((question) => sort.endsWith(question))
    if (column >= 0)
      found.sort((a, b) => order.indexOf(wordOn(a.runs[column]!, day)) - order.indexOf(wordOn(b.runs[column]!, day)))
    return down ? found.toReversed() : found
  }, [data, wanted, sort, day])
  const name = `proviso-landscape-${day}`
  const picture = async () => {
    try {
      save(await pngOf(svgOf(data, rows, day)), `${name}.png`)
    } catch {
      setTold('The browser could not paint it: take the SVG')
    }
  }
  const text = (content: string, type: string, ending: string) => () =>
    save(new Blob([content], { type }), `${name}.${ending}`)
  const head = (key: string, label: string, full: string) => {
    const state =
      sort === key || (key === 'name' && sort === '') ? 'ascending' : sort === `-${key}` ? 'descending' : undefined
    return (
      <th key={key} scope="col" aria-sort={state ?? 'none'}>
        <button
          type="button"
          title={full}
          onClick={() => onSort(state === 'ascending' ? `-${key}` : key === 'name' ? '' : key)}
        >
          {label}
          <span aria-hidden="true">{state === 'ascending' ? ' ↑' : state === 'descending' ? ' ↓' : ''}</span>
        </button>
      </th>
    )
  }
  return (
    <>
      <div className="tools">
        <label className="field">
          <span>Service</span>
          <input type="search" value={wanted} onChange={(event) => setWanted(event.target.value)} />
        </label>
        <p role="status">{countText(rows.length, 'service')}</p>
        <span className="exports" role="group" aria-label="Save this table">
          <span>Save as</span>
          <button type="button" className="quiet" onClick={() => text(csvOf(data, rows, day), 'text/csv', 'csv')()}>
            CSV
          </button>
          <button
            type="button"
            className="quiet"
            onClick={() => text(jsonOf(data, rows, day), 'application/json', 'json')()}
          >
            JSON
          </button>
          <button
            type="button"
            className="quiet"
            onClick={() => text(svgOf(data, rows, day), 'image/svg+xml', 'svg')()}
          >
            SVG
          </button>
          <button type="button" className="quiet" onClick={picture}>
            PNG
          </button>
          <span role="status">{told}</span>
        </span>
      </div>
      <table className="matrix">
        <thead>
          <tr>
            {head('name', 'Service', 'by name')}
            {data.questions.map((question) =>
              head(question, questionText[question].short, questionText[question].long),
            )}
          </tr>
        </thead>
        <tbody>
          {(all ? rows : rows.slice(0, atOnce)).map(({ name: service, runs }) => (
            <tr key={service}>
              <th scope="row">
                <Link href={`/services/${encodeURIComponent(service)}`}>{service}</Link>
              </th>
              {runs.map((each, at) => {
                const word = wordOn(each, day)
                return (
                  <td key={data.questions[at]} className={word}>
                    <Mark word={word} />
                    <span>{wordText[word]}</span>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {all || rows.length <= atOnce ? null : (
        <p className="rest">
          <button type="button" onClick={() => setAll(true)}>
            Show all {rows.length.toLocaleString('en')}
          </button>{' '}
          <span className="faint">What is saved has them all.</span>
        </p>
      )}
    </>
  )
}
