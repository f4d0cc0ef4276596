import type { Issue } from '@proviso/rights'

/** What went wrong and what to do next. */
export function IssueNote({ issue }: { issue: Issue }) {
  return (
    <div className="issue" role="alert">
      <p>
        <strong>{capital(issue.message)}.</strong>
      </p>
      {issue.hint === undefined || issue.hint === '' ? null : <p>{capital(issue.hint)}.</p>}
      <p className="faint">
        <code>{issue.code}</code>
        {issue.at === '' ? '' : ` at ${issue.at}`}
      </p>
    </div>
  )
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).replace(/\.$/, '')
}
