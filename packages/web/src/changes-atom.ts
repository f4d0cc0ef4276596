import type { Change } from '@proviso/archive/changes'
import type { RulebookSource } from '@proviso/rights'
import { XMLBuilder } from 'fast-xml-parser'
import { type ChangesScope, changesTitle } from './changes-title.ts'
import { creditText } from './credit.ts'
import { stableHash } from './stable-hash.ts'
import { clauseText } from './text/clause.ts'
import { plain } from './text/plain.ts'
import { positionText } from './text/position-text.ts'
import { version } from './version.ts'

/** Where a feed and its entries can be looked at, when they are served. */
export interface FeedPages {
  /** Address of the feed itself. */
  readonly self?: string
  /** Address of the page of a change. */
  readonly pageOf?: (change: Change) => string
}

/**
 * Changes as an Atom 1.0 feed (RFC 4287), newest first. Ids and times come from the changes, never from the clock, so that
 * equal rulebooks give equal feeds. `changes` come oldest first.
 */
export function changesAtom(
  changes: readonly Change[],
  scope: ChangesScope,
  sources: readonly RulebookSource[],
  pages: FeedPages = {},
): string {
  const credit = creditText(sources)
  const rights = `${credit === '' ? '' : `Records: ${credit}. `}The words quoted belong to their authors.`
  const recorded = changes.map((change) => change.recorded).sort()
  const feed = {
    '?xml': { '@_version': '1.0', '@_encoding': 'utf-8' },
    feed: {
      '@_xmlns': 'http://www.w3.org/2005/Atom',
      '@_xml:lang': 'en',
      id: stableId('feed', JSON.stringify(scope)),
      title: text(changesTitle(scope)),
      // a feed must say when it was updated; one without entries never was
      updated: recorded.at(-1) ?? '1970-01-01T00:00:00Z',
      author: { name: 'Proviso' },
      generator: { '@_version': version, '#text': 'Proviso' },
      rights: text(rights),
      ...(pages.self === undefined ? {} : { link: { '@_rel': 'self', '@_href': pages.self } }),
      entry: [...changes].reverse().map((change) => entryOf(change, rights, pages)),
    },
  }
  const builder = new XMLBuilder({ ignoreAttributes: false, format: true, suppressEmptyNode: true })
  return builder.build(feed)
}

function entryOf(change: Change, rights: string, { pageOf }: FeedPages) {
  const { service, terms, question, inForce, recorded } = change
  const records = change.records.flatMap(({ url }) => (url !== undefined && /^https?:/i.test(url) ? [url] : []))
  const links = pageOf === undefined ? records : [pageOf(change), ...records]
  return {
    id: stableId('change', service, terms, question, change.after.position, recorded),
    title: text(change.headline),
    published: recorded,
    updated: recorded,
    category: [{ '@_term': question }, { '@_term': text(service), '@_label': 'service' }],
    link: links.map((href, index) => ({ '@_rel': index === 0 ? 'alternate' : 'related', '@_href': href })),
    summary: text(
      `${service}, ${terms}: ${positionText(change.before.position, change.before.conditions)} → ${positionText(change.after.position, change.after.conditions)}, in force ${inForce}`,
    ),
    content: { '@_type': 'html', '#text': contentHtml(change, rights) },
  }
}

function contentHtml(change: Change, rights: string): string {
  const words = (verb: string, statements: Change['added']) =>
    statements.flatMap(({ evidence }) =>
      evidence.quote === undefined
        ? []
        : [`<p>${verb}:</p><blockquote>${html(clauseText(evidence.quote))}</blockquote>`],
    )
  const basis = change.basis === 'stated' ? 'as the text states' : 'the day it was first seen'
  return [
    `<p>${html(change.service)}, ${html(change.terms)}. In force ${change.inForce} (${basis}), recorded ${change.recorded}.</p>`,
    ...words('Added', change.added),
    ...words('Removed', change.removed),
    `<p>${html(rights)} Not legal advice.</p>`,
  ].join('')
}

/** A UUID made from what a thing is (RFC 9562, version 8 over SHA-256): the same thing keeps its id. */
function stableId(...parts: readonly string[]): string {
  const hash = stableHash(...parts)
  hash[6] = (hash[6]! & 0x0f) | 0x80
  hash[8] = (hash[8]! & 0x3f) | 0x80
  const hex = hash.toString('hex', 0, 16)
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** What XML 1.0 cannot carry at all is dropped; the builder escapes the rest. */
function text(value: string): string {
  return plain(value)
    .toWellFormed()
    .replace(/[\ufffe\uffff]/g, '')
}

function html(value: string): string {
  return text(value).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
