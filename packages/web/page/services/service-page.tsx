import { type Channel, channels, type StandingQuestion } from '@proviso/rights'
import { Link, useSearchParams } from 'wouter'
import type { HistoryJson } from '../../src/api/history.ts'
import { groupBy } from '../../src/group-by.ts'
import { CopyLink } from '../shown/copy-link.tsx'
import { IssueNote } from '../shown/issue.tsx'
import { Mark } from '../shown/mark.tsx'
import { channelText, countText, dayText, unreadText, type Word, wordText } from '../shown/words.ts'
import { useAnswer } from '../use-answer.ts'
import { useTitle } from '../use-title.ts'
import { QuestionBands } from './question-bands.tsx'

/** A service over time: the five questions as bands, every state within reach, a state opened to its words. */
export function ServicePage({ name }: { name: string }) {
  const [params, setParams] = useSearchParams()
  const channel: Channel = channels.find((each) => each === params.get('channel')) ?? 'web'
  const { value, issue } = useAnswer<HistoryJson>(`/api/history?service=${encodeURIComponent(name)}&channel=${channel}`)
  useTitle(value?.service.name ?? name)
  const open = params.get('at') ?? ''
  const set = (key: string, to: string) => {
    const next = new URLSearchParams(params)
    if (to === '') next.delete(key)
    else next.set(key, to)
    setParams(next, { replace: true })
  }
  if (issue !== undefined) return <IssueNote issue={issue} />
  if (value === undefined) return <div className="wide tall" aria-busy="true" />
  const { service, documents, firstRecorded, unread } = value
  return (
    <div className="wide">
      <p className="crumbs">
        <Link href="/services">Services</Link>
      </p>
      <h1>{service.name}</h1>
      <p className="about">
        {service.aliases.length === 0 ? '' : `Also ${service.aliases.join(', ')}. `}
        {service.hosts.length === 0
          ? 'No host is known'
          : `Speaks for ${service.hosts.slice(0, 6).join(', ')}${service.hosts.length > 6 ? ` and ${service.hosts.length - 6} more hosts` : ''}`}
        . {countText(documents.length, 'document')}
        {firstRecorded === null ? '' : `, recorded since ${dayText(firstRecorded)}`}.
      </p>
      <div className="tools">
        <label className="field">
          <span>Answers for who obtains it</span>
          <select
            value={channel}
            onChange={(event) => set('channel', event.target.value === 'web' ? '' : event.target.value)}
          >
            {channels.map((each) => (
              <option key={each} value={each}>
                {channelText[each]}
              </option>
            ))}
          </select>
        </label>
        <Link href={`/changes?service=${encodeURIComponent(service.name)}`}>Its changes</Link>
        {service.host === null ? null : (
          <Link href={`/?q=${encodeURIComponent(service.host)}${channel === 'web' ? '' : `&channel=${channel}`}`}>
            Ask about it
          </Link>
        )}
        <CopyLink />
      </div>
      <Legend />
      {firstRecorded === null ? (
        <p>No document of {service.name} has been read.</p>
      ) : (
        value.questions.map((each) => (
          <QuestionBands
            key={each.question}
            service={service.name}
            host={service.host}
            channel={channel}
            data={each}
            start={firstRecorded.slice(0, 10)}
            today={value.today}
            open={open.startsWith(`${each.question}|`) ? open.slice(each.question.length + 1) : ''}
            onOpen={(at) => set('at', at === '' ? '' : `${each.question satisfies StandingQuestion}|${at}`)}
          />
        ))
      )}
      {unread.length === 0 ? null : (
        <section>
          <h2>Could not be read</h2>
          <ul className="plain">
            {[...groupBy(unread, ({ terms }) => terms)].map(([terms, times]) => (
              <li key={terms}>
                {terms}: {[...new Set(times.map(({ reason }) => unreadText(reason)))].join(', ')},{' '}
                {times.length === 1 ? '' : `${times.length} times from `}
                {dayText(times[0]!.from)} to {times.at(-1)!.to === null ? 'now' : dayText(times.at(-1)!.to!)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

const legendText: Readonly<Partial<Record<Word, string>>> = {
  silent: 'silent: the answer is unknown',
  unread: 'could not be read: not silence',
}

function Legend() {
  const words: readonly Word[] = ['allowed', 'conditional', 'disallowed', 'silent', 'unread', 'none']
  return (
    <ul className="legend" aria-label="Legend">
      {words.map((word) => (
        <li key={word}>
          <i className={`swatch ${word}`} />
          <Mark word={word} /> {legendText[word] ?? wordText[word]}
        </li>
      ))}
      <li>
        <i className="swatch first" /> first record
      </li>
      <li>
        <i className="swatch technical" /> technical record: seen then, in force on or before
      </li>
    </ul>
  )
}
