import type { Issue } from '@proviso/rights'
import { type ClipboardEvent, type DragEvent, useEffect, useRef, useState } from 'react'
import type { ReadJson } from '../../src/api/read.ts'
import type { ReportJson } from '../../src/api/report.ts'
import { IssueNote } from '../shown/issue.tsx'
import { fetchJson, issueOf } from '../use-answer.ts'
import { useTitle } from '../use-title.ts'
import { ReadingView } from './reading-view.tsx'
import { ReportView } from './report-view.tsx'

/** As the server has it: a larger document is not sent. */
const largest = 16 * 1024 * 1024

/** Most statements asked for on each question. */
const most = 200

/** A longer text is read as it is pasted: a field that holds it would only slow the page. UTF-16 code units. */
const longPaste = 400_000

/** Put in a document, see what it says. Nothing is kept. */
export function ReadPage() {
  useTitle('Read')
  const [text, setText] = useState('')
  const [over, setOver] = useState(false)
  const [busy, setBusy] = useState<Busy>()
  const [issue, setIssue] = useState<Issue>()
  const [reading, setReading] = useState<ReadJson>()
  const [report, setReport] = useState<ReportJson>()
  const [kind, setKind] = useState<'terms' | 'report'>('terms')
  const last = useRef<AbortController>(undefined)
  useEffect(() => () => last.current?.abort(), [])
  const read = async (body: Blob, name: string) => {
    last.current?.abort()
    const stop = new AbortController()
    last.current = stop
    setIssue(undefined)
    setBusy(undefined)
    if (body.size > largest) {
      setIssue({
        code: 'too-large',
        at: name,
        message: 'the document is larger than 16 MB',
        hint: 'read it with `proviso read`, which takes files up to 64 MB',
      })
      return
    }
    setReading(undefined)
    setReport(undefined)
    setBusy({ name, size: body.size, since: Date.now() })
    try {
      const made = await fetchJson<ReadJson | ReportJson>(
        `/api/${kind === 'terms' ? 'read' : 'report'}?name=${encodeURIComponent(name.slice(0, 200))}${kind === 'terms' ? `&most=${most}` : ''}`,
        { method: 'POST', body, signal: stop.signal },
      )
      if (stop.signal.aborted) return
      setReading(kind === 'terms' ? (made as ReadJson) : undefined)
      setReport(kind === 'report' ? (made as ReportJson) : undefined)
    } catch (error) {
      if (!stop.signal.aborted) setIssue(issueOf(error))
    } finally {
      if (last.current === stop) setBusy(undefined)
    }
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file !== undefined) void read(file, file.name)
  }
  const paste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text/plain')
    if (pasted.length < longPaste) return
    event.preventDefault()
    void read(new Blob([pasted]), 'pasted text')
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
              <input type="radio" name="kind" checked={kind === each} onChange={() => setKind(each)} />
              <span>
                {each === 'terms' ? 'Terms: what do they say?' : 'A press report: does the record bear it out?'}
              </span>
            </label>
          ))}
        </fieldset>
        <label>
          <span>Paste a text, or drop a file</span>
          <textarea rows={8} value={text} onPaste={paste} onChange={(event) => setText(event.target.value)} />
        </label>
        <div className="tools">
          <button type="submit" disabled={text.trim() === ''}>
            Read it
          </button>
          <label className="file">
            <span>or a file</span>
            <input
              type="file"
              accept=".md,.markdown,.html,.htm,.pdf,.txt,text/*,application/pdf"
              onChange={(event) => {
                const file = event.target.files?.[0]
                if (file !== undefined) void read(file, file.name)
                // so that choosing the same file again reads it again
                event.target.value = ''
              }}
            />
          </label>
        </div>
      </form>
      {busy === undefined ? null : <Progress busy={busy} onStop={() => last.current?.abort()} />}
      {issue === undefined ? null : <IssueNote issue={issue} />}
      {reading === undefined ? null : <ReadingView reading={reading} />}
      {report === undefined ? null : <ReportView report={report} />}
    </div>
  )
}

interface Busy {
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** When reading began, milliseconds. */
  readonly since: number
}

/** That it reads, what, and for how long by now. */
function Progress({ busy: { name, size, since }, onStop }: { busy: Busy; onStop: () => void }) {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    setSeconds(0)
    const ticking = setInterval(() => setSeconds(Math.round((Date.now() - since) / 1000)), 1000)
    return () => clearInterval(ticking)
  }, [since])
  return (
    <div className="reading">
      <p role="status">
        Reading {name}, {sizeText(size)} …
      </p>
      <p className="faint">
        {seconds < 2 ? null : `${seconds} s so far. `}
        {size < 1024 * 1024 ? null : 'Where every line is a rule, a megabyte takes two or three seconds. '}
        <button type="button" className="quiet" onClick={onStop}>
          Stop
        </button>
      </p>
    </div>
  )
}

function sizeText(bytes: number): string {
  return bytes < 100_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
