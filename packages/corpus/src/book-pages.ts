import { outcomes } from '@proviso/rights'
import { numberColumn } from './number-column.ts'
import type { Words } from './verdict.ts'
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
    const size = book.size()
    const outcomeOf = new Uint8Array(size - verdicts)
    const words: (Words | undefined)[] = []
    for (let verdict = verdicts; verdict < size; verdict++) {
      const outcome = outcomes.indexOf(book.outcomeOf(verdict))
      outcomeOf[verdict - verdicts] = outcome
      words.push(needsWords(outcome) ? book.words(verdict) : undefined)
    }
    verdicts = size
    const count = book.runCount() - runs
    const lengths = new Int32Array(count)
    const byPath = new Uint8Array(count)
    const starts = numberColumn(Int32Array)
    const found = numberColumn(Int32Array)
    for (let at = 0; at < count; at++) {
      const run = book.run(runs + at)
      lengths[at] = run.starts.length
      byPath[at] = run.byPath ? 1 : 0
      starts.add(run.starts)
      found.add(run.verdicts)
    }
    runs += count
    return {
      lengths,
      byPath,
      starts: starts.values.slice(0, starts.length) as Int32Array,
      verdicts: found.values.slice(0, found.length) as Int32Array,
      outcomes: outcomeOf,
      words,
    }
  }
  return ({ keys, urls }) => {
    const found = Int32Array.from(keys?.map(book.runOfKey) ?? urls?.map(book.runOfUrl) ?? [])
    return book.runCount() > runs || book.size() > verdicts ? { runs: found, pages: newPages() } : { runs: found }
  }
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
  const starts = numberColumn(Int32Array)
  const verdicts = numberColumn(Int32Array)
  const ends = numberColumn(Int32Array)
  const byPath = numberColumn(Uint8Array)
  const outcomeOf = numberColumn(Uint8Array)
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
    size: () => outcomeOf.length,
  }
}
