import type { Channel } from '@proviso/rights'
import { Link } from 'wouter'
import type { AskJson } from '../../src/api/ask.ts'
import { dayHeard } from '../../src/text/heard-text.ts'
import { isMissed, readBeforeText } from '../../src/text/read-before.ts'
import { CopyLink } from '../shown/copy-link.tsx'
import { ImportHint } from '../shown/import-hint.tsx'
import { Mark, Told } from '../shown/mark.tsx'
import { program } from '../shown/program.ts'
import {
  actorText,
  channelText,
  conditionsText,
  countText,
  dayText,
  profileNamed,
  reasonText,
  unreadText,
  usageText,
} from '../shown/words.ts'
import { BecauseList } from './because-list.tsx'
import { DayStrip } from './day-strip.tsx'

type Part = AskJson['using']

/** The answer: the verdict, the answer over time, the clauses of both parts, what said otherwise, and the same today. */
export function Verdict({
  answer,
  onDay,
  onChannel,
}: {
  answer: AskJson
  onDay: (day: string) => void
  onChannel: (channel: Channel) => void
}) {
  const { outcome, usage, actor, agent, channel, on, assetKind, service } = answer
  const parts: [string, Part][] = [
    ['Using', answer.using],
    ['Obtaining', answer.obtaining],
  ]
  const readBefore = (source: AskJson['unread'][number]) => {
    const text = readBeforeText(source, answer.layers ?? [], dayOfLayers(answer))
    return text === undefined ? null : `; ${text}`
  }
  // the part that decided comes first
  if (answer.using.outcome !== outcome) parts.reverse()
  const what =
    assetKind === 'output'
      ? `${usageText[usage as keyof typeof usageText]} on its output`
      : usageText[usage as keyof typeof usageText]
  return (
    <>
      <section className={`verdict ${outcome}`} aria-label="Verdict">
        <div aria-live="polite" aria-atomic="true">
          <p className="word">
            <Mark word={outcome} size={44} />
            <strong>{outcome}</strong>
          </p>
          <p className="sentence">
            for {agent ?? actorText[actor as keyof typeof actorText]} to {what}{' '}
            {channelText[channel as keyof typeof channelText]}, on <b>{dayText(on)}</b>
          </p>
        </div>
        <DayStrip over={answer.over} on={on} today={answer.today.on} onDay={onDay} />
        <p className="whose">
          <span>
            {answer.host}
            {service === null ? '' : ' belongs to '}
            {service === null ? null : <Link href={`/services/${encodeURIComponent(service)}`}>{service}</Link>}
          </span>
          <CopyLink />
        </p>
      </section>

      {service === null ? <Nobody answer={answer} /> : null}
      {service === null
        ? null
        : parts.map(([name, part]) => (
            <section key={name} className="part">
              <h2>
                {name}{' '}
                <Told word={part.outcome} after={part.reason === 'stated' ? conditionsText(part.conditions) : ''} />
              </h2>
              {part.reason === 'stated' ? null : (
                <p className="reason">
                  {reasonText(part.reason, {
                    service,
                    host: answer.host,
                    on,
                    today: answer.today.on,
                    output: assetKind === 'output',
                    profile: answer.profile?.name,
                  })}
                </p>
              )}
              <BecauseList list={part.because} />
            </section>
          ))}
      {answer.conflicts.length === 0 ? null : (
        <section className="part">
          <h2>Said otherwise</h2>
          <BecauseList list={answer.conflicts} told />
        </section>
      )}
      {answer.unread.length === 0 ? null : (
        <section className="part">
          <h2>Could not be read</h2>
          <ul>
            {answer.unread.map((source) => (
              <li key={`${source.service} ${source.terms} ${source.from}`}>
                {source.service}, {source.terms}: {unreadText(source.reason)} since {dayText(source.from)}
                {readBefore(source)}
              </li>
            ))}
          </ul>
        </section>
      )}
      {service === null ? null : <Layers answer={answer} />}
      {service === null ? null : <Beside answer={answer} onDay={onDay} onChannel={onChannel} />}
      <Pointers answer={answer} />
    </>
  )
}

/** The day whose documents stand among the layers. */
function dayOfLayers({ profile, on, today }: AskJson): string {
  return dayHeard(profileNamed(profile?.name), on, today.on)
}

const layerText = { terms: 'terms', signals: 'signals', licence: 'licence' } as const

/** What each document in force says, layer by layer, and which of them disagree. */
function Layers({ answer }: { answer: AskJson }) {
  const { layers = [], disagreements = [], profile } = answer
  const speaking = layers.filter(({ obtaining, using }) => obtaining !== null || using !== null)
  const day = dayOfLayers(answer)
  const silent = layers.filter((layer) => !speaking.includes(layer) && !isMissed(layer, answer.unread, day))
  return (
    <section className="part">
      <h2>Layers</h2>
      {speaking.length === 0 ? (
        <p className="reason">No document in force says anything on it.</p>
      ) : (
        <table className="layers">
          <thead>
            <tr>
              <th scope="col">Document</th>
              <th scope="col">Using</th>
              <th scope="col">Obtaining</th>
            </tr>
          </thead>
          <tbody>
            {speaking.map(({ layer, terms, part, host, from, obtaining, using }) => (
              <tr key={`${layer} ${terms} ${part ?? ''} ${host ?? ''} ${from}`}>
                <th scope="row">
                  {terms}
                  {part === undefined ? '' : ` (${part})`}
                  {host === undefined ? '' : ` of ${host}`} <span className="faint">{layerText[layer]}</span>
                </th>
                <td>
                  <Told word={using?.position ?? 'silent'} />
                </td>
                <td>
                  <Told word={obtaining?.position ?? 'silent'} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {disagreements.map(({ about, strict, loose }) => (
        <p key={`${about} ${strict.terms} ${loose.terms}`} className="reason">
          On {about}, {strict.terms} ({layerText[strict.layer]}) is stricter than {loose.terms} (
          {layerText[loose.layer]}): the stricter holds.
        </p>
      ))}
      {silent.length === 0 ? null : (
        <details className="more">
          <summary>{countText(silent.length, 'document')} in force, silent on it</summary>
          {silent.map(({ terms, host }) => (host === undefined ? terms : `${terms} of ${host}`)).join(', ')}
        </details>
      )}
      {profile?.note === undefined ? null : <p className="reason">{profile.note}</p>}
    </section>
  )
}

function Beside({
  answer,
  onDay,
  onChannel,
}: {
  answer: AskJson
  onDay: (day: string) => void
  onChannel: (channel: Channel) => void
}) {
  const { today, on, outcome } = answer
  return (
    <section className="part beside">
      <h2>Compare</h2>
      <ul>
        <li>
          {on === today.on ? (
            'This is the answer for today.'
          ) : (
            <>
              Today <Told word={today.outcome} /> {today.outcome === outcome ? '(the same)' : null}{' '}
              <button type="button" className="quiet" onClick={() => onDay(today.on)}>
                Ask for today
              </button>
            </>
          )}
        </li>
        {answer.elsewhere.map((other) => (
          <li key={other.channel}>
            {channelText[other.channel]} <Told word={other.outcome} />{' '}
            <button type="button" className="quiet" onClick={() => onChannel(other.channel)}>
              Ask so
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Nobody({ answer }: { answer: AskJson }) {
  return (
    <section className="part">
      <p>No service in this rulebook speaks for {answer.host}. Nothing is known, and that permits nothing.</p>
      <p className="faint">
        To observe and keep what it says from today on:{' '}
        <code>
          {program} watch add {answer.host}
        </code>
      </p>
      {answer.near.length === 0 ? null : (
        <p>
          Did you mean{' '}
          {answer.near.map(({ host, name }, at) => (
            <span key={host}>
              {at === 0 ? '' : ', '}
              <Link href={`/?q=${encodeURIComponent(host)}`}>{host}</Link> ({name})
            </span>
          ))}
          ?
        </p>
      )}
    </section>
  )
}

/** How to get the words, when the rulebook holds pointers only. */
function Pointers({ answer }: { answer: AskJson }) {
  const bare = [...answer.using.because, ...answer.obtaining.because, ...answer.conflicts].flatMap((because) =>
    'evidence' in because && because.evidence !== undefined && because.evidence.quote === undefined
      ? [because.evidence.archive]
      : [],
  )
  const names = [...new Set(bare)].sort()
  if (names.length === 0) return null
  const known = new Map(answer.rulebook.archives.map((archive) => [archive.name, archive]))
  return (
    <ImportHint
      why="The starter rulebook keeps pointers, not words. To see the words quoted here:"
      archives={names.map((name) => known.get(name) ?? { name })}
    />
  )
}
