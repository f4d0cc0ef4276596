import { questions } from '@proviso/rights'
import { Fragment } from 'react'
import type { ReadJson } from '../../src/api/read.ts'
import { SectionPath } from '../shown/clause.tsx'
import { Mark, Told } from '../shown/mark.tsx'
import { conditionsText, questionText, wordText } from '../shown/words.ts'

type Statement = ReadJson['positions'][string]['statements'][number]

const effectWord = { allow: 'allowed', conditional: 'conditional', disallow: 'disallowed' } as const

/** The positions of a document, what stood in the way, and its text with the words marked. */
export function ReadingView({ reading }: { reading: ReadJson }) {
  const { positions, issues, unread, format, language } = reading
  const statements = questions.flatMap((question) => positions[question]!.statements)
  return (
    <>
      <section>
        <h2>Positions</h2>
        <p className="faint">
          {reading.file}, read as{' '}
          {format === 'md' ? 'Markdown' : format === 'txt' ? 'plain text' : format.toUpperCase()}, language {language}
        </p>
        {unread === undefined ? null : (
          <div className="issue">
            <p>
              <strong>It could not be read as terms: {unread.replaceAll('-', ' ')}.</strong> That is not silence.
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
                  {said.statements.map((statement) => (
                    <a key={`${statement.start} ${statement.end} ${statement.usage}`} href={`#at-${statement.start}`}>
                      <SectionPath
                        terms=""
                        section={statement.section.length === 0 ? ['in the text'] : statement.section}
                      />
                    </a>
                  ))}
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
        {reading.text.map(({ start, text }) => (
          <pre key={start} className="text">
            {piecesOf(text, start, statements).map((piece) =>
              piece.statement === undefined ? (
                <Fragment key={piece.at}>{piece.text}</Fragment>
              ) : (
                <mark
                  key={piece.at}
                  id={`at-${piece.at}`}
                  className={effectWord[piece.statement.effect]}
                  title={`${piece.statement.actor}, ${piece.statement.usage}: ${wordText[effectWord[piece.statement.effect]]}`}
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

interface Piece {
  readonly at: number
  readonly text: string
  readonly statement?: Statement
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
