import type { Issue } from '@proviso/rights'
import { decodePage } from './charset.ts'
import { type Findings, Gathering, tooLarge } from './findings.ts'
import { mostTags, type Tag, tagsOf } from './html-tags.ts'
import { readJsonLd } from './json-ld.ts'
import { stateLicence } from './licence.ts'
import { pointers } from './licence-pointers.ts'
import { hasRelation } from './link-header.ts'
import { type Headers, type RslReference, readHeaders } from './response-headers.ts'
import { parseMetaRobots, stateDirectives } from './robots-directives.ts'
import { mostRslBytes, readRsl } from './rsl.ts'
import { effectiveReservation, policyUrl, reservationValue, type TdmReservation } from './tdm-reservation.ts'
import { patternOfPage } from './url-pattern.ts'

/** 64 MiB. */
export const mostPageBytes = 64 * 1024 * 1024

/** Where a page came from. */
export interface PageWhere {
  /** The name of the page in issues. */
  readonly at?: string
  readonly url?: string | undefined
  readonly status?: number | undefined
  /** When it was seen, ISO 8601: preferences are read by the vocabulary of that day; the newest when absent. */
  readonly seen?: string | undefined
}

/** What was read in one text; `source` tells which. */
export interface PageText extends Findings {
  readonly source: 'headers' | 'page'
  readonly text: string
}

export interface PageReading extends Findings {
  readonly value: {
    /** The page's text as decoded; offsets of the page's statements count in it. */
    readonly text: string
    /** The headers as lines `name: value`; offsets of their statements count in it. */
    readonly headers: string
    readonly encoding: string
    /** RSL documents the page or its headers refer to, as written. */
    readonly rsl: readonly RslReference[]
    /** What TDMRep comes to, over header and page. */
    readonly tdm?: TdmReservation
  }
  /** Statements, mentions and issues by the text they stand in: headers first. */
  readonly parts: readonly [PageText, PageText]
}

const wanted = new Set(['meta', 'link', 'a', 'area', 'script', 'span', 'div', 'section'])
const agentMetas = new Set([
  'googlebot',
  'googlebot-news',
  'google-extended',
  'bingbot',
  'msnbot',
  'slurp',
  'duckduckbot',
  'yandex',
  'applebot',
  'applebot-extended',
  'amazonbot',
  'gptbot',
  'ccbot',
  'claudebot',
  'perplexitybot',
  'bytespider',
  'baiduspider',
  'facebookexternalhit',
  'meta-externalagent',
])
const licenceMetas = new Set([
  'dc.license',
  'dc.rights',
  'dcterms.license',
  'dcterms.rights',
  'dc.rights.license',
  'license',
  'licence',
  'copyright',
  'rights',
])

/** A page while it is read. */
class PageReader {
  readonly out: Gathering
  readonly path: string | undefined
  readonly rsl: RslReference[] = []
  reservation: { value: 0 | 1; tag: Tag } | undefined
  policy: string | undefined
  where: PageWhere
  private noSnippet = false

  constructor(text: string, at: string, where: PageWhere) {
    this.out = new Gathering(text, at)
    this.where = where
    this.path = where.url === undefined ? undefined : patternOfPage(where.url)
  }

  quoted(tag: Tag, ...section: readonly string[]) {
    return { start: tag.start, end: tag.end, path: this.path, section }
  }

  read(tag: Tag): void {
    const get = (name: string) => tag.attributes.get(name)
    switch (tag.name) {
      case 'meta':
        this.meta(tag)
        break
      case 'link':
      case 'a':
      case 'area': {
        const href = get('href')?.trim() ?? ''
        if (!hasRelation(get('rel'), 'license') || href === '') break
        if (get('type')?.trim().toLowerCase().startsWith('application/rsl+xml')) {
          this.rsl.push({ href, quote: this.out.text.slice(tag.start, tag.end) })
          const reason = 'an RSL document, which speaks for itself'
          this.out.mention(tag.start, tag.end, { name: 'rsl', value: href.slice(0, 500), reason })
        } else stateLicence(href, this.out, this.quoted(tag, 'rel=license'))
        break
      }
      case 'script':
        this.script(tag)
        break
      default:
    }
    if (tag.name !== 'meta' && !(tag.name === 'link' && hasRelation(get('rel'), 'license'))) this.property(tag)
    if (!this.noSnippet && tag.attributes.has('data-nosnippet')) {
      // Once: a page that marks a thousand passages says it a thousand times.
      this.noSnippet = true
      this.out.say(tag.start, tag.end, {
        usage: 'ai-input',
        effect: 'disallow',
        conditions: [{ kind: 'class', note: 'passages so marked' }],
        agents: ['googlebot'],
        path: this.path,
        section: ['data-nosnippet'],
      })
    }
  }

  meta(tag: Tag): void {
    const content = tag.attributes.get('content') ?? ''
    const name = (tag.attributes.get('name') ?? tag.attributes.get('property') ?? '').trim().toLowerCase()
    if (name === 'robots' || agentMetas.has(name)) {
      const directives = parseMetaRobots(content, name === 'robots' ? undefined : name)
      stateDirectives(directives, this.out, this.quoted(tag, `meta ${name}`))
    } else if (name === 'tdm-reservation') {
      const said = reservationValue(content)
      if (said === undefined) {
        this.out.tell('malformed-reservation', tag.start, 'the value is neither 1 nor 0', 'it sets nothing')
      } else {
        if (this.reservation !== undefined && this.reservation.value !== said) {
          this.out.tell('conflicting-reservations', tag.start, 'both 1 and 0 are said', '1 stands')
        }
        if (this.reservation === undefined || said === 1) this.reservation = { value: said, tag }
      }
    } else if (name === 'tdm-policy') {
      const url = policyUrl(content)
      if (url === undefined) this.out.tell('malformed-policy', tag.start, '`tdm-policy` is no absolute URL')
      this.policy ??= url
    } else if (licenceMetas.has(name) || tag.attributes.get('itemprop') === 'license') {
      stateLicence(content, this.out, this.quoted(tag, `meta ${name || 'license'}`))
    } else if (tag.attributes.get('itemprop')) this.property(tag)
  }

  /** Microdata and RDFa: `itemprop`, `property`. */
  property(tag: Tag): void {
    const said = `${tag.attributes.get('itemprop') ?? ''} ${tag.attributes.get('property') ?? ''}`.trim()
    if (said === '') return
    const value = (
      tag.attributes.get('href') ??
      tag.attributes.get('resource') ??
      tag.attributes.get('content') ??
      tag.attributes.get('src') ??
      ''
    ).trim()
    for (const word of said.split(/\s+/)) {
      const name = word.replace(/^(?:https?:\/\/schema\.org\/|schema:|cc:|dct:|dcterms:|xhv:)/, '')
      if (name === 'license' && value !== '') {
        if (!hasRelation(tag.attributes.get('rel'), 'license')) stateLicence(value, this.out, this.quoted(tag, word))
      } else if (pointers.has(name)) {
        const reason = pointers.get(name)!
        this.out.mention(tag.start, tag.end, { name, value: value.slice(0, 500), reason })
      }
    }
  }

  script(tag: Tag): void {
    const type = tag.attributes.get('type')?.trim().toLowerCase() ?? ''
    if (tag.content === undefined) return
    const { start, end } = tag.content
    if (type.startsWith('application/ld+json')) {
      this.out.take(readJsonLd(this.out.text.slice(start, end), this.path), start)
    } else if (type.startsWith('application/rsl+xml')) {
      const inner = this.out.text.slice(start, end)
      if (inner.length > mostRslBytes) {
        this.out.tell('too-large', start, 'the RSL in the page is too large')
        return
      }
      const white = inner.length - inner.trimStart().length
      const host =
        this.where.url === undefined || !URL.canParse(this.where.url) ? undefined : new URL(this.where.url).host
      const { statements, mentions, issues } = readRsl(inner.slice(white), { embedded: true, host })
      this.out.take({ statements, mentions, issues }, start + white, { path: this.path, section: ['RSL in the page'] })
    }
  }
}

/**
 * Reads all that a page and the headers it came with say to machines: robots metas, TDMRep, licences in links, microdata, RDFa and
 * JSON-LD, RSL in the page, X-Robots-Tag, payment demanded. At most 64 MiB; linear; never throws. SPEC.md PG1–PG7.
 * @example
 * const html = new TextEncoder().encode('<meta name="robots" content="noai">')
 * readPage(html).statements[0]?.usage // 'train-ai'
 */
export function readPage(bytes: Uint8Array, headers: Headers = {}, where: PageWhere = {}): PageReading {
  const at = where.at ?? 'page.html'
  const issues: Issue[] = []
  const held = bytes.length > mostPageBytes ? new Uint8Array() : bytes
  if (held !== bytes) issues.push(tooLarge(at, bytes.length, mostPageBytes))
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1]
  const { text, encoding } = decodePage(held, typeof type === 'string' ? type : type?.[0])
  const reader = new PageReader(text, at, where)
  const fromHeaders = readHeaders(headers, {
    at: `${at} (headers)`,
    path: reader.path,
    status: where.status,
    on: /^\d{4}-\d{2}-\d{2}(?=T|$)/.exec(where.seen ?? '')?.[0],
  })
  const { tags, dropped } = tagsOf(text, wanted)
  for (const tag of tags) reader.read(tag)
  if (dropped) {
    const message = `the page has more tags that could say something than are read: ${mostTags}`
    issues.push({ code: 'too-many', at, message, hint: 'what stands behind them is not heard' })
  }
  const { out } = reader
  const onPage: TdmReservation | undefined =
    reader.reservation === undefined
      ? undefined
      : {
          reservation: reader.reservation.value,
          ...(reader.policy === undefined || reader.reservation.value === 0 ? {} : { policy: reader.policy }),
        }
  const tdm = effectiveReservation([fromHeaders.reservation, onPage])
  if (tdm !== undefined) {
    const effect = tdm.reservation === 1 ? 'disallow' : 'allow'
    const policy = tdm.policy === undefined ? [] : [`tdm-policy ${tdm.policy}`]
    if (reader.reservation !== undefined) {
      const { start, end } = reader.reservation.tag
      const section = ['meta tdm-reservation', ...policy]
      out.say(start, end, { usage: 'tdm', effect, path: reader.path, section })
      if (fromHeaders.reservationAt && fromHeaders.reservation!.reservation !== tdm.reservation) {
        const reason = 'the page says otherwise, and supersedes it'
        const { start, end } = fromHeaders.reservationAt
        const value = String(fromHeaders.reservation!.reservation)
        fromHeaders.out.mention(start, end, { name: 'tdm-reservation', value, reason })
      }
    } else {
      const { start, end } = fromHeaders.reservationAt!
      const section = ['response header', 'tdm-reservation', ...policy]
      fromHeaders.out.say(start, end, { usage: 'tdm', effect, path: reader.path, section })
    }
  }
  const part = (source: 'headers' | 'page', from: Gathering): PageText => ({
    source,
    text: from.text,
    statements: from.statements,
    mentions: from.mentions,
    issues: from.issues,
  })
  const parts = [part('headers', fromHeaders.out), part('page', out)] as const
  return {
    value: {
      text,
      headers: fromHeaders.out.text,
      encoding,
      rsl: [...fromHeaders.rsl, ...reader.rsl],
      ...(tdm === undefined ? {} : { tdm }),
    },
    parts,
    statements: parts.flatMap((one) => one.statements),
    mentions: parts.flatMap((one) => one.mentions),
    issues: [...issues, ...parts.flatMap((one) => one.issues)],
  }
}
