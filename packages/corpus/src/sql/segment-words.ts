import type { Duck } from '../duckdb.ts'
import { type NumberColumn, numberColumn } from '../number-column.ts'
import type { Words } from '../verdict.ts'

/** The words of a verdict, a column each. */
export const wordColumns = ['outcome', 'reason', 'service', 'rule'] as const

/** How many words a column has. */
export type WordCounts = Readonly<Record<(typeof wordColumns)[number], number>>

/** The words of segments, in the order of their numbers. A text is held once, and handed over once, however many segments share it. */
export interface SegmentWords {
  /** The words of the next segment; undefined where nobody will ask for them. */
  push(words: Words | undefined): void
  /**
   * Makes the table `numbered_words` of some segments: each column of words gets a type whose values are the words of these segments, in
   * their order where they are few enough to be written as they are numbered.
   */
  write(duck: Duck, segments: readonly number[], isFew: (count: number) => boolean): Promise<WordCounts>
}

export function segmentWords(): SegmentWords {
  const columns = wordColumns.map(wordColumn)
  return {
    push(words) {
      for (const { name, push } of columns) push(words?.[name] ?? null)
    },
    async write(duck, segments, isFew) {
      await duck.run('DROP TABLE IF EXISTS numbered_words')
      const counts: Record<string, number> = {}
      for (const column of columns) counts[column.name] = await makeType(duck, column, segments, isFew)
      await writeSaid(duck, columns, segments)
      const words = wordColumns.map((name) => `${name}_words.word AS ${name}`)
      const joins = wordColumns.map(
        (name) =>
          `LEFT JOIN (SELECT number, CAST(text AS ${name}_word) AS word FROM ${name}_texts WHERE number <> ${none}) ${name}_words ON ${name}_words.number = said.${name}`,
      )
      await duck.run(`CREATE TABLE numbered_words AS SELECT segment, ${words.join(', ')} FROM said ${joins.join(' ')}`)
      for (const table of ['said', ...wordColumns.map((name) => `${name}_texts`)]) await duck.run(`DROP TABLE ${table}`)
      return counts as WordCounts
    },
  }
}

/** The number of no text. */
const none = 0

/** One column of words, of all segments: the number of each one's text, and the texts by number. */
interface WordColumn {
  readonly name: (typeof wordColumns)[number]
  readonly numbers: NumberColumn
  readonly texts: readonly string[]
  readonly push: (text: string | null) => void
}

function wordColumn(name: WordColumn['name']): WordColumn {
  const numbers = numberColumn(Int32Array)
  const texts = ['']
  const byText = new Map<string, number>()
  return {
    name,
    numbers,
    texts,
    push(text) {
      let number = text === null ? none : byText.get(text)
      if (number === undefined) {
        number = texts.push(text!) - 1
        byText.set(text!, number)
      }
      numbers.push(number)
    },
  }
}

/** Makes the type of a column's words, and a table of their numbers; says how many there are. */
async function makeType(
  duck: Duck,
  { name, numbers, texts }: WordColumn,
  segments: readonly number[],
  isFew: (count: number) => boolean,
): Promise<number> {
  const isSaid = new Uint8Array(texts.length)
  for (const segment of segments) isSaid[numbers.values[segment]!] = 1
  const said: number[] = []
  for (let number = none + 1; number < texts.length; number++) if (isSaid[number] === 1) said.push(number)
  if (isFew(said.length)) said.sort((one, other) => (texts[one]! < texts[other]! ? -1 : 1))
  await duck.run(`CREATE OR REPLACE TABLE ${name}_texts (number INTEGER, place INTEGER, text VARCHAR)`)
  const appender = await duck.appender(`${name}_texts`)
  // no type is without values
  for (const [place, number] of (said.length === 0 ? [none] : said).entries()) {
    appender.add(number)
    appender.add(place)
    appender.add(texts[number]!)
    appender.endRow()
  }
  appender.close()
  await duck.run(`DROP TYPE IF EXISTS ${name}_word`)
  await duck.run(`CREATE TYPE ${name}_word AS ENUM (SELECT text FROM ${name}_texts ORDER BY place)`)
  return said.length
}

/** Writes the numbers of the words of some segments, in the table `said`. */
async function writeSaid(duck: Duck, columns: readonly WordColumn[], segments: readonly number[]): Promise<void> {
  const types = columns.map(({ name }) => `${name} INTEGER`).join(', ')
  await duck.run(`CREATE OR REPLACE TABLE said (segment INTEGER, ${types})`)
  const appender = await duck.appender('said')
  for (const segment of segments) {
    appender.add(segment)
    for (const { numbers } of columns) appender.add(numbers.values[segment]!)
    appender.endRow()
  }
  appender.close()
}
