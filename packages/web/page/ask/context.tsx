import type { Evidence } from '@proviso/rights'
import type { ReactNode } from 'react'
import type { ClauseJson } from '../../src/api/clause.ts'
import { useAnswer } from '../use-answer.ts'

/** The clause as it stands in its document: the words it hangs from before it, the words that decide marked. */
export function Context({ evidence, fallback }: { evidence: Evidence; fallback: ReactNode }) {
  const { archive, path, version, quote, start, end } = evidence
  const query = new URLSearchParams({ archive, path, version, start: `${start}`, end: `${end}` })
  const { value } = useAnswer<ClauseJson>(quote === undefined ? null : `/api/clause?${query}`)
  if (value === undefined || value.clause.length === 0) return fallback
  return (
    <blockquote>
      {value.lead === null ? null : <p className="lead">{value.lead}</p>}
      {value.clause.map((paragraph, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs of one clause, never reordered
        <p key={at}>
          {paragraph.map((piece, place) =>
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            piece.deciding ? <mark key={place}>{piece.text}</mark> : <span key={place}>{piece.text}</span>,
          )}
        </p>
      ))}
    </blockquote>
  )
}
