import { remembering } from '../remembering.ts'
import type { ClauseWords, OwnWords } from './clause-words.ts'
import { learnedQuestions } from './questions.ts'
import { most, sequencesOf } from './sequence.ts'
import { type Table, table } from './table.ts'
import { checkShape, type Heard, type TransformerShape, transformer } from './transformer.ts'
import { weightReader } from './weight-reader.ts'

/** A small transformer that answers the five questions of a clause, and what tells before it which of them to put. */
export interface Encoder {
  /** On which of `learnedQuestions` a clause may say anything: that most say nothing their words tell at a glance. SPEC.md Q14. */
  mayTell(words: OwnWords): readonly boolean[]
  /** A clause as it is looked at, and what is seen in it: what a glance is taught with. */
  see(words: ClauseWords): Shown & { readonly seen: Float32Array }
  /** What a narrow transformer holds that the encoder would hear, at a fiftieth of the time; null without one. SPEC.md Q21. */
  glance(words: ClauseWords): readonly Heard[] | null
  /** What a clause says on each of `learnedQuestions`, in their order. SPEC.md Q11–Q13. */
  hear(words: ClauseWords): readonly Heard[]
  /** Whether a clause is heard to its end. */
  hearsWhole(words: OwnWords): boolean
}

/** A clause as it is looked at: its pieces as a sequence, and the places of its signs. */
export interface Shown {
  readonly sequence: string
  readonly signs: readonly number[]
}

/** An encoder as it is written by `npm run train`. */
export interface WrittenEncoder {
  readonly shape: Omit<TransformerShape, 'hidden' | 'beside'> & {
    /** By question. */
    readonly screen: { readonly bias: readonly number[]; readonly least: readonly number[] }
  }
  /** A line each. */
  readonly pieces: string
  /** A line each. */
  readonly signs: string
  /** All weights in base64, as `weightReader` reads them: those of layers coarse, if the shape names a group. */
  readonly data: string
}

/** The glance of an encoder, as it is written by `npm run train -- --glance`: it has that encoder's pieces, their vectors, and signs. */
export interface WrittenGlance {
  readonly shape: Omit<TransformerShape, 'group'>
  /** As an encoder's, none of it coarse. */
  readonly data: string
}

/** Sequences remembered with what is seen in them: a clause comes again when only its signs, or what the encoder does not see, are others. */
const mostRemembered = { heard: 64, glimpsed: 1_000 }
/** Of every encoder's shape. */
const whole = { hidden: 96, beside: false }
const Q = learnedQuestions.length

/**
 * Makes an encoder of what is written. Throws an `Error` when the shape is none the encoder can have, or the weights are not of that
 * shape. SPEC.md Q15.
 *
 * @example
 * const encoder = decodeEncoder(written, glance)
 * if (encoder.mayTell(words)[2]) encoder.hear(words)[2] // { effect: 'allow', probability: 0.93, … } on `operator.train-ai.content`
 */
export function decodeEncoder({ shape, pieces, signs, data }: WrittenEncoder, glance?: WrittenGlance): Encoder {
  const { screen } = shape
  checkShape({ ...shape, ...whole })
  checkScreen(screen)
  const sequences = sequencesOf(pieces.split('\n'))
  const { vocabulary } = sequences
  const signPlaces = new Map(signs.split('\n').map((name, place) => [name, place]))
  const input = weightReader(data)
  const vector = shape.rank || shape.width
  const word = table(input, vocabulary.count, vector)
  const all = transformer(input, { ...shape, ...whole }, word, signPlaces.size)
  const screenOwn = byPiece(table(input, Q, vocabulary.count), vocabulary.count)
  const screenHeading = byPiece(table(input, Q, vocabulary.count), vocabulary.count)
  input.end()
  /** By piece, the last question it was counted for: each counts once. */
  const counted = new Float64Array(vocabulary.count)
  let counting = 0
  const look = remembering(all.see, mostRemembered.heard)

  const narrow = glance === undefined ? null : narrowOf(glance)
  function narrowOf({ shape, data }: WrittenGlance) {
    if (shape.rank !== vector) throw new Error(`a glance at vectors of ${shape.rank} numbers where they have ${vector}`)
    const input = weightReader(data)
    const made = transformer(input, { ...shape, group: 0 }, word, signPlaces.size)
    input.end()
    return { conclude: made.conclude, see: remembering(made.see, mostRemembered.glimpsed) }
  }

  const shown = (words: ClauseWords): Shown => ({
    sequence: sequences.of(words),
    signs: words.signs.map((name) => signPlaces.get(name)).filter((place) => place !== undefined),
  })

  return {
    mayTell(words) {
      const sums = Float64Array.from(screen.bias)
      const add = (places: readonly number[], weights: Float64Array): void => {
        for (const place of places) {
          if (counted[place] === counting) continue
          counted[place] = counting
          for (let at = 0; at < Q; at++) sums[at]! += weights[place * Q + at]!
        }
      }
      counting++
      add(vocabulary.last(words.lead, most.lead), screenOwn)
      add(vocabulary.first(words.own, most.own), screenOwn)
      counting++
      add(vocabulary.last(words.heading, most.heading), screenHeading)
      return screen.least.map((least, question) => sums[question]! > least)
    },
    see(words) {
      const { sequence, signs } = shown(words)
      return { sequence, signs, seen: look(sequence) }
    },
    glance(words) {
      if (narrow === null) return null
      const { sequence, signs } = shown(words)
      return narrow.conclude(narrow.see(sequence), signs)
    },
    hear(words) {
      const { sequence, signs } = shown(words)
      return all.conclude(look(sequence), signs)
    },
    hearsWhole({ own }) {
      return sequences.vocabulary.first(own, most.own + 1).length <= most.own
    },
  }
}

/** A weight for each question and piece, those of one piece side by side. */
function byPiece(weights: Table, count: number): Float64Array {
  return Float64Array.from({ length: count * Q }, (_, at) => weights.number(at % Q, Math.floor(at / Q)))
}

function checkScreen({ bias, least }: WrittenEncoder['shape']['screen']): void {
  for (const numbers of [bias, least])
    if (numbers.length !== Q || !numbers.every(Number.isFinite))
      throw new Error('no encoder has this shape: the screen has a bias and a least a question')
}
