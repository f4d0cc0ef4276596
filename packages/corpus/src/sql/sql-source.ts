import type { Json } from '@duckdb/node-api'
import { type ChosenColumns, type Columns, recogniseColumns } from '../columns.ts'
import { type Duck, identifier, literal } from '../duckdb.ts'
import { hostKeySql } from '../host-key.ts'
import type { InputFile } from '../input.ts'
import { numberDaySql } from '../record-day.ts'

/** A file as DuckDB reads it, with the expressions an audit needs of each row. */
export interface SqlSource {
  /** Goes behind FROM. */
  readonly from: string
  readonly columns: Columns
  /** Names of the file's own columns, in order. */
  readonly fields: readonly string[]
  /** The URL as text, or NULL. */
  readonly url: string
  /** The host key; `/` where there is no URL. */
  readonly key: string
  /** The day as a number, or NULL where there is none or the text is one of `oddDate`. */
  readonly day: string
  /** Texts that only TypeScript can read as dates, or NULL; undefined when there are none of that kind. */
  readonly oddDate: string | undefined
  /** Whether there is a date at all. */
  readonly hasDate: string
  readonly tokens: string
  readonly id: string | undefined
  /** The same as `from` with `file_row_number`, from 0. */
  readonly numbered: string
}

interface Field {
  readonly path: string
  readonly sql: string
  readonly type: string
}

/** Looks at a file's columns and builds its expressions. Throws `CorpusError` or DuckDB's own error. SPEC.md C1–C5, D1. */
export async function sqlSource(duck: Duck, file: InputFile, chosen: ChosenColumns): Promise<SqlSource> {
  const from = fromOf(file)
  const fields = await fieldsOf(duck, from)
  const columns = recogniseColumns(
    fields.map(({ path }) => path),
    chosen,
    file.path,
  )
  const sqlOf = (path: string | undefined) => fields.find((field) => field.path === path)
  const url = sqlOf(columns.url)!
  const text = url.type === 'VARCHAR' ? url.sql : `CAST(${url.sql} AS VARCHAR)`
  const date = sqlOf(columns.date)
  const { day, odd } = date ? dayOf(date) : { day: 'CAST(NULL AS INTEGER)', odd: undefined }
  const tokens = sqlOf(columns.tokens)
  return {
    from,
    columns,
    fields: [...new Set(fields.filter(({ path, sql }) => sql === identifier(path)).map(({ path }) => path))],
    url: text,
    key: hostKeySql(text),
    day,
    oddDate: odd,
    hasDate: date ? `(${date.sql}) IS NOT NULL` : 'false',
    tokens: tokens ? tokensOf(tokens) : '0',
    id: sqlOf(columns.id)?.sql,
    numbered:
      file.format === 'parquet'
        ? from.replace(/\)$/, ', file_row_number = true)')
        : `(SELECT *, row_number() OVER () - 1 AS file_row_number FROM ${from})`,
  }
}

/** As narrow as the column, because a number may be held for each row of a file. */
function tokensOf({ sql, type }: Field): string {
  return type === 'INTEGER' ? `coalesce(${sql}, 0)` : `coalesce(TRY_CAST(${sql} AS BIGINT), 0)`
}

function fromOf({ path, format, compression }: InputFile): string {
  const name = literal(path)
  if (format === 'parquet') return `read_parquet(${name})`
  const zip = compression === 'none' ? '' : `, compression = '${compression}'`
  const delimiter = format === 'tsv' ? String.raw`, delim = '\t'` : ''
  // all text: a value must leave as it came in
  return `read_csv(${name}, all_varchar = true, header = true, store_rejects = true, null_padding = false, parallel = true${delimiter}${zip})`
}

/** The columns and what is nested in them, to three levels; JSON text in columns named for it counts as nested. */
async function fieldsOf(duck: Duck, from: string): Promise<Field[]> {
  const result = await duck.connection.runAndReadAll(`SELECT * FROM ${from} LIMIT 1`)
  const [row = []] = result.getRowsJson()
  const names = result.columnNames()
  return names.flatMap((name, at) => {
    const type = result.columnTypeJson(at)
    const sql = identifier(name)
    if (/^(?:meta|metadata|json)$/i.test(name) && typeName(type) === 'VARCHAR')
      return [{ path: name, sql, type: 'VARCHAR' }, ...jsonFields(name, sql, row[at] ?? null)]
    return nested(name, sql, type, 0)
  })
}

const typeIds: Readonly<Record<number, string>> = {
  2: 'INTEGER',
  3: 'INTEGER',
  4: 'INTEGER',
  5: 'BIGINT',
  6: 'INTEGER',
  7: 'INTEGER',
  8: 'INTEGER',
  9: 'BIGINT',
  10: 'DOUBLE',
  11: 'DOUBLE',
  12: 'TIMESTAMP',
  13: 'DATE',
  17: 'VARCHAR',
  19: 'DOUBLE',
  20: 'TIMESTAMP',
  21: 'TIMESTAMP',
  22: 'TIMESTAMP',
  25: 'STRUCT',
  31: 'TIMESTAMP',
}

function typeName(type: Json): string {
  const id = (type as { typeId?: number } | null)?.typeId ?? 0
  return typeIds[id] ?? 'OTHER'
}

function nested(path: string, sql: string, type: Json, depth: number): Field[] {
  const kind = typeName(type)
  const own = { path, sql, type: kind }
  if (kind !== 'STRUCT' || depth === 2) return [own]
  const { entryNames = [], entryTypes = [] } = type as { entryNames?: string[]; entryTypes?: Json[] }
  return [
    own,
    ...entryNames.flatMap((name, at) =>
      nested(`${path}.${name}`, `struct_extract(${sql}, ${literal(name)})`, entryTypes[at] ?? null, depth + 1),
    ),
  ]
}

function jsonFields(path: string, sql: string, sample: Json): Field[] {
  if (typeof sample !== 'string' || !sample.trimStart().startsWith('{')) return []
  try {
    const value = JSON.parse(sample) as Record<string, unknown>
    return Object.keys(value).map((key) => ({
      path: `${path}.${key}`,
      sql: `json_extract_string(${sql}, ${literal(`$."${key.replaceAll('"', '\\"')}"`)})`,
      type: 'VARCHAR',
    }))
  } catch {
    return []
  }
}

/** A date column as a day number. ISO texts, by far the most, are read in SQL; the rest in TypeScript, each text once. */
function dayOf({ sql, type }: Field): { readonly day: string; readonly odd: string | undefined } {
  const epoch = (date: string) => `(CAST(${date} AS DATE) - DATE '1970-01-01')`
  switch (type) {
    case 'DATE':
      return { day: `CAST(${sql} - DATE '1970-01-01' AS INTEGER)`, odd: undefined }
    case 'TIMESTAMP':
      return { day: `CAST(${epoch(`CAST(${sql} AS TIMESTAMP)`)} AS INTEGER)`, odd: undefined }
    case 'INTEGER':
    case 'BIGINT':
    case 'DOUBLE': {
      const whole = type === 'DOUBLE' ? `TRY_CAST(floor(${sql}) AS BIGINT)` : `TRY_CAST(${sql} AS BIGINT)`
      return { day: `TRY_CAST(${numberDaySql(whole)} AS INTEGER)`, odd: undefined }
    }
    default: {
      const text = type === 'VARCHAR' ? sql : `CAST(${sql} AS VARCHAR)`
      const at = (place: number) => `${text}[${place}]`
      const time = `${at(14)} = ':' AND ${at(17)} = ':' AND (length(${text}) = 19 OR (length(${text}) = 20 AND ${at(20)} = 'Z') OR (length(${text}) = 24 AND ${at(20)} = '.' AND ${at(24)} = 'Z'))`
      const plain = `(${at(5)} = '-' AND ${at(8)} = '-' AND ${at(10)} <> ' ' AND (length(${text}) = 10 OR (${time})))`
      const odd = `CASE WHEN NOT ${plain} THEN ${text} END`
      return {
        day: `CASE WHEN ${plain} THEN CAST(TRY_CAST(${text}[1:10] AS DATE) - DATE '1970-01-01' AS INTEGER) END`,
        odd,
      }
    }
  }
}
