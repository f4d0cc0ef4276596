import { decodeUtf8 } from './charset.ts'
import { type Findings, Gathering, tooLarge } from './findings.ts'
import { licenceNamed, stateLicence } from './licence.ts'
import { readRslContents, rslNamespace } from './rsl.ts'
import { patternOfPage } from './url-pattern.ts'
import { attribute, parseXml, type XmlElement } from './xml-tree.ts'

/** 8 MiB. */
export const mostFeedBytes = 8 * 1024 * 1024

const licenceNamespaces: ReadonlySet<string> = new Set([
  'http://backend.userland.com/creativeCommonsRssModule',
  'http://creativecommons.org/ns#',
  'http://web.resource.org/cc/',
])

/** The link of an RSS item or Atom entry. */
function linkOf(item: XmlElement): string | undefined {
  const links = item.children.filter((one) => one.name === 'link' && one.namespace !== rslNamespace)
  const atom = links.find((one) => (attribute(one, 'rel') ?? 'alternate') === 'alternate' && attribute(one, 'href'))
  return (atom && attribute(atom, 'href')) ?? (links.find((one) => one.text.trim() !== '')?.text.trim() || undefined)
}

/** Reads what one channel, feed, item or entry says of its licence; `path` is what it speaks for. */
function readHolder(holder: XmlElement, host: string | undefined, path: string | undefined, out: Gathering): void {
  const contents = holder.children.filter((one) => one.namespace === rslNamespace && one.name === 'content')
  if (contents.length > 0) {
    const { statements, mentions, issues } = readRslContents(contents, out, { host })
    out.take({ statements, mentions, issues }, 0, { path, section: [holder.name] })
  }
  for (const child of holder.children) {
    const { start, end } = child
    const quoted = { start, end, path, section: [holder.name, child.name] }
    if (child.name === 'license' && licenceNamespaces.has(child.namespace)) {
      const resource = child.attributes.find((one) => one.name === 'resource')?.value
      stateLicence((resource ?? child.text).trim(), out, quoted)
    } else if (child.name === 'link' && attribute(child, 'rel')?.toLowerCase() === 'license') {
      if (!attribute(child, 'type')?.startsWith('application/rsl+xml')) {
        stateLicence(attribute(child, 'href') ?? '', out, quoted)
      }
    } else if ((child.name === 'rights' || child.name === 'copyright') && licenceNamed(child.text) !== undefined) {
      stateLicence(child.text, out, quoted)
    }
  }
}

/**
 * Reads the licences that an RSS or Atom feed states: RSL, Creative Commons, `rel="license"`; an item's speak for the page it links
 * to. At most 8 MiB; linear; never throws. SPEC.md RS16, RS17.
 * @example
 * readFeed('<rss><channel/></rss>').statements // []
 */
export function readFeed(
  input: Uint8Array | string,
  where: { readonly at?: string; readonly url?: string | undefined } = {},
): Findings {
  const at = where.at ?? 'feed.xml'
  if (input.length > mostFeedBytes) {
    return { statements: [], mentions: [], issues: [tooLarge(at, input.length, mostFeedBytes)] }
  }
  const text = typeof input === 'string' ? input : decodeUtf8(input).text
  const { root, issues } = parseXml(text, at)
  if (root === undefined) return { statements: [], mentions: [], issues }
  const out = new Gathering(text, at)
  const host = where.url !== undefined && URL.canParse(where.url) ? new URL(where.url).host : undefined
  const channels = root.name === 'feed' ? [root] : root.children.filter((one) => one.name === 'channel')
  for (const channel of channels) {
    const own = where.url === undefined ? undefined : patternOfPage(where.url)
    readHolder(channel, host, own, out)
  }
  const items = [...channels, root].flatMap((one) =>
    one.children.filter((child) => child.name === 'item' || child.name === 'entry'),
  )
  for (const item of new Set(items)) {
    const link = linkOf(item)
    if (link === undefined || !URL.canParse(link)) continue
    if (host !== undefined && new URL(link).host !== host) {
      out.tell('other-host', item.start, 'the item links to another host than the feed’s', 'its licence is not read')
      continue
    }
    readHolder(item, host, patternOfPage(link), out)
  }
  return { statements: out.statements, mentions: out.mentions, issues: out.issues }
}
