import type { Characters } from './characters.ts'
import { type Line, type Lines, scanLines } from './line.ts'

/**
 * Why a page is not the document it stands for. `empty`: nothing but a title; `error-page`, `login-wall`, `bot-check`,
 * `cookie-banner`, `redirect`: what a server shows instead; `removed`: a note that the document is gone; `other-document`.
 */
export type WrongPageReason =
  | 'empty'
  | 'error-page'
  | 'login-wall'
  | 'bot-check'
  | 'cookie-banner'
  | 'redirect'
  | 'removed'
  | 'other-document'

// A page with more to read than this is a document, whatever it also says [W2].
const mostWords = 6000
const shortPage = 2500
const sampled = 12_000

interface Sign {
  readonly reason: WrongPageReason
  readonly words: RegExp
}

// All run on at most `mostWords` characters, with bounded gaps.
const signs: readonly Sign[] = [
  {
    reason: 'bot-check',
    words:
      /\b(?:verify(?:ing)? (?:that )?you(?:'re| are)(?: a| not a)? (?:human|robot|bot)|are you (?:a )?(?:robot|human)|robot or human|i['’ ]?a?m not a robot|complete the (?:captcha|security check)|captcha|checking (?:if the site connection is secure|your browser)|just a moment(?:\.\.\.|…)|unusual (?:traffic|activity) from your|pardon our interruption|attention required!? ?\|? ?cloudflare|you have been blocked|request unsuccessful\. incapsula|ddos protection by|performing security verification|press (?:and|&) hold to confirm)/i,
  },
  {
    reason: 'bot-check',
    words:
      /\b(?:(?:please|you need to|you must|must) (?:enable|turn on|activate) (?:java ?script|cookies)(?! (?:in your (?:web )?browser; otherwise))|(?:requires|needs) java ?script (?:to|enabled)|java ?script (?:is|appears to be|must be) (?:currently )?(?:disabled|required|not enabled|not available|turned off|enabled)|your browser (?:is not|isn['’]t|is no longer) supported|unsupported browser)/i,
  },
  {
    reason: 'login-wall',
    words:
      /\b(?:you must (?:be )?(?:log(?:ged)?|sign(?:ed)?)[ -]?in (?:to|first)|(?:please )?(?:log|sign) in (?:or (?:sign up|register|create an account) )?to (?:continue|view|see|access|read|proceed)|you need to (?:log|sign) in|log ?in required|authentication (?:is )?required|your session (?:has )?(?:expired|timed out)|(?:log|sign) into (?:facebook|your account))/i,
  },
  {
    reason: 'error-page',
    words:
      /(?:\bpage (?:is )?(?:not found|unavailable)|\b(?:this|the|that|requested) (?:page|content|document|url|file|resource|site|article)(?: you(?:['’]re| are| were|['’]ve| have)? (?:requested|request|looking for|look for|trying to (?:reach|access|view)|tried to (?:reach|access)))? ?(?:isn['’]t|is not|is currently not|is currently|was not|wasn['’]t|could ?n[o'’]t|could not|can['’]?t|can not|cannot|does not|doesn['’]t|no longer|may have) ?(?:be )?(?:available|found|exist|reached|displayed|loaded|unavailable|exists|been (?:moved|removed|deleted))|\bcan['’]?t find (?:the|that|this) page|\b(?:404|403|410|429|500|502|503|504|error)\b[\s:!.–-]{1,4}(?:error|not found|page|forbidden|gone|too many requests|internal|bad gateway|service|gateway|the page|oops|sorry)|\b(?:error|http|status|code|oops!?)[\s:!-]{1,4}(?:404|403|410|429|500|502|503|504|1020)\b|\binternal server error|\bbad gateway|\bservice (?:is )?(?:temporarily )?unavailable|\bgateway time-?out|\b(?:403 )?forbidden\b|\baccess (?:is |to this [\w ]{1,20} (?:is|has been) )?denied|\btoo many requests|\bsomething(?:['’]s| has| is)? (?:went|gone|gone horribly) wrong|\bsomething went wrong|\btemporarily (?:unavailable|down|offline)|\b(?:down for|under|undergoing|system) (?:scheduled )?maintenance|\bwe['’]ll be (?:right )?back\b|\bwe ran into an issue|\btechnical (?:error|difficulties|problem)|\b(?:refresh|reload)(?:ing)? (?:this|the) page|\b(?:please )?try again (?:later|in a (?:few|moment))|\bweb server is (?:down|returning)|\bthis site can['’]t be reached|\bupstream connect error|\bdns failure|\ban? (?:unexpected |unknown )?error (?:has )?occurred|\bseite (?:wurde )?nicht gefunden|\bpage introuvable|\bschiefgegangen)/i,
  },
  {
    reason: 'redirect',
    words: /^\W*(?:redirecting|you are being redirected|if (?:this page|you are) (?:does )?not (?:be )?redirect)/i,
  },
  {
    reason: 'cookie-banner',
    words:
      /\b(?:accept (?:all )?cookies|(?:accept|allow|reject|decline) all|manage (?:cookie )?preferences|cookie (?:settings|preferences|consent)|we use cookies)\b/i,
  },
  {
    reason: 'removed',
    words:
      /\b(?:policy|notice|terms|agreement|statement|document|version|guidelines)\b[^.\n]{0,40}\b(?:is|are|was|were|has been|have been) (?:no longer (?:available|in effect|in force|offered|maintained)|removed|discontinued|retired|withdrawn)/i,
  },
  {
    reason: 'other-document',
    words:
      /\b(?:this )?domain (?:name )?(?:is|may be) for sale|\bbuy this domain|\bindex of \/|\bapache2? (?:\w+ )?default page|\bwelcome to nginx/i,
  },
]

// What a document of terms says sooner or later, and what a notice in its place does not.
const legal =
  /\b(?:you (?:agree|may not|must not|shall|acknowledge|grant|represent|consent)|by (?:using|accessing)|we (?:collect|process|may (?:collect|share|use|change|update|terminate|suspend))|these terms|this (?:privacy )?(?:policy|agreement|notice|statement)|personal (?:data|information)|governing law|liab(?:le|ility)|intellectual property|third[- ]part(?:y|ies))\b/gi
const kindOfDocument =
  /\b(?:polic(?:y|ies)|terms|agreement|notice|statement|guidelines?|conditions|rules|privacy|legal|cookies?|licen[cs]e|standards|contract|imprint)\b/i

/** What a reader sees of Markdown: no images, link targets, marks or data. */
function visible(text: string): string {
  return text
    .replace(/\(?data:[a-z]+\/[^)\s]*\)?/gi, ' ')
    .replace(/!\[[^\]\n]{0,120}\](?:\([^)\s]*\)?)?/g, ' ')
    .replace(/\]?\([a-z/#.?<][^)\s]*\)?/gi, (target) => (target.startsWith('](') ? ' ' : target))
    .replace(/^[ \t]*(?:={3,}|-{3,}|(?:[-*_] ?){3,})[ \t\r]*$/gm, ' ')
    .replace(/[*_#>|`\\[\]]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/**
 * Whether a page shows so much that it is a document [W2], told from its lines; false when that takes a closer look.
 * What a line is sure to show is counted once and remembered with it.
 */
export function showsMuch(page: Lines): boolean {
  const { lines, starts, count } = page
  let shown = 0
  for (let at = 0; at < count; at++) {
    const line = lines[at]!
    const room = sampled - starts[at]!
    if (line.text.length > room)
      return shown + leastShown(line.text.slice(0, Math.max(0, room))) > mostWords || prose(page)
    if (line.shown === -1) line.shown = leastShown(line.text)
    shown += line.shown
    if (shown > mostWords) return true
  }
  return prose(page)
}

/** Characters of a line that `visible` leaves for sure: no marks, nothing in parentheses, no pictures, no data. */
function leastShown(text: string): number {
  let shown = 0
  let within = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (within !== 0) {
      if (code === within || (within === 41 && (code === 32 || code === 9))) within = 0
    } else if (code === 40 || code === 58) {
      // what may be the target of a link, or data after their colon, ends with a parenthesis or white space
      if (code === 58) shown -= 4
      within = 41
    } else if (code === 33 && text.charCodeAt(at + 1) === 91) within = 93
    else if (code < 127 ? sure[code] === 1 : code >= 0xc0 && code < 0x1680) shown++
  }
  return Math.max(0, shown)
}

/** Printed characters that mark nothing. */
const sure = Uint8Array.from({ length: 127 }, (_, code) =>
  code > 32 && !'*_#>|`\\[]-='.includes(String.fromCharCode(code)) ? 1 : 0,
)

/** Whether more than `mostWords` of a long text can be expected to be running prose, told by the spaces in eight places. */
function prose(page: Characters): boolean {
  if (page.length <= 9000) return false
  let running = 0
  for (let i = 0; i < 8; i++) {
    const from = Math.floor((page.length - place.length) * ((i + 0.5) / 8))
    page.codes(from, from + place.length, place)
    let spaces = 0
    for (const code of place) if (code === 32) spaces++
    if (spaces >= 16 && spaces <= 60) running++
  }
  return (running / 8) * page.length * 0.65 > mostWords
}

const place = new Uint16Array(160)

/** Words of prose: outside headings, links and the line that dates the text. */
function proseWords({ lines }: Lines): number {
  let words = 0
  for (const [i, { text: line }] of lines.entries()) {
    const plain = line
      .slice(0, 4000)
      .replace(/!?\[[^\]\n]{0,160}\](?:\([^)\s]*\)?)?/g, ' ')
      .replace(/\(?data:[a-z]+\/[^)\s]*\)?/gi, ' ')
      .trim()
    if (/^[\W_]*(?:last (?:updated|modified|revised)|effective|updated|revised|published)\b.{0,40}$/i.test(plain))
      continue
    const said = (plain.match(/\p{L}{2,}/gu) ?? []).length
    // A heading of many words is a paragraph in disguise.
    const heading = /^\s*#/.test(line) || /^\s*(?:={3,}|-{3,})\s*$/.test(lines[i + 1]?.text ?? '')
    if (!heading || said > 15) words += said
    if (words > 60) return words
  }
  return words
}

/**
 * Tells whether a page is something else than the document it stands for, and what. `previous` is the text last read at the same
 * place: with it, a page that no longer has anything of a document of terms about it is recognised. A document is never refused
 * for what it says somewhere: only short pages are judged by their words. SPEC.md W1–W6.
 *
 * @example
 * wrongPage('# Sorry!\n\nSomething went wrong :(') // 'error-page'
 */
export function wrongPage(page: string | Lines, { previous }: { previous?: string } = {}): WrongPageReason | null {
  const lines = typeof page === 'string' ? scanLines(page) : page
  if (prose(lines)) return null
  const head = shownOf(lines, sampled)
  // A page of pictures can be long and say nothing: only then is the rest looked at.
  const seen = lines.length > sampled && head.length < mostWords ? shownOf(lines, lines.length) : head
  if (seen.length > mostWords) return null
  if (seen.length < 1000 && proseWords(lines) < 8) {
    return judged(seen) ?? 'empty'
  }
  const reason = judged(seen)
  if (reason !== null) return reason
  if (previous === undefined || seen.length > shortPage || kindOfDocument.test(seen.slice(0, 300))) return null
  if (seen.search(legal) >= 0) return null
  const before = visible(previous.slice(0, sampled))
  return (before.match(legal) ?? []).length >= 10 ? 'other-document' : null
}

/** What a reader sees of a page up to an offset; no mark of Markdown spans lines. */
function shownOf({ lines, starts, count }: Lines, to: number): string {
  let seen = ''
  for (let at = 0; at < count && starts[at]! < to; at++) {
    const line = lines[at]!
    const room = to - starts[at]!
    const shown = line.text.length > room ? visible(line.text.slice(0, room)) : shownIn(line)
    if (shown !== '') seen += seen === '' ? shown : ` ${shown}`
  }
  return seen
}

function shownIn(line: Line): string {
  line.visible ??= visible(line.text)
  return line.visible
}

function judged(seen: string): WrongPageReason | null {
  const short = seen.length <= shortPage
  const title = seen.slice(0, 250)
  const most = seen.length < 600 ? 1 : 2
  let clauses = 0
  legal.lastIndex = 0
  while (clauses <= most && legal.test(seen)) clauses++
  if (clauses > most) return null
  for (const { reason, words } of signs) {
    if (
      reason === 'cookie-banner' &&
      (seen.length > 1200 || clauses > 0 || !/\b(?:accept|allow|reject|decline|manage)\b/i.test(seen))
    )
      continue
    if (reason === 'removed' && seen.length > 900) continue
    if (words.test(short ? seen.slice(0, 1200) : title)) return reason
  }
  return null
}
