import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import type { ReportJson } from '../../src/api/report.ts'
import { Clause, RecordLink, SectionPath } from '../shown/clause.tsx'
import { Mark, Told } from '../shown/mark.tsx'
import { basisText, conditionsText, countText, dayText, questionText } from '../shown/words.ts'

type Claim = ReportJson['claims'][number]

const verdictText = { confirmed: 'Confirmed', contradicted: 'Contradicted', 'not-on-record': 'Not on record' } as const
const verdictMark = { confirmed: 'allowed', contradicted: 'disallowed', 'not-on-record': 'unknown' } as const

const reasonText: Readonly<Record<string, string>> = {
  'unknown-service': 'The rulebook knows no such service.',
  'no-document': 'No document of it has been read.',
  'no-such-document': 'No such document of it has been read.',
  'before-first-record': 'The day is before the first record.',
  silent: 'Its documents say nothing on it. Silence neither confirms nor contradicts.',
}

/** The claims of a report, each beside what the record says. */
export function ReportView({ report }: { report: ReportJson }) {
  const { claims } = report
  const heading = useRef<HTMLHeadingElement>(null)
  // whoever asked for it is led to it
  useEffect(() => heading.current?.focus(), [])
  return (
    <section>
      <h2 ref={heading} tabIndex={-1}>
        What it claims
      </h2>
      <p className="faint" role="status">
        {report.file}: {countText(claims.length, 'claim')}
      </p>
      {claims.length === 0 ? <p>No sentence tells of a service that bars or allows training or collecting.</p> : null}
      {claims.map((claim) => (
        <ClaimView key={claim.start} claim={claim} />
      ))}
    </section>
  )
}

function ClaimView({ claim }: { claim: Claim }) {
  const { verdict, conditional, service, terms, question, says, when, on, because, change, reason, dated } = claim
  const mark = conditional ? 'conditional' : verdictMark[verdict]
  const days =
    when === null
      ? `looked at on ${dayText(on)}`
      : when.from === when.to
        ? dayText(when.from)
        : `${dayText(when.from)} to ${dayText(when.to)}`
  return (
    <article className="claim">
      <h3 className={`verdict-word ${mark}`}>
        <Mark word={mark} size={20} /> {verdictText[verdict]}
        {conditional ? ', under conditions' : ''}
      </h3>
      <p className="said">{claim.sentence.slice(0, 1000)}</p>
      <p className="facts">
        <span>
          {service}
          {terms === null ? '' : `, ${terms}`}
        </span>
        <span>
          {questionText[question].long} {says === 'bars' ? 'No, it says.' : 'Yes, it says.'}
        </span>
        <span>{days}</span>
      </p>
      {reason === undefined ? null : <p className="reason">{reasonText[reason] ?? reason}</p>}
      {because.slice(0, 2).map((state) => (
        <div className="clause" key={`${state.terms} ${state.recorded}`}>
          <Told word={state.position} after={conditionsText(state.conditions)} />
          <SectionPath terms={state.terms} section={state.statements[0]?.evidence.section ?? []} />
          {state.statements[0] === undefined ? null : <Clause evidence={state.statements[0].evidence} />}
          <p className="facts">
            <span>
              in force since {dayText(state.since?.from ?? state.from)}
              {dated === false ? ', earlier than the report has it' : ''}
            </span>
            <span>{basisText(state.since?.basis ?? state.basis, state.since?.orBefore)}</span>
            {state.statements[0] === undefined ? null : (
              <RecordLink
                url={state.statements[0].evidence.url}
                archive={state.statements[0].evidence.archive}
                recorded={state.statements[0].evidence.recorded}
              />
            )}
            {change === null ? null : <Link href={`/changes/${change.id}`}>the change</Link>}
          </p>
        </div>
      ))}
    </article>
  )
}
