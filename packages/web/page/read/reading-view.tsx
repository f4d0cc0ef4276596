import { questions } from '@proviso/rights'
import { Fragment, useEffect, useMemo, useRef } from 'react'
import type { ReadJson } from '../../src/api/read.ts'
import { clauseText } from '../../src/text/clause.ts'
import { SectionPath } from '../shown/clause.tsx'
import { Mark, Told } from '../shown/mark.tsx'
import { program } from '../shown/program.ts'
import {
  actorText,
  conditionsText,
  countText,
  languageText,
  questionText,
  unreadText,
  usageText,
  wordText,
} from '../shown/words.ts'

type Statement = ReadJson['positions'][string]['statements'][number]

const effectWord = { allow: 'allowed', conditional: 'conditional', disallow: 'disallowed' } as const

/** Links shown at once on each question. */
const linked = 8

/** The positions of a document, what stood in the way, and its text with the words marked. */
export function ReadingView({ reading }: { reading: ReadJson }) {
  const { positions, issues, unread, format, language } = reading
  const stretches = useMemo(() => {
    const all = questions.flatMap((question) => positions[question]!.statements)
    return reading.text.map(({ start, text }) => piecesOf(text, start, all))
  }, [reading.text, positions])
  const anchorOf = anchorsIn(stretches.flat())
  const heading = useRef<HTMLHeadingElement>(null)
  // whoever asked for it is led to it
  useEffect(() => heading.current?.focus(), [])
  return (
    <>
      <section>
        <h2 ref={heading} tabIndex={-1}>
          Positions
        </h2>
        <p className="faint">
          {reading.file}, read as{' '}
          {format === 'md' ? 'Markdown' : format === 'txt' ? 'plain text' : format.toUpperCase()}, in{' '}
          {languageText(language)}
        </p>
        {unread === undefined ? null : (
          <div className="issue">
            <p>
              <strong>It could not be read as terms: {unreadText(unread)}.</strong> That is not silence.
            </p>
          </div>
        )}
        <dl className="positions">
          {questions.map((question) => {
            const said = positions[question]!
            return (
              <div key={question}>
                <dt>{questionText[question].long}</dt>
                <dd>
                  <Told word={said.position} after={conditionsText(said.conditions)} />
                  <Places statements={said.statements.slice(0, linked)} anchorOf={anchorOf} />
                  {said.count <= linked ? null : (
                    <details>
                      <summary>{countText(said.count - linked, 'more place')}</summary>
                      <Places statements={said.statements.slice(linked)} anchorOf={anchorOf} />
                      {said.count === said.statements.length ? null : (
                        <p className="faint">
                          and {(said.count - said.statements.length).toLocaleString('en')} more, listed by{' '}
                          <code>{program} read</code>
                        </p>
                      )}
                    </details>
                  )}
                </dd>
              </div>
            )
          })}
        </dl>
        {issues.length === 0 ? null : (
          <>
            <h3>Issues</h3>
            <ul className="plain">
              {issues.map((issue, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: replaced whole with each reading
                <li key={at}>
                  <code>{issue.code}</code> {issue.message}
                  {issue.line === undefined ? '' : `, line ${issue.line}`}
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
      <section>
        <h2>The text</h2>
        {reading.whole ? null : (
          <p className="faint">
            The document has {reading.length.toLocaleString('en')} characters; shown are the surroundings of what it
            says.
          </p>
        )}
        {reading.text.length === 0 ? <p className="faint">It says nothing that could be shown.</p> : null}
        {stretches.map((pieces) => (
          <pre key={pieces[0]?.at} className="text">
            {pieces.map((piece) =>
              piece.statement === undefined ? (
                <Fragment key={piece.at}>{piece.text}</Fragment>
              ) : (
                <mark
                  key={piece.at}
                  id={`at-${piece.at}`}
                  className={effectWord[piece.statement.effect]}
                  title={`${actorText[piece.statement.actor]}, ${usageText[piece.statement.usage]}: ${wordText[effectWord[piece.statement.effect]]}`}
                >
                  <Mark word={effectWord[piece.statement.effect]} alone />
                  {piece.text}
                </mark>
              ),
            )}
          </pre>
        ))}
      </section>
    </>
  )
}

function Places({
  statements,
  anchorOf,
}: {
  statements: readonly Statement[]
  anchorOf: (statement: Statement) => number | undefined
}) {
  return statements.map((statement) => (
    <div key={`${statement.start} ${statement.end} ${statement.usage}`} className="place">
      <a href={`#at-${anchorOf(statement)}`}>{clipped(clauseText(statement.quote))}</a>
      {statement.section.length === 0 ? null : <SectionPath terms="" section={statement.section} />}
    </div>
  ))
}

interface Piece {
  readonly at: number
  readonly text: string
  readonly statement?: Statement
}

function clipped(words: string): string {
  return words.length > 90 ? `${words.slice(0, 80).replace(/\S*$/u, '').trimEnd()} …` : words
}

/** Where the mark begins in which a statement begins: of statements that overlap the first is marked whole. */
function anchorsIn(pieces: readonly Piece[]): (statement: Statement) => number | undefined {
  const marked = pieces.filter(({ statement }) => statement !== undefined)
  return ({ start }) => {
    let low = 0
    let high = marked.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (marked[middle]!.at <= start) low = middle + 1
      else high = middle
    }
    return marked[low - 1]?.at
  }
}

/** A stretch of text cut where statements begin and end; of statements that overlap the first is marked whole. */
function piecesOf(text: string, from: number, statements: readonly Statement[]): Piece[] {
  const pieces: Piece[] = []
  let at = from
  for (const statement of [...statements].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const start = Math.max(statement.start, at)
    const end = Math.min(statement.end, from + text.length)
    if (start >= end) continue
    if (start > at) pieces.push({ at, text: text.slice(at - from, start - from) })
    pieces.push({ at: start, text: text.slice(start - from, end - from), statement })
    at = end
  }
  if (at < from + text.length) pieces.push({ at, text: text.slice(at - from) })
  return pieces
}
