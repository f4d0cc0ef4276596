import type { Day, Effect, Usage } from '@proviso/rights'
import { parseContentSignal, splitPath } from './content-signal.ts'
import { type ContentUsage, parseContentUsage } from './content-usage.ts'

/** What one line of a `robots.txt` that is no rule of access says of usages. */
export interface RobotsSignal {
  /** The key, lower case: `content-usage`, `content-signal`, `disallowaitraining`, `allowaitraining`. */
  readonly directive: string
  /** The pattern of the paths it speaks of; absent: all. */
  readonly path?: string
  readonly says: readonly {
    readonly usage: Usage
    readonly effect: Effect & ('allow' | 'disallow')
    readonly legacy?: boolean
  }[]
  /** The part without the path. */
  readonly text: string
  /** What a Content-Usage line comes to. */
  readonly contentUsage?: ContentUsage
}

/**
 * Reads the value of a line by its key; `undefined` for a key that says nothing of usages. SPEC.md CU7, CS2, R16.
 * @example
 * signalOf('content-usage', '/a train-ai=n').says // [{ usage: 'train-ai', effect: 'disallow', legacy: false }]
 */
export function signalOf(directive: string, value: string, day?: Day): RobotsSignal | undefined {
  switch (directive) {
    case 'content-usage': {
      const { path, rest } = splitPath(value)
      const contentUsage = parseContentUsage(rest, day)
      const says = contentUsage.preferences.map(({ usage, effect, legacy }) => ({ usage, effect, legacy }))
      return { directive, ...(path !== undefined && { path }), says, text: rest, contentUsage }
    }
    case 'content-signal': {
      const { path, rest } = splitPath(value)
      const says = parseContentSignal(rest).flatMap(({ usage, effect }) => (usage && effect ? [{ usage, effect }] : []))
      return { directive, ...(path !== undefined && { path }), says, text: rest }
    }
    case 'disallowaitraining':
    case 'allowaitraining': {
      if (value === '') return undefined
      const effect = directive === 'allowaitraining' ? 'allow' : 'disallow'
      return { directive: 'ai-training', path: value, says: [{ usage: 'train-ai', effect }], text: value }
    }
    default:
      return undefined
  }
}
