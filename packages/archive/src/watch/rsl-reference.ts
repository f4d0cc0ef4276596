/** Where a site says its RSL document is: the first of its robots.txt, its `Link` header and its page (RSL 1.0 §4). */
export interface RslReference {
  readonly url: string
  /** How many others were named. */
  readonly others: number
}

const longest = 2000

/**
 * Finds the address of a site's RSL document: `License:` lines of robots.txt outside or inside groups, `Link` headers with
 * `rel="license"` and RSL's media type, `<link>` elements of the same kind. An address may be relative, which files in the wild are.
 *
 * @example
 * rslReference({ robots: 'License: https://x.com/rsl.xml', base: 'https://x.com/' })?.url // 'https://x.com/rsl.xml'
 */
export function rslReference(found: {
  readonly robots?: string
  readonly link?: string
  readonly page?: string
  readonly base: string
}): RslReference | null {
  const named = [...inRobots(found.robots ?? ''), ...inHeader(found.link ?? ''), ...inPage(found.page ?? '')]
  const urls = new Set<string>()
  for (const text of named) {
    if (text.length > longest || !URL.canParse(text, found.base)) continue
    const url = new URL(text, found.base)
    url.hash = ''
    if (/^https?:$/.test(url.protocol)) urls.add(url.href)
  }
  const [url] = urls
  return url === undefined ? null : { url, others: urls.size - 1 }
}

function inRobots(text: string): string[] {
  return [...text.matchAll(/^[ \t]*license[ \t]*:[ \t]*([^\s#]+)/gim)].map((match) => match[1]!)
}

/** The targets of a `Link` header's links to licences, those of RSL's media type. */
function inHeader(text: string): string[] {
  return licenceLinks(text)
    .filter((link) => /;\s*type\s*=\s*"?application\/rsl\+xml/i.test(link))
    .map((link) => /^<([^>]*)>/.exec(link)?.[1] ?? '')
}

/** The links of a `Link` header whose relation is a licence. */
export function licenceLinks(text: string): string[] {
  return text
    .slice(0, 65_536)
    .split(/,\s*(?=<)/)
    .map((link) => link.trim())
    .filter((link) => /;\s*rel\s*=\s*(?:"[^"]{0,200}\blicense\b|license\b)/i.test(link))
}

function inPage(html: string): string[] {
  return [...html.matchAll(/<link\b([^>]{0,2000})>/gi)].flatMap(([, attributes = '']) => {
    const value = (name: string) =>
      new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(attributes)
    const of = (match: RegExpExecArray | null) => match?.[1] ?? match?.[2] ?? match?.[3] ?? ''
    const isRsl = /\blicense\b/i.test(of(value('rel'))) && /^application\/rsl\+xml/i.test(of(value('type')))
    const href = of(value('href')).replaceAll('&amp;', '&')
    return isRsl && href !== '' ? [href] : []
  })
}
