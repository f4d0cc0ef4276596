import {
  type DocumentState,
  type Effect,
  type Layer,
  questions,
  type Rulebook,
  type RuledPosition,
  type RuledStatement,
  type StandingQuestion,
} from '@proviso/rights'

type Said = 'allowed' | 'conditional' | 'disallowed'

const effects: Readonly<Record<Said, Effect>> = { allowed: 'allow', conditional: 'conditional', disallowed: 'disallow' }
const silent: RuledPosition = { position: 'silent', conditions: [], confidence: 1, statements: [] }

function position(said: Said, path: string, day: string): RuledPosition {
  const conditions = said === 'conditional' ? [{ kind: 'opt-out' as const }] : []
  return {
    position: said,
    conditions,
    confidence: 1,
    statements: [
      {
        effect: effects[said],
        conditions,
        confidence: 1,
        evidence: {
          archive: 'small',
          path,
          version: 'c0ffee',
          recorded: `${day}T00:00:00Z`,
          start: 0,
          end: 1,
          section: ['1. <Rules>', '(a)'],
          quote: `What ${path} says of <models> on ${day}.`,
          quoteHash: `${path}-${day}`.replace(/\W/g, '').slice(-16),
        },
      },
    ],
  }
}

/** A state of a document that says one thing on training and on crawling. */
function state(
  service: string,
  from: string,
  to: string | null,
  train: Said | null,
  crawl: Said | null,
  more: { readonly terms?: string; readonly layer?: Layer; readonly recorded?: string } = {},
): DocumentState {
  const { terms = 'Terms', layer, recorded = from } = more
  const path = `${service}/${terms}`
  const says: Partial<Record<StandingQuestion, RuledPosition>> = {
    ...(train === null ? {} : { 'public.train-ai.content': position(train, path, from) }),
    ...(crawl === null ? {} : { 'public.crawl.content': position(crawl, `${path} of crawling`, from) }),
  }
  return {
    service,
    terms,
    ...(layer === undefined ? {} : { layer }),
    from,
    to,
    basis: 'recorded',
    recorded: `${recorded}T12:00:00Z`,
    kind: 'change',
    moved: [],
    positions: Object.fromEntries(
      questions.map((question) => [question, says[question] ?? silent]),
    ) as DocumentState['positions'],
    records: [],
    variants: 0,
  }
}

/** A robots.txt of one host, with rules about paths, one of them for one crawler alone. */
function robots(service: string, host: string, from: string): DocumentState {
  const said = state(service, from, null, null, null, { terms: 'robots.txt', layer: 'signals' })
  const rule = (effect: Effect, path: string, agents: readonly string[] = []): RuledStatement => ({
    ...position('allowed', `${service}${path}${agents.join()}`, from).statements[0]!,
    effect,
    path,
    ...(agents.length === 0 ? {} : { agents }),
  })
  const ruled = (statements: readonly RuledStatement[]): RuledPosition => ({
    position: 'conditional',
    conditions: [],
    confidence: 1,
    statements,
  })
  return {
    ...said,
    host,
    weighing: 'robots',
    positions: {
      ...said.positions,
      'public.crawl.content': ruled([
        rule('disallow', '/private'),
        rule('allow', '/private/open'),
        rule('disallow', '/*.pdf$'),
        rule('disallow', '/', ['gptbot']),
      ]),
      'public.train-ai.content': ruled([rule('disallow', '/', ['gptbot']), rule('disallow', '/art/')]),
    },
  }
}

/** Services that meet every case: nested hosts, two on one host, an IDN, one nobody read, one unread, a move in time. */
export const smallRulebook: Rulebook = {
  format: 1,
  reader: 'by hand',
  sources: [{ archive: 'small', head: 'c0ffee', attribution: 'by hand', url: 'https://small.example/' }],
  services: [
    { name: 'Ash', aliases: [], hosts: ['ash.example', 'ash.example.net'] },
    { name: 'Birch', aliases: [], hosts: ['docs.ash.example'] },
    { name: 'Cedar', aliases: [], hosts: ['shared.example'] },
    { name: 'Dogwood', aliases: [], hosts: ['shared.example', 'dogwood.example'] },
    { name: 'Über', aliases: [], hosts: ['xn--ber-goa.example'] },
    { name: 'Elm', aliases: [], hosts: ['elm.example'] },
    { name: 'Fir', aliases: [], hosts: ['fir.example'] },
    { name: 'Gum', aliases: [], hosts: ['gum.example'] },
    { name: 'Hazel', aliases: [], hosts: ['hazel.example'] },
  ],
  states: [
    state('Ash', '2020-01-01', '2023-06-04', 'allowed', 'allowed'),
    state('Ash', '2023-06-04', '2024-02-01', 'conditional', 'allowed'),
    state('Ash', '2024-02-01', null, 'disallowed', 'allowed'),
    state('Birch', '2021-01-01', null, 'allowed', 'allowed'),
    state('Cedar', '2022-01-01', null, 'allowed', 'allowed'),
    state('Dogwood', '2022-06-01', '2023-01-01', 'conditional', null),
    state('Dogwood', '2023-01-01', null, 'allowed', 'disallowed'),
    state('Über', '2020-05-05', null, 'allowed', 'conditional'),
    state('Fir', '2022-01-01', '2022-12-31', 'allowed', 'allowed', { recorded: '2022-01-01' }),
    state('Hazel', '2021-01-01', null, 'allowed', 'allowed'),
    robots('Hazel', 'hazel.example', '2022-06-01'),
    robots('Ash', 'robots.ash.example', '2022-06-01'),
    state('Gum', '2022-01-01', null, null, 'allowed'),
    state('Gum', '2023-03-03', null, 'disallowed', null, { terms: 'robots', layer: 'signals' }),
    state('Gum', '2023-07-01', '2024-01-01', 'allowed', 'allowed', { terms: 'Deal', layer: 'licence' }),
  ],
  unread: [{ service: 'Elm', terms: 'Terms', from: '2022-01-01', to: null, reason: 'login-wall' }],
}
