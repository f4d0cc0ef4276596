/** One link of a `Link` header (RFC 8288); offsets are of the header's value. */
export interface Link {
  readonly target: string
  /** By lower-case name; the first of each counts. */
  readonly parameters: ReadonlyMap<string, string>
  readonly start: number
  readonly end: number
}

/**
 * Parses the value of a `Link` header. What cannot be read ends the list; linear; never throws. RFC 8288, appendix B.2.
 * @example
 * parseLinkHeader('</l.xml>; rel="license canonical"')[0]?.target // '/l.xml'
 */
export function parseLinkHeader(value: string): Link[] {
  const links: Link[] = []
  let at = 0
  const spaces = () => {
    while (value[at] === ' ' || value[at] === '\t') at++
  }
  for (;;) {
    spaces()
    while (value[at] === ',') {
      at++
      spaces()
    }
    if (value[at] !== '<') return links
    const start = at
    const close = value.indexOf('>', at)
    if (close < 0) return links
    const target = value.slice(at + 1, close).trim()
    const parameters = new Map<string, string>()
    at = close + 1
    for (;;) {
      spaces()
      if (value[at] !== ';') break
      at++
      spaces()
      const from = at
      while (at < value.length && !/[\s=;,]/.test(value[at]!)) at++
      const name = value.slice(from, at).toLowerCase()
      spaces()
      let said = ''
      if (value[at] === '=') {
        at++
        spaces()
        if (value[at] === '"') {
          at++
          const parts: string[] = []
          while (at < value.length && value[at] !== '"') {
            if (value[at] === '\\') at++
            parts.push(value[at] ?? '')
            at++
          }
          at++
          said = parts.join('')
        } else {
          const begin = at
          while (at < value.length && value[at] !== ';' && value[at] !== ',') at++
          said = value.slice(begin, at).trim()
        }
      }
      if (name !== '' && !parameters.has(name)) parameters.set(name, said)
    }
    links.push({ target, parameters, start, end: at })
    if (value[at] !== ',') return links
  }
}

/** Whether a link has a relation, among several and without regard to case. */
export function hasRelation(relations: string | undefined, relation: string): boolean {
  return relations?.toLowerCase().split(/\s+/).includes(relation) ?? false
}
