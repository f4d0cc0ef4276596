import type { Issue } from '@proviso/rights'
import { CorpusError } from './corpus-error.ts'

/** The fields of a record an audit reads, as paths (`metadata.url`). */
export interface Columns {
  readonly url: string
  /** When the record was obtained. */
  readonly date?: string
  /** How many tokens it has. */
  readonly tokens?: string
  readonly id?: string
  /** The corpus family the names are those of, when one fits. */
  readonly schema?: string
}

/** Fields a person names, in place of what would be recognised. `null`: there is none. */
export interface ChosenColumns {
  readonly url?: string
  readonly date?: string | null
  readonly tokens?: string | null
  readonly id?: string | null
}

interface Schema extends Columns {
  readonly name: string
  /** Fields that tell the family from others. */
  readonly marks: readonly string[]
}

/** Families of corpora by the names of their fields; the first whose marks are all there is taken. SPEC.md C1. */
const schemas: readonly Schema[] = [
  { name: 'FineWeb', marks: ['url', 'dump', 'token_count'], url: 'url', date: 'date', tokens: 'token_count', id: 'id' },
  { name: 'RefinedWeb', marks: ['content', 'url', 'timestamp', 'segment'], url: 'url', date: 'timestamp' },
  { name: 'Common Crawl index', marks: ['url', 'warc_filename'], url: 'url', date: 'fetch_time', id: 'url_surtkey' },
  { name: 'Common Crawl index', marks: ['url', 'timestamp', 'filename', 'digest'], url: 'url', date: 'timestamp' },
  { name: 'RedPajama 2', marks: ['raw_content', 'url'], url: 'url', date: 'date_download', id: 'doc_id' },
  { name: 'RedPajama 1', marks: ['text', 'meta.url'], url: 'meta.url', date: 'meta.timestamp' },
  { name: 'Dolma', marks: ['id', 'source', 'metadata.url'], url: 'metadata.url', date: 'metadata.warc_date', id: 'id' },
  {
    name: 'Dolma',
    marks: ['id', 'source', 'metadata.warc_url'],
    url: 'metadata.warc_url',
    date: 'metadata.warc_date',
    id: 'id',
  },
  { name: 'Dolma', marks: ['id', 'source', 'added', 'text'], url: 'id', date: 'added', id: 'id' },
  {
    name: 'datatrove',
    marks: ['text', 'metadata.url'],
    url: 'metadata.url',
    date: 'metadata.date',
    tokens: 'metadata.token_count',
    id: 'id',
  },
  { name: 'C4', marks: ['text', 'timestamp', 'url'], url: 'url', date: 'timestamp' },
  { name: 'LAION', marks: ['URL', 'TEXT'], url: 'URL', id: 'SAMPLE_ID' },
  { name: 'LAION', marks: ['url', 'caption'], url: 'url', id: 'key' },
]

const likely: Readonly<Record<'url' | 'date' | 'tokens' | 'id', readonly string[]>> = {
  url: [
    'url',
    'uri',
    'source_url',
    'page_url',
    'document_url',
    'target_uri',
    'warc_target_uri',
    'warc-target-uri',
    'warc_url',
    'image_url',
    'image',
    'link',
    'href',
    'domain',
    'host',
    'url_host_name',
    'metadata.url',
    'meta.url',
    'metadata.source_url',
    'metadata.uri',
    'metadata.warc_url',
    'warc_headers.warc-target-uri',
    'metadata.warc_headers.warc-target-uri',
  ],
  date: [
    'date',
    'timestamp',
    'fetch_time',
    'fetch_date',
    'crawl_date',
    'crawled_at',
    'date_download',
    'download_date',
    'warc_date',
    'warc-date',
    'warc_timestamp',
    'crawl_timestamp',
    'fetched_at',
    'retrieved_at',
    'added',
    'metadata.warc_date',
    'metadata.date_download',
    'metadata.date',
    'metadata.timestamp',
    'meta.timestamp',
    'meta.date',
    'warc_headers.warc-date',
    'metadata.warc_headers.warc-date',
  ],
  tokens: ['token_count', 'tokens', 'n_tokens', 'num_tokens', 'metadata.token_count', 'metadata.n_tokens'],
  id: ['id', 'doc_id', 'document_id', 'uuid', 'key', 'sample_id', 'warc_record_id'],
}

/**
 * Says which fields of a record are its URL, date, tokens and id: those a person named, else those of a known family, else the
 * likeliest by name. Names are compared without regard to case. Throws `CorpusError`: `no-url-column` (nothing looks like a
 * URL), `unknown-column` (a field that was named is not there). SPEC.md C1–C4.
 * @example recogniseColumns(['text', 'timestamp', 'url'], {}, 'c4.jsonl') // { url: 'url', date: 'timestamp', schema: 'C4' }
 */
export function recogniseColumns(fields: readonly string[], chosen: ChosenColumns, at: string): Columns {
  const byName = new Map(fields.toReversed().map((field) => [field.toLowerCase(), field]))
  const find = (name: string | undefined) =>
    name === undefined ? undefined : fields.includes(name) ? name : byName.get(name.toLowerCase())
  const schema = schemas.find(({ marks }) => marks.every((mark) => find(mark) !== undefined))
  const pick = (role: keyof typeof likely): string | undefined => {
    const named = chosen[role]
    if (named === null) return undefined
    if (named !== undefined) {
      const found = find(named)
      if (found === undefined) throw new CorpusError(unknownColumn(named, role, fields, at))
      return found
    }
    return find(schema?.[role]) ?? likely[role].map(find).find((field) => field !== undefined)
  }
  const url = pick('url')
  if (url === undefined)
    throw new CorpusError({
      code: 'no-url-column',
      at,
      message: `no column looks like a URL: ${some(fields)}`,
      hint: 'say which one it is with --url-column',
    })
  const [date, tokens, id] = [pick('date'), pick('tokens'), pick('id')]
  return {
    url,
    ...(date === undefined ? {} : { date }),
    ...(tokens === undefined ? {} : { tokens }),
    ...(id === undefined ? {} : { id }),
    ...(schema === undefined ? {} : { schema: schema.name }),
  }
}

function unknownColumn(named: string, role: string, fields: readonly string[], at: string): Issue {
  return {
    code: 'unknown-column',
    at,
    message: `there is no column \`${named}\` for the ${role}: ${some(fields)}`,
    hint: 'use one of the names in the file; `.` reaches into a nested one, e.g. metadata.url',
  }
}

function some(fields: readonly string[]): string {
  const shown = fields.slice(0, 12).map((field) => `\`${field.slice(0, 60)}\``)
  const more = fields.length - shown.length
  return `it has ${shown.join(', ') || 'none'}${more > 0 ? ` and ${more} more` : ''}`
}
