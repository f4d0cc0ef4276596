import type { CapturedFile } from '@proviso/archive/captured-file'
import type { RulebookContent } from '@proviso/archive/rulebook-file'
import { signalTimeline } from '@proviso/archive/signal-timeline'
import type { Effect, Statement, Usage } from '@proviso/rights'
import { harbour } from './harbour.ts'

const host = 'harbour.example'

function said(usage: Usage, effect: Effect, line: number, limits: Partial<Statement> = {}): Statement {
  const quote = `${effect} ${limits.path ?? ''}`
  return {
    effect,
    actor: 'public',
    usage,
    asset: 'content',
    conditions: [],
    quote,
    start: 10 * line,
    end: 10 * line + quote.length,
    section: [`User-agent: ${limits.agents?.join(', ') ?? '*'}`, `line ${line}`],
    confidence: 1,
    ...limits,
  }
}

function timeline(
  file: CapturedFile,
  days: readonly (readonly [day: string, statements: Statement[], unread?: string])[],
) {
  return signalTimeline(
    'Harbour',
    days.map(([day, statements, unread]) => ({
      observation: {
        collection: 'own',
        commit: `${file} ${day}`,
        host,
        file,
        path: `signals/${host}/${file}`,
        body: '0',
        response: null,
        recorded: `${day}T06:00:00Z`,
      },
      statements,
      ...(unread === undefined ? {} : { unread }),
    })),
  )
}

const robots = timeline('robots.txt', [
  ['2024-06-01', [said('crawl', 'disallow', 2, { path: '/private/' })]],
  [
    '2025-02-01',
    [
      said('crawl', 'disallow', 2, { path: '/private/' }),
      said('crawl', 'disallow', 5, { path: '/', agents: ['gptbot'] }),
      said('train-ai', 'disallow', 5, { path: '/', agents: ['gptbot'] }),
      said('crawl', 'allow', 8, { path: '/', agents: ['friendbot'] }),
      said('search', 'allow', 3, { directive: 'content-signal' }),
    ],
  ],
])
const aiTxt = timeline('ai.txt', [['2025-02-01', [], 'unreachable']])

/** Harbour with what its host says to machines: a robots.txt that changed once, and an ai.txt nobody could read. */
export const harbourWithSignals: RulebookContent = {
  ...harbour,
  states: [...harbour.states, ...robots.states],
  unread: [...harbour.unread, ...aiTxt.unread],
}
