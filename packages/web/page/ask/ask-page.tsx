import {
  type Actor,
  type Asset,
  actors,
  type Channel,
  channels,
  isDay,
  type ProfileName,
  profiles,
  type Usage,
  usages,
} from '@proviso/rights'
import { Link, useSearchParams } from 'wouter'
import type { AskJson } from '../../src/api/ask.ts'
import { IssueNote } from '../shown/issue.tsx'
import { useAnswer } from '../use-answer.ts'
import { useTitle } from '../use-title.ts'
import { AskForm, type Asking } from './ask-form.tsx'
import { Verdict } from './verdict.tsx'

const examples: readonly (readonly [query: string, text: string])[] = [
  ['q=x.com&channel=api&on=2025-06-03', 'x.com through its API, the day before 4 June 2025'],
  ['q=reddit.com&actor=operator', 'Reddit itself, on what its users write'],
  ['q=https://www.youtube.com/watch', 'anyone, on videos'],
  ['q=chatgpt.com&asset=output', 'anyone, on what ChatGPT answers'],
]

/** One question, one answer; the address of the page is the question. */
export function AskPage() {
  const [params, setParams] = useSearchParams()
  const today = new Date().toISOString().slice(0, 10)
  const get = (name: string) => params.get(name) ?? ''
  const one = <T extends string>(name: string, choices: readonly T[], otherwise: T) =>
    choices.find((choice) => choice === get(name)) ?? otherwise
  const asking: Asking = {
    q: get('q'),
    on: isDay(get('on')) ? get('on') : today,
    actor: one<Actor>('actor', actors, 'public'),
    usage: one<Usage>('usage', usages, 'train-ai'),
    channel: one<Channel>('channel', channels, 'web'),
    agent: get('agent'),
    asset: one<Asset>('asset', ['content', 'output'], 'content'),
    profile: one<ProfileName>('profile', Object.keys(profiles) as ProfileName[], 'as-of-crawl'),
  }
  const query = queryOf(asking, today)
  const { value, issue, waiting } = useAnswer<AskJson>(asking.q === '' ? null : `/api/ask?${query}`)
  useTitle(value === undefined || asking.q === '' ? 'May this train a model?' : `${value.asset}: ${value.outcome}`)
  const ask = (next: Asking) => setParams(queryOf(next, today), { replace: true })
  return (
    <div className="narrow">
      <h1 className={asking.q === '' ? '' : 'small'}>May this train a model?</h1>
      <AskForm asking={asking} today={today} onAsk={ask} />
      <div className="answer" aria-busy={waiting}>
        {issue === undefined ? null : <IssueNote issue={issue} onPick={(q) => ask({ ...asking, q })} />}
        {value === undefined || asking.q === '' ? null : (
          <Verdict
            answer={value}
            onDay={(on) => ask({ ...asking, on })}
            onChannel={(channel) => ask({ ...asking, channel })}
          />
        )}
        {asking.q === '' ? (
          <section className="examples">
            <h2>For example</h2>
            <ul>
              {examples.map(([to, text]) => (
                <li key={to}>
                  <Link href={`/?${to}`}>{text}</Link>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
      </div>
    </div>
  )
}

/** What differs from the plainest question, so that addresses stay short. */
function queryOf({ q, on, actor, usage, channel, agent, asset, profile }: Asking, today: string): URLSearchParams {
  const query = new URLSearchParams()
  const set = (name: string, value: string, plain: string) => {
    if (value !== plain) query.set(name, value)
  }
  set('q', q, '')
  set('on', on, today)
  set('actor', actor, 'public')
  set('usage', usage, 'train-ai')
  set('channel', channel, 'web')
  set('agent', agent, '')
  set('asset', asset, 'content')
  set('profile', profile, 'as-of-crawl')
  return query
}
