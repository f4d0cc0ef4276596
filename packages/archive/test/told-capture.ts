import type { Effect, Statement, Usage } from '@proviso/rights'
import type { CaptureReader } from '../src/capture-reader.ts'

/**
 * A reader of captures in a language of tests: a line is `usage effect [path] [agents,…]`, as in `train-ai disallow /a/ gptbot`; `unread
 * REASON` alone makes the capture unread. It remembers what it was given.
 */
export function toldCaptures(version = 'told'): CaptureReader & { readonly given: string[] } {
  const given: string[] = []
  return {
    version,
    given,
    read: ({ host, file, body, response }) => {
      const text = body === undefined ? '' : new TextDecoder().decode(body)
      given.push(`${host}/${file}: ${text}`)
      if (response !== undefined && response.outcome !== 'ok')
        return { statements: [], issues: [], unread: response.outcome }
      const unread = /^unread (\S+)$/m.exec(text)?.[1]
      if (unread !== undefined) return { statements: [], issues: [], unread }
      const statements: Statement[] = []
      for (const found of text.matchAll(/^([a-z-]+) (allow|disallow)(?: (\/\S*))?(?: (\S+))?$/gm)) {
        const [quote, usage, effect, path, agents] = found
        statements.push({
          effect: effect as Effect,
          actor: 'public',
          usage: usage as Usage,
          asset: 'content',
          conditions: [],
          ...(path === undefined ? {} : { path }),
          ...(agents === undefined ? {} : { agents: agents.split(',') }),
          quote,
          start: found.index,
          end: found.index + quote.length,
          section: [],
          confidence: 1,
        })
      }
      return { statements, issues: [] }
    },
  }
}
