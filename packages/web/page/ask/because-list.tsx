import type { AskJson } from '../../src/api/ask.ts'
import { reviewText } from '../../src/text/review-text.ts'
import { Clause, RecordLink, SectionPath } from '../shown/clause.tsx'
import { Told } from '../shown/mark.tsx'
import { basisText, conditionsText, dayText } from '../shown/words.ts'
import { Context } from './context.tsx'

type Because = AskJson['using']['because'][number]

const effectWord = { allow: 'allowed', conditional: 'conditional', disallow: 'disallowed' } as const

/** Clauses, each with its place, its words, since when it stands, and the public record. Equal words are shown once. */
export function BecauseList({ list, told = false }: { list: readonly Because[]; told?: boolean }) {
  const clauses = new Map<string, Because[]>()
  for (const because of list) {
    const hash = 'evidence' in because ? because.evidence?.quoteHash : undefined
    const key = JSON.stringify([because.service, because.terms, because.layer, hash ?? null])
    const same = clauses.get(key)
    if (same) same.push(because)
    else clauses.set(key, [because])
  }
  const shown = [...clauses.values()]
  const rest = shown.slice(3)
  return (
    <>
      {shown.slice(0, 3).map((same, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced whole with each answer
        <One key={at} same={same} told={told} />
      ))}
      {rest.length === 0 ? null : (
        <details className="more">
          <summary>
            {rest.length} more {rest.length === 1 ? 'clause' : 'clauses'} to the same effect
          </summary>
          {rest.map((same, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <One key={at} same={same} told={told} />
          ))}
        </details>
      )}
    </>
  )
}

function One({ same, told }: { same: readonly Because[]; told: boolean }) {
  const because = same[0]!
  const { since, to } = because
  const evidence = 'evidence' in because ? because.evidence : undefined
  const effect = 'effect' in because && because.effect !== undefined ? effectWord[because.effect] : because.position
  return (
    <article className="clause">
      {told ? (
        <Told word={effect} after={conditionsText('conditions' in because ? (because.conditions ?? []) : [])} />
      ) : null}
      <SectionPath terms={because.terms} section={evidence?.section ?? []} />
      {evidence === undefined ? (
        <p className="pointer">Set by a review.</p>
      ) : (
        <Context evidence={evidence} fallback={<Clause evidence={evidence} />} />
      )}
      {because.review === undefined ? null : <p className="pointer">{reviewText(because.review)}</p>}
      <p className="facts">
        <span>
          in force since {dayText(since.from)}
          {to === null ? '' : ' (reworded or moved since)'}
        </span>
        <span>{basisText(since.basis, since.orBefore)}</span>
        {same.length > 1 ? <span>in {same.length} parts of the page</span> : null}
        {evidence === undefined ? null : (
          <RecordLink url={evidence.url} archive={evidence.archive} recorded={evidence.recorded} />
        )}
      </p>
    </article>
  )
}
