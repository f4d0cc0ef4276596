import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { readCaptureFolder } from '@proviso/archive/capture-folder'
import { parseHost } from '@proviso/archive/host'
import type { Issue } from '@proviso/rights'
import {
  type Capture,
  compareSite,
  countSurvey,
  readCapture,
  type SiteSource,
  type SurveyedHost,
  surveyHost,
} from '@proviso/signals'
import { siteJson } from '@proviso/web/json/site'
import { issuesLines } from '../render/issues.ts'
import { siteLines } from '../render/site.ts'
import { surveyLines } from '../render/survey.ts'
import { type ExitStatus, misuse, Stop } from '../stop.ts'
import type { Host, Terminal } from '../terminal.ts'

export interface SignalsOptions {
  readonly full?: boolean
  readonly json?: boolean
  readonly allowPrivate?: boolean
  readonly contact?: string
}

const mostFileBytes = 64 * 1024 * 1024

/** `proviso signals`: all that a site says to machines, side by side; of a folder with many hosts a summary. */
export async function signals(
  text: string,
  options: SignalsOptions,
  terminal: Terminal,
  host: Host,
): Promise<ExitStatus> {
  const found = await stat(text).catch(() => undefined)
  if (found?.isDirectory()) return folder(text, options, terminal)
  if (found?.isFile()) return file(text, found.size, options, terminal)
  if (/^[./~]/.test(text) || text.endsWith('/')) {
    if (!/^[a-z]+:\/\//i.test(text)) {
      const hint = 'name a folder of captures, a file, a URL or a host'
      throw new Stop({ code: 'file-missing', at: text, message: 'there is no such file or folder', hint })
    }
  }
  return live(text, options, terminal, host)
}

async function folder(path: string, options: SignalsOptions, terminal: Terminal): Promise<ExitStatus> {
  const surveyed: SurveyedHost[] = []
  const told: Issue[] = []
  let only: { host: string; sources: SiteSource[]; issues: readonly Issue[] } | undefined
  try {
    for await (const { host, captures, issues } of readCaptureFolder(path)) {
      const sources = captures.map((capture) => ({ file: capture.file, reading: readCapture(capture) }))
      told.push(...issues)
      if (options.json) terminal.write(`${JSON.stringify(siteJson(host, sources, compareSite(host, sources)))}\n`)
      surveyed.push(surveyHost(host, sources))
      only = surveyed.length === 1 ? { host, sources, issues } : undefined
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    throw new Stop({
      code: 'folder-unreadable',
      at: path,
      message: `the folder cannot be read (${code})`,
      hint: message,
    })
  }
  if (surveyed.length === 0) {
    const hint = 'it needs signals/HOST/robots.txt and its like, or files named after hosts that each hold a robots.txt'
    throw new Stop({ code: 'no-captures', at: path, message: 'the folder holds no captures', hint })
  }
  if (!options.json) {
    if (only) show(only.host, only.sources, options, terminal)
    else terminal.print(surveyLines(countSurvey(surveyed), { full: options.full === true }, terminal.look))
  }
  note(told, terminal)
  return 0
}

async function file(path: string, size: number, options: SignalsOptions, terminal: Terminal): Promise<ExitStatus> {
  if (size > mostFileBytes) {
    const message = `the file has ${size} bytes; at most ${mostFileBytes} are read`
    throw new Stop({ code: 'too-large', at: path, message })
  }
  const capture: Capture = { file: basename(path), body: await readFile(path) }
  show(path, [{ file: capture.file, reading: readCapture(capture) }], options, terminal)
  return 0
}

async function live(text: string, options: SignalsOptions, terminal: Terminal, host: Host): Promise<ExitStatus> {
  const parsed = parseHost(text)
  const local = options.allowPrivate && URL.canParse(text) ? new URL(text) : undefined
  if ('issue' in parsed && local === undefined) throw misuse(parsed.issue)
  const page = local ?? new URL(/^https?:\/\//i.test(text) ? text : `https://${text}`)
  const { fetchCaptures } = await import('../live-captures.ts')
  const stopped = new AbortController()
  const stop = () => stopped.abort()
  host.once('SIGINT', stop)
  try {
    const { captures, issues } = await fetchCaptures(page, {
      reach: options.allowPrivate ? 'any' : 'public',
      contact: options.contact,
      signal: stopped.signal,
      seen: (name) => {
        if (terminal.live) terminal.redraw(`looked at ${name}`)
      },
    })
    const sources = captures.map((capture) => ({ file: capture.file, reading: readCapture(capture) }))
    show(page.host, sources, options, terminal)
    note(issues, terminal)
    return sources.every(({ reading }) => reading.unread !== undefined) ? 1 : 0
  } catch (error) {
    if (stopped.signal.aborted) return 130
    throw error
  } finally {
    host.off('SIGINT', stop)
  }
}

function show(host: string, sources: readonly SiteSource[], options: SignalsOptions, terminal: Terminal): void {
  const comparison = compareSite(host, sources)
  if (options.json) {
    terminal.write(`${JSON.stringify(siteJson(host, sources, comparison))}\n`)
    return
  }
  terminal.print(siteLines(host, sources, comparison, { full: options.full === true }, terminal.look))
  const issues = sources.flatMap(({ reading }) => reading.issues)
  terminal.note(issuesLines(issues, terminal.errLook))
}

function note(issues: readonly Issue[], terminal: Terminal): void {
  if (terminal.json) for (const issue of issues) terminal.report(issue, 'note')
  else terminal.note(issuesLines(issues, terminal.errLook))
}
