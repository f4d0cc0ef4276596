import { createHash } from 'node:crypto'
import type { Issue } from '@proviso/rights'
import { detectFormat, markdownFromHtml, textFromPdf, wrongPage } from '@proviso/terms'
import type { DeclaredPage } from '../declared-page.ts'
import { decodePage } from './charset.ts'
import { selectPage } from './page-selection.ts'
import type { Fetched } from './response.ts'

/** The terms on a page as Markdown, or why there are none. */
export type TermsPage =
  | { readonly text: string; readonly issues: readonly Issue[] }
  | { readonly unread: string; readonly detail?: string; readonly issues: readonly Issue[] }

// Raised when the same page and declaration would give another text.
const extraction = '1'

/** What a text depends on beside the page: a new one makes a technical version, since the terms may not have changed. */
export function extractionOf(pages: readonly DeclaredPage[]): string {
  return createHash('sha256')
    .update(JSON.stringify([extraction, pages]))
    .digest('hex')
    .slice(0, 16)
}

/**
 * The terms that a page shows, or the reason why it is none (SPEC.md W14): `http-STATUS`, `not-a-page` (an image, an archive),
 * `empty`, `select-missing` (the declared parts are not there), `redirected-home`, what a reader of PDF says, or the kind of wrong
 * page (`login-wall`, `error-page`, `bot-check`, `cookie-banner`, `redirect`, `removed`, `other-document`). `previous` is the text
 * recorded last.
 */
export async function termsOnPage(
  page: DeclaredPage,
  { response, body }: Fetched,
  previous?: string,
): Promise<TermsPage> {
  const unread = (reason: string, detail?: string, issues: readonly Issue[] = []): TermsPage => ({
    unread: reason,
    ...(detail !== undefined && { detail }),
    issues,
  })
  if (response.outcome !== 'ok') return unread(response.outcome, response.detail)
  if (response.status === null || response.status < 200 || response.status > 299)
    return unread(`http-${response.status}`)
  if (body === undefined || body.length === 0) return unread('empty')
  if (isRedirectedHome(response)) return unread('redirected-home', response.finalUrl)
  const type = response.headers['content-type']
  const format = detectFormat(body, nameFor(type))
  if (typeof format === 'object') return unread(format.code === 'empty' ? 'empty' : 'not-a-page', format.message)
  if (/^(?:image|audio|video|font)\//i.test(type ?? '')) return unread('not-a-page', type)
  if (format === 'pdf') {
    const { text, issues } = await textFromPdf(body, page.url)
    const [refused] = issues.filter(({ code }) => code === 'unread')
    return refused ? unread('pdf-unread', refused.message, issues) : judged(text, issues, previous)
  }
  const decoded = decodePage(body, type, page.url)
  if (format !== 'html') return judged(decoded.text, decoded.issues, previous)
  const selected = await selectPage(decoded.text, page)
  const issues = [...decoded.issues, ...selected.issues]
  if (selected.html === null) {
    // The page itself often says why the part is not there.
    const whole = await markdownFromHtml(decoded.text, page.url)
    return unread(wrongPage(whole.text) ?? 'select-missing', undefined, issues)
  }
  const markdown = await markdownFromHtml(selected.html, page.url)
  return judged(markdown.text, [...issues, ...markdown.issues], previous)
}

function judged(text: string, issues: readonly Issue[], previous: string | undefined): TermsPage {
  const wrong = wrongPage(text, previous === undefined ? {} : { previous })
  return wrong === null ? { text, issues } : { unread: wrong, issues }
}

/** Sites that drop a page often send to their home page instead, which is a document of another kind. */
function isRedirectedHome({ url, finalUrl, redirects }: Fetched['response']): boolean {
  if (redirects.length === 0) return false
  const asked = new URL(url)
  const came = new URL(finalUrl)
  return asked.pathname !== '/' && came.pathname === '/' && came.search === '' && came.hostname === asked.hostname
}

/** A name whose ending says what the media type says; bytes decide before it. */
function nameFor(type: string | undefined): string {
  const [media = ''] = (type ?? '').toLowerCase().split(';')
  if (/html/.test(media)) return 'page.html'
  if (/markdown/.test(media)) return 'page.md'
  return /^text\/plain/.test(media) ? 'page.txt' : 'page'
}
