import { createHash } from 'node:crypto'
import type { RulebookContent } from '@proviso/archive/rulebook-file'
import type {
  Condition,
  DocumentState,
  Effect,
  PositionKind,
  RuledPosition,
  RuledStatement,
  StandingQuestion,
} from '@proviso/rights'
import { questions } from '@proviso/rights'

/** A made-up service, Harbour, once called Pier, with everything a renderer can meet; all words are our own. */

const commitLink = 'https://github.com/example/quay-versions/commit/'

const silent: RuledPosition = { position: 'silent', conditions: [], confidence: 1, statements: [] }

const effects: Readonly<Record<Exclude<PositionKind, 'silent'>, Effect>> = {
  allowed: 'allow',
  conditional: 'conditional',
  disallowed: 'disallow',
}

function said(
  terms: string,
  day: string,
  position: Exclude<PositionKind, 'silent'>,
  quote: string,
  section: readonly string[],
  more: { conditions?: readonly Condition[]; channel?: 'api' } = {},
): RuledPosition {
  const version = createHash('sha1').update(`${terms} ${day}`).digest('hex')
  const statement: RuledStatement = {
    effect: effects[position],
    conditions: more.conditions ?? [],
    ...(more.channel ? { channel: more.channel } : {}),
    confidence: 0.95,
    evidence: {
      archive: 'quay-versions',
      path: `Pier/${terms}.md`,
      version,
      recorded: `${day}T08:30:00Z`,
      start: 1200,
      end: 1200 + quote.length,
      section,
      quote,
      quoteHash: createHash('sha256').update(quote).digest('hex').slice(0, 16),
      url: commitLink + version,
    },
  }
  return { position, conditions: more.conditions ?? [], confidence: 0.95, statements: [statement] }
}

function state(
  terms: string,
  facts: Pick<DocumentState, 'from' | 'to' | 'basis' | 'kind'> & { readonly day: string; readonly variants?: number },
  moved: readonly StandingQuestion[],
  positions: Partial<Record<StandingQuestion, RuledPosition>>,
): DocumentState {
  const { day, variants = 0, ...rest } = facts
  const commit = createHash('sha1').update(`${terms} ${day}`).digest('hex')
  const recorded = `${day}T08:30:00Z`
  return {
    service: 'Harbour',
    terms,
    ...rest,
    recorded,
    moved,
    positions: Object.fromEntries(
      questions.map((question) => [question, positions[question] ?? silent]),
    ) as DocumentState['positions'],
    records: [{ collection: 'quay-versions', commit, path: `Pier/${terms}.md`, recorded, url: commitLink + commit }],
    variants,
  }
}

const crawlBan = said(
  'Terms of Service',
  '2022-03-01',
  'disallowed',
  'Nobody may scrape or harvest the pages of Harbour by automated means.',
  ['4. House rules', '4.2 Machines'],
)
const modelBan = said(
  'Developer Terms',
  '2025-06-04',
  'disallowed',
  'You must not do any of these things:\n*   (a) sell access to the Harbour Feed;\n*   (b) feed the Harbour Feed or [Berth Data](https://harbour.example/berths) to a model so that it **learns** from it',
  ['III. Limits', 'A. What is off the table', '(b)'],
  { channel: 'api' },
)
const ownUse = said(
  'Privacy Policy',
  '2023-08-30',
  'allowed',
  'We teach our own models with what you post on Harbour.',
  ['2. What we do with it'],
)
const ownUseOptOut = said(
  'Privacy Policy',
  '2024-10-16',
  'conditional',
  'We teach our own models with what you post on Harbour, unless you switch this off in your settings.',
  ['2. What we do with it'],
  { conditions: [{ kind: 'opt-out' }] },
)
const partners = said(
  'Privacy Policy',
  '2024-10-16',
  'conditional',
  'Companies we work with may teach theirs with it too, unless you switch this off in your settings.',
  ['2. What we do with it'],
  { conditions: [{ kind: 'opt-out' }] },
)
const output = said(
  'Terms of Service',
  '2024-01-10',
  'conditional',
  'What Harbour Pilot answers may not teach a model that competes with it.',
  ['7. Pilot'],
  { conditions: [{ kind: 'non-competing' }] },
)

/** The rulebook of Harbour and two neighbours: one with an IDN host, one of which nothing was read. */
export const harbour: RulebookContent = {
  format: 1,
  reader: 'test',
  inputs: 'test',
  sources: [
    {
      archive: 'quay-versions',
      head: 'c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00',
      url: 'https://github.com/example/quay-versions',
      attribution: 'Open Terms Archive, ODC-By 1.0',
      commitLink,
      lastRecorded: '2026-08-11T10:00:00Z',
    },
  ],
  services: [
    { name: 'Fjord', aliases: [], hosts: ['fjord.example'] },
    { name: 'Harbour', aliases: ['Pier'], hosts: ['harbour.example', 'pier.example'] },
    { name: 'Überfahrt', aliases: [], hosts: ['xn--berfahrt-55a.example'] },
  ],
  states: [
    state(
      'Developer Terms',
      { from: '2023-05-20', to: '2025-06-04', basis: 'recorded', kind: 'first-record', day: '2023-05-20' },
      [],
      {},
    ),
    state(
      'Developer Terms',
      { from: '2025-06-04', to: null, basis: 'stated', kind: 'change', day: '2025-06-04' },
      ['public.train-ai.content'],
      { 'public.train-ai.content': modelBan },
    ),
    state(
      'Privacy Policy',
      { from: '2022-03-01', to: '2023-09-29', basis: 'recorded', kind: 'first-record', day: '2022-03-01' },
      [],
      {},
    ),
    state(
      'Privacy Policy',
      { from: '2023-09-29', to: '2024-11-15', basis: 'stated', kind: 'change', day: '2023-08-30', variants: 2 },
      ['operator.train-ai.content'],
      { 'operator.train-ai.content': ownUse },
    ),
    state(
      'Privacy Policy',
      { from: '2024-11-15', to: null, basis: 'stated', kind: 'change', day: '2024-10-16' },
      ['operator.train-ai.content', 'partner.train-ai.content'],
      { 'operator.train-ai.content': ownUseOptOut, 'partner.train-ai.content': partners },
    ),
    state(
      'Terms of Service',
      { from: '2022-03-01', to: '2024-01-10', basis: 'recorded', kind: 'first-record', day: '2022-03-01' },
      [],
      { 'public.crawl.content': crawlBan },
    ),
    state(
      'Terms of Service',
      { from: '2024-01-10', to: null, basis: 'recorded', kind: 'technical', day: '2024-01-10' },
      ['public.train-ai.output'],
      { 'public.crawl.content': crawlBan, 'public.train-ai.output': output },
    ),
  ],
  unread: [
    {
      service: 'Harbour',
      terms: 'Community Guidelines',
      from: '2024-02-01',
      to: null,
      reason: 'login-wall',
    },
  ],
}
