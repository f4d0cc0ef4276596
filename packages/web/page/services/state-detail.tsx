import type { StandingQuestion } from '@proviso/rights'
import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import type { DifferenceJson } from '../../src/api/difference.ts'
import type { HistoryJson } from '../../src/api/history.ts'
import { IssueNote } from '../shown/issue.tsx'
import { Told } from '../shown/mark.tsx'
import { basisText, conditionsText, countText, dayText } from '../shown/words.ts'
import { useAnswer } from '../use-answer.ts'
import { DifferenceView } from './difference-view.tsx'

type State = HistoryJson['questions'][number]['lanes'][number]['states'][number]

/** One state of a document on one question, opened: what it says and what changed in its words. */
export function StateDetail({
  service,
  question,
  terms,
  part,
  state,
  onClose,
  onStep,
}: {
  service: string
  question: StandingQuestion
  terms: string
  part: string | null
  state: State
  onClose: () => void
  onStep: (by: -1 | 1) => (() => void) | undefined
}) {
  const query = new URLSearchParams({
    service,
    terms,
    question,
    recorded: state.recorded,
    ...(part === null ? {} : { part }),
  })
  const { value, issue, waiting } = useAnswer<DifferenceJson>(`/api/difference?${query}`)
  const said = state.positions[question]!
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  // the words moved, the position did not
  const same =
    value?.before != null &&
    value.before.position === said.position &&
    conditionsText(value.before.conditions) === conditionsText(said.conditions)
  const before = onStep(-1)
  const after = onStep(1)
  return (
    <div className="detail" aria-busy={waiting}>
      <div className="detail-head">
        <h3 ref={heading}>
          {terms}, {dayText(state.from)} to {state.to === null ? 'now' : dayText(state.to)}
        </h3>
        <span className="steps">
          <button type="button" className="quiet" disabled={before === undefined} onClick={before}>
            ‹ earlier
          </button>
          <button type="button" className="quiet" disabled={after === undefined} onClick={after}>
            later ›
          </button>
          <button type="button" className="quiet" onClick={onClose}>
            Close
          </button>
        </span>
      </div>
      <p>
        {value?.before == null || same ? null : (
          <>
            <Told word={value.before.position} after={conditionsText(value.before.conditions)} /> →{' '}
          </>
        )}
        <Told word={said.position} after={conditionsText(said.conditions)} />
        {same ? ', as before in other words' : null}
      </p>
      <p className="facts">
        <span>
          in force since {dayText(state.from)}, {basisText(state.basis, state.kind !== 'change')}
        </span>
        <span>recorded {dayText(state.recorded)}</span>
        {state.variants === undefined ? null : <span>{countText(state.variants, 'variant')} came and went</span>}
        {state.change === null ? null : <Link href={`/changes/${state.change}`}>as a change of its own</Link>}
      </p>
      {issue === undefined ? null : <IssueNote issue={issue} />}
      {value === undefined ? null : <DifferenceView difference={value} />}
    </div>
  )
}
