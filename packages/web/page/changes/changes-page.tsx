import { actors, questions, usages } from '@proviso/rights'
import { useEffect, useState } from 'react'
import { Link, useSearchParams } from 'wouter'
import type { ChangesJson, ListedChange } from '../../src/api/changes.ts'
import { clauseText } from '../../src/text/clause.ts'
import { IssueNote } from '../shown/issue.tsx'
import { Told } from '../shown/mark.tsx'
import { actorText, conditionsText, countText, questionText, shortDay, usageText, wordText } from '../shown/words.ts'
import { fetchJson, useAnswer } from '../use-answer.ts'
import { useTitle } from '../use-title.ts'

const filters = ['search', 'service', 'terms', 'actor', 'usage', 'question', 'to', 'since', 'until'] as const

/** The newsroom: every move of a position, newest first. */
export function ChangesPage() {
  useTitle('Changes')
  const [params, setParams] = useSearchParams()
  const query = new URLSearchParams(filters.flatMap((name) => (params.get(name) ? [[name, params.get(name)!]] : [])))
  const address = `/api/changes?${query}`
  const { value, issue, waiting } = useAnswer<ChangesJson>(address)
  const [more, setMore] = useState<{ readonly address: string; readonly changes: readonly ListedChange[] }>({
    address: '',
    changes: [],
  })
  const set = (name: string, to: string) => {
    const next = new URLSearchParams(params)
    if (to === '') next.delete(name)
    else next.set(name, to)
    setParams(next, { replace: true })
  }
  const listed = [...(value?.changes ?? []), ...(more.address === address ? more.changes : [])]
  const show = async () => {
    const next = await fetchJson<ChangesJson>(`${address}&from=${listed.length}`).catch(() => undefined)
    if (next !== undefined)
      setMore((last) => ({ address, changes: [...(last.address === address ? last.changes : []), ...next.changes] }))
  }
  const most = Math.max(1, ...(value?.years ?? []).map(({ count }) => count))
  return (
    <div className="wide">
      <h1>Changes</h1>
      <p className="about">
        How platforms move their rules on AI training and crawling, newest first. What an archive saw for the first time
        is no change.
      </p>
      <div className="columns">
        <details className="narrowing" open={query.size > 0 || matchMedia('(min-width: 60rem)').matches}>
          <summary>Filters</summary>
          <search className="filters">
            <Search value={params.get('search') ?? ''} onChange={(text) => set('search', text)} />
            <Choice
              name="Service"
              value={params.get('service') ?? ''}
              options={value?.choices.services ?? []}
              onChange={(to) => set('service', to)}
            />
            <Choice
              name="Kind of document"
              value={params.get('terms') ?? ''}
              options={value?.choices.terms ?? []}
              onChange={(to) => set('terms', to)}
            />
            <Choice
              name="Question"
              value={params.get('question') ?? ''}
              options={questions}
              text={(each) => questionText[each as (typeof questions)[number]].short}
              onChange={(to) => set('question', to)}
            />
            <Choice
              name="Actor"
              value={params.get('actor') ?? ''}
              options={actors}
              text={(each) => actorText[each as (typeof actors)[number]]}
              onChange={(to) => set('actor', to)}
            />
            <Choice
              name="Usage"
              value={params.get('usage') ?? ''}
              options={usages}
              text={(each) => usageText[each as (typeof usages)[number]]}
              onChange={(to) => set('usage', to)}
            />
            <Choice
              name="Now"
              value={params.get('to') ?? ''}
              options={['allowed', 'conditional', 'disallowed', 'silent']}
              text={(each) => wordText[each as 'allowed']}
              onChange={(to) => set('to', to)}
            />
            <Day name="Since" value={params.get('since') ?? ''} onChange={(to) => set('since', to)} />
            <Day name="Until" value={params.get('until') ?? ''} onChange={(to) => set('until', to)} />
          </search>
        </details>
        <div aria-busy={waiting}>
          {issue === undefined ? null : <IssueNote issue={issue} />}
          <div className="tally">
            <p role="status">{value === undefined ? '\u00a0' : countText(value.total, 'change')}</p>
            <a href={`/changes.atom?${query}`}>Feed of this list</a>
            {query.size === 0 ? null : (
              <button
                type="button"
                className="quiet"
                onClick={() => setParams(new URLSearchParams(), { replace: true })}
              >
                Clear filters
              </button>
            )}
          </div>
          {value === undefined || value.years.length < 2 ? null : (
            <ul className="years" aria-label="Changes by year">
              {[...value.years].reverse().map(({ year, count }) => (
                <li key={year}>
                  <i style={{ height: `${Math.max(6, (100 * count) / most)}%` }} aria-hidden="true" />
                  <b>{count}</b>{' '}
                  <span>
                    <span className="century">{year.slice(0, 2)}</span>
                    {year.slice(2)}
                  </span>
                </li>
              ))}
            </ul>
          )}
          <ol className="news">
            {listed.map((change, at) => (
              <li key={change.id}>
                {listed[at - 1]?.inForce.slice(0, 4) === change.inForce.slice(0, 4) ? null : (
                  <p className="year">{change.inForce.slice(0, 4)}</p>
                )}
                <News change={change} />
              </li>
            ))}
          </ol>
          {value !== undefined && listed.length === 0 ? <p>No position moved that matches.</p> : null}
          {value !== undefined && listed.length < value.total ? (
            <button type="button" onClick={show}>
              Show more
            </button>
          ) : null}
        </div>
      </div>
    </div>
  )
}

function News({ change }: { change: ListedChange }) {
  const words = change.added[0] ?? change.removed[0]
  return (
    <article className="item">
      <p className="when">
        <time dateTime={change.inForce}>{shortDay(change.inForce)}</time> · {change.terms}
      </p>
      <h2>
        <Link href={`/changes/${change.id}`}>{change.headline}</Link>
      </h2>
      <p className="move">
        <Told word={change.before.position} after={conditionsText(change.before.conditions ?? [])} />
        <span aria-hidden="true"> → </span>
        <span className="sr">then</span>
        <Told word={change.after.position} after={conditionsText(change.after.conditions ?? [])} />
      </p>
      {words === undefined ? null : (
        <p className="snippet">
          {change.added.length === 0 ? <del>{clipped(clauseText(words))}</del> : clipped(clauseText(words))}
        </p>
      )}
    </article>
  )
}

function clipped(text: string): string {
  return text.length > 260 ? `${text.slice(0, 250)} …` : text
}

function Search({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  useEffect(() => {
    if (typed.trim() === value) return
    const pending = setTimeout(() => onChange(typed.trim()), 300)
    return () => clearTimeout(pending)
  })
  return (
    <label className="field">
      <span>Words</span>
      <input type="search" maxLength={200} value={typed} onChange={(event) => setTyped(event.target.value)} />
    </label>
  )
}

function Choice({
  name,
  value,
  options,
  text = (option) => option,
  onChange,
}: {
  name: string
  value: string
  options: readonly string[]
  text?: (option: string) => string
  onChange: (to: string) => void
}) {
  const known = options.includes(value) || value === '' ? options : [value, ...options]
  return (
    <label className="field">
      <span>{name}</span>
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">any</option>
        {known.map((option) => (
          <option key={option} value={option}>
            {options.includes(option) ? text(option) : option}
          </option>
        ))}
      </select>
    </label>
  )
}

function Day({ name, value, onChange }: { name: string; value: string; onChange: (to: string) => void }) {
  return (
    <label className="field">
      <span>{name}</span>
      <input type="date" value={value} onChange={(event) => onChange(event.target.value)} />
    </label>
  )
}
