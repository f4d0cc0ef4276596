import type { Issue } from '@proviso/rights'
import { type DragEvent, useRef, useState } from 'react'
import type { ReadJson } from '../../src/api/read.ts'
import { IssueNote } from '../shown/issue.tsx'
import { fetchJson, issueOf } from '../use-answer.ts'
import { useTitle } from '../use-title.ts'
import { ReadingView } from './reading-view.tsx'

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
      const made = await fetchJson<ReadJson>(`/api/read?name=${encodeURIComponent(name.slice(0, 200))}`, {
        method: 'POST',
        body,
      })
      if (turn === last.current) setReading(made)
    } catch (error) {
      if (turn === last.current) {
        setIssue(issueOf(error))
        setReading(undefined)
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
        Terms, a policy, a licence: Markdown, HTML, PDF or plain text. It is read here, by this program, and not kept.
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
      </div>
    </div>
  )
}
