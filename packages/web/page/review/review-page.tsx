import type { Issue } from '@proviso/rights'
import { useCallback, useEffect, useState } from 'react'
import type { ReviewRequest, ReviewsJson } from '../../src/api/reviews.ts'
import { Context } from '../ask/context.tsx'
import { Clause, RecordLink, SectionPath } from '../shown/clause.tsx'
import { ImportHint } from '../shown/import-hint.tsx'
import { IssueNote } from '../shown/issue.tsx'
import { Told } from '../shown/mark.tsx'
import { conditionsText, countText, dayText, questionText } from '../shown/words.ts'
import { fetchJson, issueOf, useAnswer } from '../use-answer.ts'
import { useTitle } from '../use-title.ts'

type Verdict = ReviewRequest['verdict']

const effectWord = { allow: 'allowed', conditional: 'conditional', disallow: 'disallowed' } as const

const keys: readonly (readonly [key: string, verdict: Verdict | 'skip' | 'back', text: string])[] = [
  ['c', 'confirm', 'Confirm'],
  ['a', 'allowed', 'It allows'],
  ['o', 'conditional', 'It sets conditions'],
  ['d', 'disallowed', 'It forbids'],
  ['x', 'reject', 'Not about this'],
  ['s', 'skip', 'Skip'],
  ['b', 'back', 'Back'],
]

/** What the reader is unsure of, one after another. */
export function ReviewPage() {
  useTitle('Review')
  const { value, issue: refused } = useAnswer<ReviewsJson>('/api/reviews')
  const [at, setAt] = useState(0)
  const [done, setDone] = useState<Readonly<Record<number, Verdict>>>({})
  const [busy, setBusy] = useState(false)
  const [issue, setIssue] = useState<Issue>()
  const list = value?.uncertain ?? []
  const one = list[at]
  const writable = value?.writable === true

  const judge = useCallback(
    async (verdict: Verdict | 'skip' | 'back') => {
      if (one === undefined && verdict !== 'back') return
      if (verdict === 'skip') return setAt((now) => Math.min(now + 1, list.length))
      if (verdict === 'back') return setAt((now) => Math.max(0, now - 1))
      if (!writable || busy || one === undefined) return
      setBusy(true)
      setIssue(undefined)
      const request: ReviewRequest = {
        service: one.service,
        terms: one.terms,
        question: one.question,
        quote: one.statement.evidence.quoteHash,
        verdict,
      }
      try {
        await fetchJson('/api/reviews', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(request),
        })
        setDone((last) => ({ ...last, [at]: verdict }))
        setAt((now) => now + 1)
      } catch (error) {
        setIssue(issueOf(error))
      } finally {
        setBusy(false)
      }
    },
    [one, at, busy, writable, list.length],
  )

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
      if (
        event.target instanceof HTMLInputElement ||
        event.target instanceof HTMLTextAreaElement ||
        event.target instanceof HTMLSelectElement
      )
        return
      const meant = keys.find(([key]) => key === event.key.toLowerCase())
      if (meant !== undefined) void judge(meant[1])
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [judge])

  if (refused !== undefined) return <IssueNote issue={refused} />
  if (value === undefined) return <div className="narrow tall" aria-busy="true" />
  const judged = Object.keys(done).length
  return (
    <div className="narrow">
      <h1>Review</h1>
      <p className="about">
        What the reader is unsure of, the least sure first.{' '}
        {writable ? (
          <>
            A keystroke confirms or corrects; it is written to <code>{value.folder}</code> and holds at once.
          </>
        ) : null}
      </p>
      {writable ? null : (
        <ImportHint
          why="The starter rulebook holds pointers and no words, so there is nothing to judge by. Import an archive to review what was read from it:"
          archives={value.rulebook.archives}
        />
      )}
      {issue === undefined ? null : <IssueNote issue={issue} />}
      <p role="status" className="faint">
        {value.total === 0
          ? 'Nothing is uncertain: of all that was read from what is imported here, the reader is sure.'
          : `${Math.min(at + 1, list.length)} of ${countText(list.length, 'statement')}${judged === 0 ? '' : `, ${judged} judged`}`}
      </p>
      {one === undefined ? (
        value.total === 0 ? null : (
          <p>
            That was the last one. <a href="/review">Begin again</a> shows what is left.
          </p>
        )
      ) : (
        <article className="card" aria-busy={busy}>
          <h2>
            {one.service}, {one.terms}
          </h2>
          <p>
            {questionText[one.question].long} The reader takes it as{' '}
            <Told word={effectWord[one.statement.effect]} after={conditionsText(one.statement.conditions)} />,{' '}
            {Math.round(100 * one.statement.confidence)} % sure.
          </p>
          <SectionPath terms={one.terms} section={one.statement.evidence.section} />
          <Context evidence={one.statement.evidence} fallback={<Clause evidence={one.statement.evidence} />} />
          <p className="facts">
            <span>
              in force {one.to === null ? 'since' : 'from'} {dayText(one.from)}
              {one.to === null ? '' : ` to ${dayText(one.to)}`}
            </span>
            {one.states === 1 ? null : <span>in {one.states} versions</span>}
            <RecordLink
              url={one.statement.evidence.url}
              archive={one.statement.evidence.archive}
              recorded={one.statement.evidence.recorded}
            />
          </p>
          {done[at] === undefined ? null : <p className="faint">Judged: {done[at]}</p>}
        </article>
      )}
      <div className="keys" hidden={value.total === 0} role="group" aria-label="Verdict">
        {keys.map(([key, verdict, text]) => (
          <button
            key={key}
            type="button"
            disabled={busy || (verdict !== 'skip' && verdict !== 'back' && (!writable || one === undefined))}
            onClick={() => judge(verdict)}
            aria-keyshortcuts={key}
            aria-describedby={writable ? undefined : 'why-disabled'}
          >
            <kbd>{key}</kbd> {text}
          </button>
        ))}
      </div>
      {writable || value.total === 0 ? null : (
        <p id="why-disabled" className="faint">
          Nothing can be judged yet: the words of these clauses are not here. Import their archive, then load this page
          again.
        </p>
      )}
    </div>
  )
}
