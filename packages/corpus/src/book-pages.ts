import { outcomes } from '@proviso/rights'
import type { Words } from './record-stream.ts'
import type { VerdictBook } from './verdict-book.ts'

/** Runs and verdicts of a book that a reader of it has not seen yet, as columns that another thread can be given. */
export interface BookPages {
  /** Of every new run: how many days it has, and whether its answers depend on the path. */
  readonly lengths: Int32Array
  readonly byPath: Uint8Array
  readonly starts: Int32Array
  readonly verdicts: Int32Array
  /** Of every new verdict: the number of its outcome, and its words where they will be written. */
  readonly outcomes: Uint8Array
  readonly words: readonly (Words | undefined)[]
}

/** What a reader of a book asks: the runs of some host keys, or of whole URLs on hosts with rules about paths. */
export interface BookQuestion {
  readonly keys?: readonly string[]
  readonly urls?: readonly string[]
}

export interface BookAnswer {
  readonly runs: Int32Array
  readonly pages?: BookPages
}

/**
 * Answers for a book, and sends along what is new in it since the last answer. `needsWords` tells by its outcome whether a verdict
 * will be written somewhere.
 */
export function bookAnswers(
  book: VerdictBook,
  needsWords: (outcome: number) => boolean,
): (question: BookQuestion) => BookAnswer {
  let runs = 0
  let verdicts = 0
  const newPages = (): BookPages => {
    const newRuns = book.runs.slice(runs)
    const newOutcomes = Uint8Array.from({ length: book.size() - verdicts }, (_, at) =>
      outcomes.indexOf(book.outcomeOf(verdicts + at)),
    )
    const words = Array.from(newOutcomes, (outcome, at) =>
      needsWords(outcome) ? wordsOf(book, verdicts + at) : undefined,
    )
    runs = book.runs.length
    verdicts = book.size()
    return {
      lengths: Int32Array.from(newRuns, ({ starts }) => starts.length),
      byPath: Uint8Array.from(newRuns, ({ byPath }) => (byPath ? 1 : 0)),
      starts: Int32Array.from(newRuns.flatMap(({ starts }) => starts)),
      verdicts: Int32Array.from(newRuns.flatMap((run) => run.verdicts)),
      outcomes: newOutcomes,
      words,
    }
  }
  return ({ keys, urls }) => {
    const found = Int32Array.from(keys?.map(book.runOfKey) ?? urls?.map(book.runOfUrl) ?? [])
    return book.runs.length > runs || book.size() > verdicts ? { runs: found, pages: newPages() } : { runs: found }
  }
}

function wordsOf(book: VerdictBook, verdict: number): Words {
  const { outcome, reason, services, rules } = book.words(verdict)
  return { outcome, reason, service: services.join(', ') || null, rule: rules[0] ?? null }
}

/** The part of a book that was sent: a day of a run is found without an object being touched. */
export interface SentBook {
  readonly add: (pages: BookPages) => void
  /** The number of the verdict for a run on a day. */
  readonly verdictOn: (run: number, day: number) => number
  readonly isByPath: (run: number) => boolean
  /** The number of a verdict's outcome. */
  readonly outcomeOf: (verdict: number) => number
  readonly words: (verdict: number) => Words
  /** How many verdicts are known by now. */
  readonly size: () => number
}

export function sentBook(): SentBook {
  const starts = column(Int32Array)
  const verdicts = column(Int32Array)
  const ends = column(Int32Array)
  const byPath = column(Uint8Array)
  const outcomeOf = column(Uint8Array)
  const words: (Words | undefined)[] = []
  let end = 0
  return {
    add(pages) {
      starts.add(pages.starts)
      verdicts.add(pages.verdicts)
      byPath.add(pages.byPath)
      outcomeOf.add(pages.outcomes)
      for (const one of pages.words) words.push(one)
      ends.add(
        pages.lengths.map((length) => {
          end += length
          return end
        }),
      )
    },
    verdictOn(run, day) {
      let low = run === 0 ? 0 : ends.values[run - 1]!
      let high = ends.values[run]! - 1
      // the last that begins on or before the day
      while (low < high) {
        const middle = (low + high + 1) >>> 1
        if (starts.values[middle]! <= day) low = middle
        else high = middle - 1
      }
      return verdicts.values[low]!
    },
    isByPath: (run) => byPath.values[run] === 1,
    outcomeOf: (verdict) => outcomeOf.values[verdict]!,
    words: (verdict) => words[verdict]!,
    size: () => outcomeOf.length(),
  }
}

/** A column of numbers that grows at its end. */
function column(kind: typeof Int32Array | typeof Uint8Array) {
  let used = 0
  const made = {
    values: new kind(1024) as Int32Array | Uint8Array,
    length: () => used,
    add(more: Int32Array | Uint8Array) {
      if (used + more.length > made.values.length) {
        const longer = new kind(Math.max(made.values.length * 2, used + more.length))
        longer.set(made.values)
        made.values = longer
      }
      made.values.set(more, used)
      used += more.length
    },
  }
  return made
}
