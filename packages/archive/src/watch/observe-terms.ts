import type { Issue } from '@proviso/rights'
import type { Browser } from './browser.ts'
import type { Fetcher, Looked, Postponed } from './fetcher.ts'
import type { Validators } from './follow.ts'
import type { KeptResponse } from './observation-store.ts'
import type { Fetched } from './response.ts'
import type { TermsTarget } from './target.ts'
import { extractionOf, type TermsPage, termsOnPage } from './terms-page.ts'

/** A document as it was seen: its text, why there is none, or that it has not changed. */
export type TermsLook =
  | Postponed
  | {
      readonly response: KeptResponse
      /** The document as Markdown; absent when it could not be read, and when its page has not changed. */
      readonly text?: string
      readonly unchanged?: true
      readonly issues: readonly Issue[]
      readonly retryAt?: number
      readonly validators?: Validators
    }

export interface ObserveTermsOptions {
  /** What was kept last, when a text was. */
  readonly kept?: { readonly response: KeptResponse; readonly text: string }
  /** The text recorded last, also when later looks found none. */
  readonly previous?: string
  readonly validators?: Validators
  /** A browser for pages that scripts build; null when there is none on the machine. */
  readonly browser: Browser | null
}

const accept =
  'text/html, application/xhtml+xml, text/markdown;q=0.8, text/plain;q=0.8, application/pdf;q=0.7, */*;q=0.1'

/**
 * Looks at a document: each of its pages by plain HTTP, by a browser where that shows no terms and scripts may be why, and joins
 * what its declaration selects. One page without terms makes the document unread. SPEC.md W12–W15.
 */
export async function observeTerms(
  fetcher: Fetcher,
  target: TermsTarget,
  options: ObserveTermsOptions,
): Promise<TermsLook> {
  const extraction = extractionOf(target.pages)
  const { kept, previous } = options
  const same = kept !== undefined && kept.response.extraction === extraction
  const single = target.pages.length === 1
  // A text that came through a browser says nothing about what plain HTTP would give.
  const validators = same && single && kept.response.by === undefined ? options.validators : undefined
  const texts: string[] = []
  const issues: Issue[] = []
  const responses: Fetched['response'][] = []
  let retryAt: number | undefined
  for (const page of target.pages) {
    const before = single ? previous : undefined
    const browse = () => fetcher.visit(page.url, () => options.browser!.fetch(page.url))
    // What a browser was needed for once is not asked for twice.
    const needed = page.scripts && same && kept.response.by === 'browser' && options.browser !== null
    let looked = needed
      ? await browse()
      : await fetcher.fetch({ url: page.url, accept, ...(validators && { validators }) })
    if ('postponed' in looked) return looked
    if (looked.response.status === 304 && same) {
      return { response: looked.response, unchanged: true, issues: [], ...(validators && { validators }) }
    }
    let found = await termsOnPage(page, looked, before)
    if ('unread' in found && looked.response.by === undefined && mayNeedScripts(found, page.scripts === true, looked)) {
      if (options.browser === null) issues.push(noBrowser(page.url))
      else {
        looked = await browse()
        if ('postponed' in looked) return looked
        found = await termsOnPage(page, looked, before)
      }
    }
    issues.push(...found.issues)
    responses.push(looked.response)
    if ('retryAt' in looked) retryAt = looked.retryAt
    if ('unread' in found) {
      const { unread, detail } = found
      const response = { ...looked.response, outcome: unread, ...(detail !== undefined && { detail }), extraction }
      return { response, issues, ...(retryAt !== undefined && { retryAt }) }
    }
    texts.push(found.text)
  }
  const [first, ...parts] = responses
  const { etag, 'last-modified': lastModified } = first!.headers
  const tokens = {
    url: first!.finalUrl,
    ...(etag !== undefined && { etag }),
    ...(lastModified !== undefined && { lastModified }),
  }
  return {
    response: { ...first!, extraction, ...(parts.length > 0 && { parts }) },
    text: texts
      .map((text) => text.trimEnd())
      .join('\n\n')
      .concat('\n'),
    issues,
    ...(single && first!.by === undefined && { validators: tokens }),
  }
}

/** Whether a page without terms may show them once its scripts have run. */
function mayNeedScripts(
  found: Extract<TermsPage, { unread: string }>,
  declared: boolean,
  { response }: Looked,
): boolean {
  if (response.outcome !== 'ok' || response.status !== 200) return false
  return declared || /^(?:empty|select-missing)$/.test(found.unread)
}

function noBrowser(at: string): Issue {
  return {
    code: 'browser-missing',
    at,
    message: 'the page may be built by scripts, and no browser was found to run them',
    hint: 'install Chromium, or name one with PROVISO_CHROMIUM',
  }
}
