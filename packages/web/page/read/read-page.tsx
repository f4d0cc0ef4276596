import type { Issue } from '@proviso/rights'
import { type DragEvent, useRef, useState } from 'react'
import type { ReadJson } from '../../src/api/read.ts'
import type { ReportJson } from '../../src/api/report.ts'
import { IssueNote } from '../shown/issue.tsx'
import { fetchJson, issueOf } from '../use-answer.ts'
import { useTitle } from '../use-title.ts'
import { ReadingView } from './reading-view.tsx'
import { ReportView } from './report-view.tsx'

/** As the server has it: a larger document is not sent. */
const largest = 16 * 1024 * 1024

/** Put in a document, see what it says. Nothing is kept. */
export function ReadPage() {
  useTitle('Read')
  const [text, setText] = useState('')
  const [over, setOver] = useState(false)
  const [busy, setBusy] = useState(false)
  const [issue, setIssue] = useState<Issue>()
  const [reading, setReading] = useState<ReadJson>()
  const [report, setReport] = useState<ReportJson>()
  const [kind, setKind] = useState<'terms' | 'report'>('terms')
  const last = useRef(0)
  const read = async (body: Blob, name: string) => {
    const turn = ++last.current
    setIssue(undefined)
    if (body.size > largest) {
      setIssue({
        code: 'too-large',
        at: name,
        message: 'the document is larger than 16 MB',
        hint: 'read it with `proviso read`, which takes files up to 64 MB',
      })
      return
    }
    setBusy(true)
    try {
      const made = await fetchJson<ReadJson | ReportJson>(
        `/api/${kind === 'terms' ? 'read' : 'report'}?name=${encodeURIComponent(name.slice(0, 200))}`,
        {
          method: 'POST',
          body,
        },
      )
      if (turn !== last.current) return
      setReading(kind === 'terms' ? (made as ReadJson) : undefined)
      setReport(kind === 'report' ? (made as ReportJson) : undefined)
    } catch (error) {
      if (turn === last.current) {
        setIssue(issueOf(error))
        setReading(undefined)
        setReport(undefined)
      }
    } finally {
      if (turn === last.current) setBusy(false)
    }
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file !== undefined) void read(file, file.name)
  }
  return (
    <div className="wide">
      <h1>Read</h1>
      <p className="about">
        Terms, a policy, a licence, or a report about them: Markdown, HTML, PDF or plain text. It is read here, by this
        program, and not kept.
      </p>
      <form
        className={`paste${over ? ' over' : ''}`}
        onSubmit={(event) => {
          event.preventDefault()
          void read(new Blob([text]), 'pasted text')
        }}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <fieldset className="kinds">
          <legend>What it is</legend>
          {(['terms', 'report'] as const).map((each) => (
            <label key={each}>
              <input type="radio" name="kind" checked={kind === each} onChange={() => setKind(each)} />{' '}
              {each === 'terms' ? 'Terms: what do they say?' : 'A press report: does the record bear it out?'}
            </label>
          ))}
        </fieldset>
        <label>
          <span>Paste a text, or drop a file</span>
          <textarea rows={8} value={text} onChange={(event) => setText(event.target.value)} />
        </label>
        <div className="tools">
          <button type="submit" disabled={busy || text.trim() === ''}>
            {busy ? 'Reading …' : 'Read it'}
          </button>
          <label className="file">
            <span className="sr">A file</span>
            <input
              type="file"
              accept=".md,.markdown,.html,.htm,.pdf,.txt,text/*,application/pdf"
              onChange={(event) => {
                const file = event.target.files?.[0]
                if (file !== undefined) void read(file, file.name)
              }}
            />
          </label>
        </div>
      </form>
      <div aria-live="polite">
        {issue === undefined ? null : <IssueNote issue={issue} />}
        {reading === undefined ? null : <ReadingView reading={reading} />}
        {report === undefined ? null : <ReportView report={report} />}
      </div>
    </div>
  )
}
