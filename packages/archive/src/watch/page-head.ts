/** Most of a page that is kept for its head. */
const longestHead = 256 * 1024

/**
 * The head of an HTML page as it was sent, up to where its body begins, at most 256 KiB: what signals stand in, without what changes
 * with every visit.
 */
export function headOf(page: Uint8Array): Uint8Array {
  const head = Buffer.from(page.buffer, page.byteOffset, Math.min(page.length, longestHead))
  const end = /<\/head\s*>|<body[\s>]/i.exec(head.toString('latin1'))
  if (end === null) return head
  return head.subarray(0, end[0].startsWith('</') ? end.index + end[0].length : end.index)
}

// Names of metadata that carry no right, and often something new for every visitor.
const telling =
  /^(?!(?:csrf|xsrf|_token|authenticity|request-?id|nonce|viewport|theme-color|color-scheme|description|keywords|title|apple-|msapplication|mobile-|google-site|google-signin|msvalidate|yandex-verification|facebook-domain|p:domain|og:|twitter:|fb:|al:|article:|product:|parsely|sailthru|cxense|next-head|sentry|baggage|build|version|release|timestamp|date|revised|hostname|user|visitor|octolytics|html-safe|turbo|optimizely))/i

/**
 * What of a page's head can be a signal: metadata but for known chatter, links to licences, RSL and the rights within linked data.
 * Two heads that tell the same are the same observation (SPEC.md W17).
 */
export async function tellingOf(head: Uint8Array): Promise<string> {
  const { Parser } = await import('htmlparser2')
  const said: string[] = []
  let script: string | null = null
  let text = ''
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (name === 'meta') {
        const key = attributes.name ?? attributes.property ?? attributes['http-equiv'] ?? ''
        if (key !== '' && telling.test(key)) said.push(`${key.toLowerCase()}: ${attributes.content ?? ''}`)
      } else if (name === 'link' && /\blicense\b/i.test(attributes.rel ?? '')) {
        said.push(`link ${attributes.type ?? ''} ${attributes.href ?? ''}`)
      } else if (name === 'script') {
        script = (attributes.type ?? '').toLowerCase()
        text = ''
      }
    },
    ontext: (data) => {
      if (script !== null) text += data
    },
    onclosetag: (name) => {
      if (name !== 'script' || script === null) return
      if (script === 'application/rsl+xml') said.push(text)
      if (script === 'application/ld+json')
        for (const [field] of text.matchAll(
          /"(?:license|usageInfo|acquireLicensePage|copyright\w{0,20}|conditionsOfAccess|isAccessibleForFree)"\s*:\s*(?:"[^"]{0,2000}"|[^",}\]]{0,200})/g,
        ))
          said.push(field)
      script = null
    },
  })
  parser.end(Buffer.from(head.buffer, head.byteOffset, head.length).toString('utf8'))
  return said.join('\n')
}
