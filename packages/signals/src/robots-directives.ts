import type { Condition } from '@proviso/rights'
import type { Gathering } from './findings.ts'
import type { RslUsage } from './rsl-vocabulary.ts'

/** One thing a directive says, and to whom. */
interface DirectiveMeaning {
  readonly usage: RslUsage
  readonly effect: 'disallow' | 'conditional'
  readonly conditions: readonly Condition[]
  /** Agents whose operators document it; absent: it is addressed to everyone. */
  readonly agents?: readonly string[]
}

const images: readonly Condition[] = [{ kind: 'class', note: 'images on the page' }]
const noSnippet: readonly DirectiveMeaning[] = [
  { usage: 'ai-input', effect: 'disallow', conditions: [], agents: ['googlebot'] },
]

/** What the directives with a meaning for our usages say. Sources and dates: SPEC.md XR. */
const meanings: Readonly<Record<string, readonly DirectiveMeaning[]>> = {
  noai: [{ usage: 'train-ai', effect: 'disallow', conditions: [] }],
  noimageai: [{ usage: 'train-ai', effect: 'disallow', conditions: images }],
  noindex: [{ usage: 'search', effect: 'disallow', conditions: [] }],
  none: [{ usage: 'search', effect: 'disallow', conditions: [] }],
  noimageindex: [{ usage: 'search', effect: 'disallow', conditions: images }],
  nosnippet: noSnippet,
  'max-snippet:0': noSnippet,
  noarchive: [
    { usage: 'train-ai', effect: 'disallow', conditions: [], agents: ['amazonbot', 'bingbot'] },
    { usage: 'ai-input', effect: 'disallow', conditions: [], agents: ['bingbot'] },
  ],
  nocache: [
    {
      usage: 'ai-input',
      effect: 'conditional',
      conditions: [{ kind: 'class', note: 'title, URL and snippet alone' }],
      agents: ['bingbot'],
    },
  ],
}

const silent: ReadonlySet<string> = new Set(
  'all index follow nofollow notranslate indexifembedded noodp noydir nositelinkssearchbox nopagereadaloud unavailable_after max-snippet max-image-preview max-video-preview noimageclick nocontent archive snippet imageindex translate'.split(
    ' ',
  ),
)
const valued: ReadonlySet<string> = new Set([
  'unavailable_after',
  'max-snippet',
  'max-image-preview',
  'max-video-preview',
])

/** Of one value; what stands behind is not read [PL7]. */
const mostDirectives = 1000

/** One directive as read, lower case, and the agent it is given to. */
export interface Directive {
  readonly name: string
  readonly value?: string
  /** Lower case; absent: everyone. */
  readonly agent?: string
}

/** How to read a header: as its authors mean it, or as two programs in use do [XR7]. */
export type DirectiveReading = 'documented' | 'img2dataset' | 'datadiligence'

function directive(written: string, agent?: string): Directive | undefined {
  const said = written.trim()
  const colon = said.indexOf(':')
  const name = (colon < 0 ? said : said.slice(0, colon)).trim().toLowerCase()
  if (name === '') return undefined
  const value = colon < 0 ? undefined : said.slice(colon + 1).trim()
  return {
    name,
    ...(value === undefined ? {} : { value }),
    ...(agent === undefined || agent === '*' ? {} : { agent }),
  }
}

/**
 * The directives of one `X-Robots-Tag` line. `documented` follows Google's documentation: an agent before a colon holds for the rest
 * of the line, `unavailable_after:` and its like are no agents. SPEC.md XR1, XR3, XR4, XR7.
 * @example
 * parseXRobotsTag('googlebot: noindex, noai') // [{ name: 'noindex', agent: 'googlebot' }, { name: 'noai', agent: 'googlebot' }]
 */
export function parseXRobotsTag(line: string, reading: DirectiveReading = 'documented'): Directive[] {
  if (reading === 'img2dataset') {
    const parts = line.split(':')
    const agent = parts.length > 1 ? parts[0]!.trim().toLowerCase() : undefined
    const list = parts.length > 1 ? parts.slice(1).join(':') : line
    return list.split(',').flatMap((one) => {
      const name = one.trim().toLowerCase()
      return name === '' ? [] : [{ name, ...(agent === undefined ? {} : { agent }) }]
    })
  }
  if (reading === 'datadiligence') {
    return line.split(',').flatMap((one) => {
      const said = one.trim()
      const colon = said.indexOf(': ')
      if (said === '') return []
      return colon < 0 ? [{ name: said }] : [{ agent: said.slice(0, colon), name: said.slice(colon + 2) }]
    })
  }
  const found: Directive[] = []
  let agent: string | undefined
  for (const part of line.split(',', mostDirectives)) {
    let written = part
    const colon = part.indexOf(':')
    if (colon >= 0) {
      const name = part.slice(0, colon).trim().toLowerCase()
      if (name !== '' && !valued.has(name) && !/\s/.test(name)) {
        agent = name
        written = part.slice(colon + 1)
      }
    }
    const read = directive(written, agent)
    if (read) found.push(read)
  }
  return found
}

/**
 * The directives of a `meta` element's content. SPEC.md XR1.
 * @example
 * parseMetaRobots('NoAI, noimageai') // [{ name: 'noai' }, { name: 'noimageai' }]
 */
export function parseMetaRobots(content: string, agent?: string): Directive[] {
  return content.split(',', mostDirectives).flatMap((one) => directive(one, agent) ?? [])
}

/** Puts what directives say into a gathering, each with the same quote. SPEC.md XR2, XR6. */
export function stateDirectives(
  directives: readonly Directive[],
  out: Gathering,
  quoted: {
    readonly start: number
    readonly end: number
    readonly path?: string | undefined
    readonly section: readonly string[]
  },
): void {
  const { start, end, path } = quoted
  const seen = new Set<string>()
  for (const { name, value, agent } of directives) {
    const key = name === 'max-snippet' && value === '0' ? 'max-snippet:0' : name
    const once = `${agent ?? '*'} ${key}`
    if (seen.has(once)) continue
    seen.add(once)
    const section = [...quoted.section, agent === undefined ? key : `${agent}: ${key}`]
    if (Object.hasOwn(meanings, key)) {
      for (const { usage, effect, conditions, agents } of meanings[key]!) {
        if (agent !== undefined && agents && !agents.includes(agent)) continue
        const to = agent === undefined ? agents : [agent]
        out.say(start, end, { usage, effect, conditions, path, agents: to, section })
      }
    } else if (!silent.has(key)) {
      out.tell('unknown-directive', start, `\`${key.slice(0, 60)}\` is no directive we know`, 'it is ignored')
    }
  }
}
