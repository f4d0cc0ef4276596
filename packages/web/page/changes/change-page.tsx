import { Link } from 'wouter'
import type { ChangeJson } from '../../src/api/changes.ts'
import type { DifferenceJson } from '../../src/api/difference.ts'
import { DifferenceView } from '../services/difference-view.tsx'
import { Clause, RecordLink, SectionPath } from '../shown/clause.tsx'
import { CopyLink } from '../shown/copy-link.tsx'
import { ImportHint } from '../shown/import-hint.tsx'
import { IssueNote } from '../shown/issue.tsx'
import { Told } from '../shown/mark.tsx'
import { basisText, conditionsText, dayText, questionText, shortDay } from '../shown/words.ts'
import { useAnswer } from '../use-answer.ts'
import { useTitle } from '../use-title.ts'

/** One change: the headline, before and after, the words, the record. */
export function ChangePage({ id }: { id: string }) {
  const { value, issue } = useAnswer<ChangeJson>(`/api/changes/${encodeURIComponent(id)}`)
  const query =
    value === undefined
      ? null
      : new URLSearchParams({
          service: value.service,
          terms: value.terms,
          question: value.question,
          recorded: value.recorded,
        })
  const difference = useAnswer<DifferenceJson>(query === null ? null : `/api/difference?${query}`)
  useTitle(value?.headline)
  if (issue !== undefined)
    return (
      <div className="narrow">
        <h1>No such change</h1>
        <IssueNote issue={issue} />
        <p>
          <Link href="/changes">All changes</Link>
        </p>
      </div>
    )
  if (value === undefined) return <div className="narrow tall" aria-busy="true" />
  const { service, terms, question, before, after, inForce } = value
  return (
    <article className="narrow story">
      <p className="crumbs">
        <Link href="/changes">Changes</Link> <Link href={`/services/${encodeURIComponent(service)}`}>{service}</Link>
      </p>
      <h1>{value.headline}</h1>
      <p className="standfirst">
        {service}, {terms}. In force {dayText(inForce)} ({basisText(value.basis)}), recorded {dayText(value.recorded)}.
      </p>
      <dl className="sides">
        <div>
          <dt>Before</dt>
          <dd>
            <Told word={before.position} after={conditionsText(before.conditions ?? [])} />
          </dd>
        </div>
        <div>
          <dt>After</dt>
          <dd>
            <Told word={after.position} after={conditionsText(after.conditions ?? [])} />
          </dd>
        </div>
        <div>
          <dt>Question</dt>
          <dd>{questionText[question].long}</dd>
        </div>
      </dl>
      <Words title="Added" statements={value.addedStatements} terms={terms} />
      <Words title="Removed" statements={value.removedStatements} terms={terms} gone />
      {difference.value === undefined ? null : difference.value.versions === null ? (
        <ImportHint
          why="The texts are not in this workspace. To read the words here:"
          archives={difference.value.wanted}
        />
      ) : (
        <section>
          <h2>In the text</h2>
          <DifferenceView difference={difference.value} records={false} />
        </section>
      )}
      <section>
        <h2>Record</h2>
        <p className="facts">
          {value.records.map(({ collection, commit, recorded, url }) => (
            <RecordLink key={`${collection} ${commit}`} url={url} archive={collection} recorded={recorded} />
          ))}
        </p>
        <p className="tools">
          <Link
            href={`/services/${encodeURIComponent(service)}?at=${encodeURIComponent(`${question}|${terms}||${value.recorded}`)}`}
          >
            On the timeline of {service}
          </Link>
          <CopyLink />
        </p>
      </section>
      {value.others.length === 0 ? null : (
        <section>
          <h2>Other changes of {service}</h2>
          <ul className="plain">
            {value.others.map((other) => (
              <li key={other.id}>
                <span className="faint">{shortDay(other.inForce)}</span>{' '}
                <Link href={`/changes/${other.id}`}>{other.headline}</Link> <span className="faint">{other.terms}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </article>
  )
}

function Words({
  title,
  statements,
  terms,
  gone = false,
}: {
  title: string
  statements: ChangeJson['addedStatements']
  terms: string
  gone?: boolean
}) {
  if (statements.length === 0) return null
  return (
    <section className={gone ? 'gone' : ''}>
      <h2>{title}</h2>
      {statements.map(({ evidence }) => (
        <div className="clause" key={`${evidence.quoteHash} ${evidence.start}`}>
          <SectionPath terms={terms} section={evidence.section} />
          <Clause evidence={evidence} />
        </div>
      ))}
    </section>
  )
}
