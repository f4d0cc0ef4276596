import type { Issue } from '@proviso/rights'
import type { ReactNode } from 'react'
import { program } from './program.ts'

/** What went wrong and what to do next; `onPick` takes a name the hint offers. */
export function IssueNote({ issue, onPick }: { issue: Issue; onPick?: (name: string) => void }) {
  return (
    <div className="issue" role="alert">
      <p>
        <strong>{sentence(issue.message)}</strong>
      </p>
      {issue.hint === undefined || issue.hint === '' ? null : (
        <p>{sentence(issue.hint, issue.hint.startsWith('did you mean') ? onPick : undefined)}</p>
      )}
      <p className="faint">
        <code>{issue.code}</code>
        {issue.at === '' ? '' : ` at ${issue.at}`}
      </p>
    </div>
  )
}

/** With a capital and an end; what stands in backticks is set as what one types. */
function sentence(text: string, onPick?: (name: string) => void): ReactNode {
  const whole = `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?!]$/.test(text) ? '' : '.'}`
  return whole.split('`').map((piece, at) =>
    at % 2 === 0 ? (
      piece
    ) : onPick === undefined ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one sentence, never reordered
      <code key={at}>{piece.replace(/^proviso (?=\S)/, () => `${program} `)}</code>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above
      <button key={at} type="button" className="quiet" onClick={() => onPick(piece)}>
        {piece}
      </button>
    ),
  )
}
