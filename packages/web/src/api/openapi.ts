import { actors, channels, profiles, questions, usages } from '@proviso/rights'
import { version } from '../version.ts'

const text = (description: string, more: object = {}) => ({ description, schema: { type: 'string', ...more } })
const query = (name: string, { description, schema }: ReturnType<typeof text>, required = false) => ({
  name,
  in: 'query',
  required,
  description,
  schema,
})
const day = { type: 'string', format: 'date' }

const problem = (description: string) => ({
  description,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
})
const answer = (description: string) => ({
  '200': { description, content: { 'application/json': { schema: { type: 'object' } } } },
  '304': { description: 'As you have it: the ETag sent in If-None-Match still holds' },
  '4XX': problem('What was asked cannot be answered'),
  '5XX': problem('The rulebook or an archive cannot be read'),
})
const operation = (summary: string, parameters: readonly object[], description: string) => ({
  summary,
  parameters,
  responses: answer(description),
})

const q = query('q', text('A URL, a host, or the name of a service'), true)
const service = query('service', text('A service by name, alias or host'), true)
const channel = query('channel', text('How the asset is obtained', { enum: channels, default: 'web' }))
const filters = [
  query('since', text('In force on or after this day', day)),
  query('until', text('In force on or before this day', day)),
  query('service', text('One service, by name, alias or host')),
  query('actor', text('Who uses the asset', { enum: actors })),
  query('usage', text('What is done with it', { enum: usages })),
  query('question', text('One of the standing questions', { enum: questions })),
  query('terms', text('Kind of document, e.g. Developer Terms')),
  query('to', text('The position moved to', { enum: ['allowed', 'conditional', 'disallowed', 'silent'] })),
  query('search', text('Words that the headline, the names or the clauses hold, all of them')),
]
const document = {
  required: true,
  content: {
    'application/octet-stream': { schema: { type: 'string', format: 'binary', maxLength: 16 * 1024 * 1024 } },
  },
}

/** The HTTP interface, described as OpenAPI 3.1 has it. */
export const openapi = {
  openapi: '3.1.0',
  info: {
    title: 'Proviso',
    version,
    description:
      'May this train a model? Answers with the clause, the day and the public record. Times are ISO 8601; days are UTC. Not legal advice.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  paths: {
    '/api/ask': {
      get: operation(
        'May this actor put this asset to this usage, on this day?',
        [
          q,
          query('on', text('The day it was or is obtained; today unless told', day)),
          query('usage', text('What is done with it', { enum: usages, default: 'train-ai' })),
          query('actor', text('Who does it', { enum: actors, default: 'public' })),
          channel,
          query('agent', text('The name a crawler goes by, e.g. GPTBot')),
          query(
            'asset',
            text('What the service holds, or what its AI generates', {
              enum: ['content', 'output'],
              default: 'content',
            }),
          ),
          query(
            'profile',
            text('Which layers bind and how time is read', { enum: Object.keys(profiles), default: 'as-of-crawl' }),
          ),
        ],
        'The decision: outcome, obtaining, using, conflicts, unread, the same under today’s rules, and the answer over time',
      ),
    },
    '/api/history': {
      get: operation(
        'What a service’s documents said, since when',
        [service, channel, query('question', text('One standing question only', { enum: questions }))],
        'Per question: the answer over time and one lane of states per document',
      ),
    },
    '/api/difference': {
      get: operation(
        'What one state of a document says that the one before did not',
        [
          service,
          query('terms', text('Kind of document'), true),
          query('part', text('Part of the page, when it holds several')),
          query('question', text('A standing question', { enum: questions }), true),
          query('recorded', text('When the later state was recorded, as /api/history has it'), true),
        ],
        'Positions before and after; passages whose words changed, where the archive is in the workspace',
      ),
    },
    '/api/clause': {
      get: operation(
        'A clause as it stands in its document',
        [
          query('archive', text('The archive, as evidence names it'), true),
          query('path', text('The document in the archive'), true),
          query('version', text('The commit'), true),
          query('start', text('Where the words begin', { type: 'integer', minimum: 0 }), true),
          query('end', text('Where they end', { type: 'integer', minimum: 0 }), true),
        ],
        'The paragraphs the words stand in, and the words they hang from; empty where the archive is not in the workspace',
      ),
    },
    '/api/changes': {
      get: operation(
        'How the rules moved, newest first',
        [...filters, query('from', text('How many to skip', { type: 'integer', minimum: 0 }))],
        'Sixty changes from there on, the number of all, and what the filters may be set to',
      ),
    },
    '/api/changes/{id}': {
      get: operation(
        'One change',
        [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        'The change with its statements',
      ),
    },
    '/changes.atom': {
      get: {
        summary: 'The same changes as an Atom feed',
        parameters: filters,
        responses: {
          '200': { description: 'Atom 1.0, at most 200 entries', content: { 'application/atom+xml': {} } },
          '4XX': problem('A filter cannot be read'),
        },
      },
    },
    '/api/landscape': {
      get: operation(
        'Every service and every standing question over time',
        [channel, query('on', text('The runs of this day alone', day))],
        'Per service and question, runs of [first day, outcome]',
      ),
    },
    '/api/rulebook': {
      get: operation('Which rulebook answers', [], 'Whether it quotes, how current it is, whom its records are from'),
    },
    '/api/services': { get: operation('Who is known, over which hosts', [], 'All services') },
    '/api/read': {
      post: {
        summary: 'The positions of one document: Markdown, HTML, PDF or plain text',
        parameters: [
          query('name', text('A file name, which helps to tell the form')),
          query('format', text('The form, when it is known', { enum: ['md', 'html', 'pdf', 'txt'] })),
          query('most', text('Most statements per question; all unless told')),
        ],
        requestBody: document,
        responses: answer('What `proviso read --json` prints, and the text its offsets count in'),
      },
    },
    '/api/report': {
      post: {
        summary: 'The claims of a press report about services, each checked against the record',
        parameters: [
          query('name', text('A file name, which helps to tell the form')),
          query('on', text('The day claims without a day are looked at; today unless told', day)),
        ],
        requestBody: document,
        responses: answer('Per claim: confirmed with the clause, contradicted, or not on record, with the reason'),
      },
    },
    '/api/reviews': {
      get: operation(
        'What the reader is unsure of',
        [],
        'Statements with a confidence under 0.8, the least sure first',
      ),
      post: {
        summary: 'Confirm, correct or reject one statement',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['service', 'terms', 'question', 'quote', 'verdict'],
                properties: {
                  service: { type: 'string' },
                  terms: { type: 'string' },
                  question: { enum: questions },
                  quote: { type: 'string', description: 'The quote’s hash', pattern: '^[0-9a-f]{16}$' },
                  verdict: { enum: ['confirm', 'reject', 'allowed', 'conditional', 'disallowed'] },
                },
              },
            },
          },
        },
        responses: answer('The file written to, and how many statements are left'),
      },
    },
  },
  components: {
    schemas: {
      Problem: {
        type: 'object',
        required: ['error'],
        properties: {
          error: {
            type: 'object',
            required: ['code', 'at', 'message'],
            properties: {
              code: { type: 'string', description: 'Kebab-case, stable' },
              at: { type: 'string', description: 'Where' },
              message: { type: 'string' },
              hint: { type: 'string', description: 'What to do next' },
            },
          },
        },
      },
    },
  },
} as const
