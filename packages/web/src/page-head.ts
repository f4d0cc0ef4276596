import { askJson } from './api/ask.ts'
import { changeWith } from './api/changes.ts'
import type { Get } from './api/get.ts'
import { serviceOf } from './api/history.ts'
import type { Library } from './library.ts'
import { positionText } from './text/position-text.ts'

/** What a page says of itself to whoever shows a link to it. */
export interface PageHead {
  readonly title: string
  readonly description: string
  /** Path of a picture, 1200 × 630. */
  readonly picture?: string
  readonly type?: 'article'
}

const site = 'Proviso'
const about = 'Whether web content may train an AI model, for any day, actor and use, from the platform’s own words.'

/** The head of the page at a path; null when there is no such page. Throws what the answer it describes throws. */
export function pageHead(library: Library, path: string, get: Get, today: string): PageHead | null {
  const [first = '', second, ...more] = path.split('/').slice(1)
  if (more.length > 0) return null
  if (second === undefined || second === '')
    switch (first) {
      case '':
        return get('q')
          ? askHead(library, get, today)
          : { title: `${site}: may this train a model?`, description: about }
      case 'services':
        return {
          title: `Services · ${site}`,
          description: 'The services whose terms have been read, and what each says.',
        }
      case 'changes':
        return {
          title: `Changes · ${site}`,
          description: 'How platforms move their rules on AI training and crawling, newest first.',
        }
      case 'landscape':
        return {
          title: `Landscape · ${site}`,
          description: 'Every service and every question on one day, and how the counts moved over the years.',
        }
      case 'read':
        return {
          title: `Read · ${site}`,
          description: 'Put in a document; see what it says on AI training and crawling, with the words marked.',
        }
      case 'review':
        return { title: `Review · ${site}`, description: 'What the reader is unsure of, to be confirmed or corrected.' }
      default:
        return null
    }
  if (first === 'services') {
    const { service } = serviceOf(library, second)
    return {
      title: `${service.name} · ${site}`,
      description: `What the terms of ${service.name} say on AI training and crawling, since when, in which words.`,
    }
  }
  if (first === 'changes') {
    const { headline, service, terms, before, after, inForce } = changeWith(library.book(), second)
    return {
      title: headline,
      description: `${service}, ${terms}: ${positionText(before.position, before.conditions)} → ${positionText(after.position, after.conditions)}, in force ${inForce}.`,
      picture: `/changes/${second}/picture.png`,
      type: 'article',
    }
  }
  return null
}

function askHead(library: Library, get: Get, today: string): PageHead {
  const { asset, service, usage, actor, channel, on, outcome } = askJson(library, get, today)
  return {
    title: `${asset.slice(0, 100)}: ${outcome} · ${site}`,
    description: `${usage} by the ${actor} through ${channel} on ${on}: ${outcome}${service === null ? '' : `, by the words of ${service}`}.`,
  }
}

/**
 * Puts a head into the built page, everything escaped. `origin` is where the page is served, for addresses that must be whole;
 * `program` what its commands begin with.
 */
export function withHead(html: string, head: PageHead, origin: string, address: string, program: string): string {
  const meta = (name: string, content: string) => `<meta ${name} content="${escaped(content)}">`
  const tags = [
    meta('name="description"', head.description),
    meta('name="program"', program),
    meta('property="og:site_name"', site),
    meta('property="og:type"', head.type ?? 'website'),
    meta('property="og:title"', head.title),
    meta('property="og:description"', head.description),
    meta('property="og:url"', origin + address),
    ...(head.picture === undefined
      ? [meta('name="twitter:card"', 'summary')]
      : [
          meta('property="og:image"', origin + head.picture),
          meta('property="og:image:type"', 'image/png'),
          meta('property="og:image:width"', '1200'),
          meta('property="og:image:height"', '630'),
          meta('property="og:image:alt"', head.title),
          meta('name="twitter:card"', 'summary_large_image'),
        ]),
  ]
  // a function, so that `$&` in a title stays what it is
  return html.replace(
    /<title>[^<]*<\/title>/,
    () => `<title>${escaped(head.title)}</title>\n    ${tags.join('\n    ')}`,
  )
}

function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/\p{Cc}/gu, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
}
