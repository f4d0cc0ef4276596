import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ClauseWords } from './clause-words.ts'
import { decodeEncoder, type WrittenEncoder, type WrittenGlance } from './encoder.ts'
import { learnedEffects, learnedQuestions } from './questions.ts'
import type { TransformerShape } from './transformer.ts'

const pieces = [
  '[PAD]',
  '[UNK]',
  '[CLS]',
  '[SEP]',
  ':',
  'we',
  'you',
  'may',
  'not',
  'train',
  '##ing',
  'models',
  'on',
  'content',
  ',',
]
const signs = ['doer:operator', 'doer:public', 'mention:train']
const shape = {
  layers: 2,
  width: 16,
  heads: 2,
  inner: 24,
  positions: 224,
  sign: 4,
  screen: { bias: [-0.5, 0, 0.1, 0.2, 0.3], least: [0, 0.1, 0, 0, 0] },
}
/** What every encoder has. */
const whole = { hidden: 96, beside: false }
const narrow: TransformerShape = {
  layers: 1,
  width: 8,
  heads: 1,
  inner: 8,
  rank: 16,
  positions: 224,
  sign: 4,
  group: 0,
  hidden: 16,
  beside: true,
}

const words = (own: string, more: Partial<ClauseWords> = {}): ClauseWords => ({
  own,
  lead: '',
  heading: '',
  previous: '',
  next: '',
  signs: [],
  ...more,
})

/** Numbers that look random and are the same each time. */
function generator(seed: number) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 31 - 1
  }
}

type Rows = number[][]
interface Linear {
  weights: Rows
  bias: number[]
}

/** Random weights one after another, as they are written and as plain numbers. */
function randomWeights(seed: number) {
  const next = generator(seed)
  const bytes: number[] = []
  const align = () => {
    while (bytes.length % 4 !== 0) bytes.push(0)
  }
  const vector = (length: number, make = () => next() * 0.3): number[] => {
    align()
    const values = Float32Array.from({ length }, make)
    bytes.push(...new Uint8Array(values.buffer))
    return [...values]
  }
  const coarse = (count: number, group: number): Int8Array => {
    const steps = Array.from({ length: count }, () => Math.round(next() * 7))
    const factors = Array.from({ length: count / group }, () => 1 + Math.round(18 * Math.abs(next())))
    for (let at = 0; at < count; at += 2) bytes.push((steps[at]! + 8) | ((steps[at + 1]! + 8) << 4))
    align()
    bytes.push(...factors)
    return Int8Array.from(steps, (step, at) => {
      const whole = step * factors[Math.floor(at / group)]!
      return Math.max(-127, Math.min(127, whole))
    })
  }
  const fine = (count: number): Int8Array => {
    const steps = Int8Array.from({ length: count }, () => Math.round(next() * 127))
    bytes.push(...new Uint8Array(steps.buffer))
    return steps
  }
  const matrix = (rows: number, columns: number, group = 0): Rows => {
    align()
    const steps = group === 0 ? fine(rows * columns) : coarse(rows * columns, group)
    const scale = vector(rows, () => 0.004 + 0.002 * next())
    return Array.from({ length: rows }, (_, row) =>
      Array.from({ length: columns }, (_, column) => steps[row * columns + column]! * scale[row]!),
    )
  }
  const linear = (rows: number, columns: number, group = 0): Linear => ({
    weights: matrix(rows, columns, group),
    bias: vector(rows),
  })
  const norm = (width: number) => ({ gain: vector(width, () => 1 + 0.1 * next()), bias: vector(width) })
  /** What stands after the vectors of pieces. */
  const transformer = (word: Rows, shape: TransformerShape): Plain => {
    const { layers, width, inner, rank, positions, sign, group, hidden, beside } = shape
    return {
      shape,
      word,
      up: rank > 0 ? linear(width, rank) : null,
      position: matrix(positions, width),
      kind: vector(2 * width),
      first: norm(width),
      beside: beside ? { look: linear(width, 3 * width), norm: norm(width) } : null,
      layers: Array.from({ length: layers }, () => ({
        qkv: linear(3 * width, width, group),
        o: linear(width, width, group),
        first: norm(width),
        i: linear(inner, width, group),
        p: linear(width, inner, group),
        second: norm(width),
      })),
      attend: linear(learnedQuestions.length, width),
      sign: matrix(signs.length, sign),
      answers: learnedQuestions.map(() => ({
        inward: linear(hidden, 2 * width + sign),
        outward: linear(learnedEffects.length, hidden),
      })),
    }
  }
  return { matrix, transformer, data: () => Buffer.from(bytes).toString('base64') }
}

/** An encoder of random weights, as it is written and as plain numbers. */
function randomModel(rank: number, group = 0) {
  const { matrix, transformer, data } = randomWeights(7 + rank)
  const word = matrix(pieces.length, rank || shape.width)
  const plain = transformer(word, { ...shape, ...whole, rank, group })
  const screenOwn = matrix(learnedQuestions.length, pieces.length)
  const screenHeading = matrix(learnedQuestions.length, pieces.length)
  const written: WrittenEncoder = {
    shape: { ...shape, rank, group },
    pieces: pieces.join('\n'),
    signs: signs.join('\n'),
    data: data(),
  }
  return { written, plain, screenOwn, screenHeading }
}

/** A glance of random weights over vectors of pieces. */
function randomGlance(word: Rows): { glance: WrittenGlance; plain: Plain } {
  const { transformer, data } = randomWeights(3)
  const plain = transformer(word, narrow)
  return { glance: { shape: narrow, data: data() }, plain }
}

interface Plain {
  shape: TransformerShape
  word: Rows
  up: Linear | null
  position: Rows
  kind: number[]
  first: { gain: number[]; bias: number[] }
  beside: { look: Linear; norm: { gain: number[]; bias: number[] } } | null
  layers: {
    qkv: Linear
    o: Linear
    first: { gain: number[]; bias: number[] }
    i: Linear
    p: Linear
    second: { gain: number[]; bias: number[] }
  }[]
  attend: Linear
  sign: Rows
  answers: { inward: Linear; outward: Linear }[]
}

const dot = (a: number[], b: number[]) => a.reduce((sum, value, at) => sum + value * b[at]!, 0)
const apply = ({ weights, bias }: Linear, x: number[]) => weights.map((row, at) => dot(row, x) + bias[at]!)
const add = (a: number[], b: number[]) => a.map((value, at) => value + b[at]!)
const shares = (x: number[]) => {
  const all = x.map((value) => Math.exp(value - Math.max(...x)))
  return all.map((value) => value / all.reduce((sum, one) => sum + one))
}
const normal = (x: number[], { gain, bias }: { gain: number[]; bias: number[] }) => {
  const mean = x.reduce((sum, value) => sum + value) / x.length
  const variance = x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / x.length
  return x.map((value, at) => ((value - mean) / Math.sqrt(variance + 1e-12)) * gain[at]! + bias[at]!)
}
const gelu = (x: number) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)))

/** The same in the plainest arithmetic. */
function plainly(model: Plain, ids: number[], from: number, to: number, shown: number[]): number[][] {
  const { shape } = model
  const size = shape.width / shape.heads
  let x = ids.map((id, at) => {
    const vector = model.up ? apply(model.up, model.word[id]!) : model.word[id]!
    const kind = at >= from && at < to ? 1 : 0
    const around = add(model.position[at]!, model.kind.slice(kind * shape.width, (kind + 1) * shape.width))
    return normal(add(vector, around), model.first)
  })
  if (model.beside !== null) {
    const { look, norm } = model.beside
    const none = new Array<number>(shape.width).fill(0)
    const three = x.map((row, at) => [...(x[at - 1] ?? none), ...row, ...(x[at + 1] ?? none)])
    x = x.map((row, at) => normal(add(row, apply(look, three[at]!).map(gelu)), norm))
  }
  for (const { qkv, o, first, i, p, second } of model.layers) {
    const all = x.map((row) => apply(qkv, row))
    const seen = all.map((own) =>
      Array.from({ length: shape.heads }, (_, head) => {
        const part = (row: number[], third: number) =>
          row.slice(third * shape.width + head * size, third * shape.width + (head + 1) * size)
        const weight = shares(all.map((other) => dot(part(own, 0), part(other, 1)) / Math.sqrt(size)))
        return Array.from({ length: size }, (_, at) =>
          weight.reduce((sum, share, n) => sum + share * part(all[n]!, 2)[at]!, 0),
        )
      }).flat(),
    )
    x = x.map((row, at) => normal(add(row, apply(o, seen[at]!)), first))
    x = x.map((row) => normal(add(row, apply(p, apply(i, row).map(gelu))), second))
  }
  const own = x.slice(from, to)
  const mean = x[0]!.map((_, at) => own.reduce((sum, row) => sum + row[at]!, 0) / Math.max(1, own.length))
  const signed = shown.reduce((sum, place) => add(sum, model.sign[place]!), new Array<number>(shape.sign).fill(0))
  return model.answers.map(({ inward, outward }, question) => {
    const weight = shares(x.map((row) => dot(model.attend.weights[question]!, row) + model.attend.bias[question]!))
    const heard = x[0]!.map((_, at) => weight.reduce((sum, share, n) => sum + share * x[n]![at]!, 0))
    const middle = apply(inward, [...heard, ...mean, ...signed]).map((value) => Math.max(0, value))
    return shares(apply(outward, middle))
  })
}

const id = (name: string) => pieces.indexOf(name)
const [start, end, colon] = [id('[CLS]'), id('[SEP]'), id(':')]

/** Each word of these texts is one piece. */
const plainWords = pieces.slice(5).filter((piece) => !piece.startsWith('##'))
const said = (most: number) =>
  fc.array(fc.constantFrom(...plainWords), { maxLength: most, size: 'max' }).map((list) => list.join(' '))
const clauses: fc.Arbitrary<ClauseWords> = fc.record({
  own: said(150),
  lead: said(40),
  heading: said(20),
  previous: said(30),
  next: said(30),
  signs: fc.uniqueArray(fc.constantFrom(...signs, 'never learned')),
})

/** The sequence of a clause whose words are one piece each. */
function sequenceOf(clause: ClauseWords): { ids: number[]; from: number; to: number } {
  const of = (text: string) => text.split(' ').filter(Boolean).map(id)
  const lead = of(clause.lead).slice(-30)
  const before = [start, ...lead, ...(lead.length > 0 ? [colon] : [])]
  const own = of(clause.own).slice(0, 110)
  const after = [of(clause.heading).slice(-14), of(clause.previous).slice(-40), of(clause.next).slice(0, 18)]
  return {
    ids: [...before, ...own, end, ...after.flatMap((part) => [...part, end])],
    from: before.length,
    to: before.length + own.length,
  }
}

describe.each([
  [0, 0],
  [8, 0],
  [8, 8],
])('the encoder, with pieces of rank %i, in groups of %i', (rank, group) => {
  const { written, plain } = randomModel(rank, group)
  const encoder = decodeEncoder(written)

  test('[Q3] [Q11] [Q12] hears what plain arithmetic makes of the sequence', () => {
    fc.assert(
      fc.property(clauses, (clause) => {
        const { ids, from, to } = sequenceOf(clause)
        const shown = clause.signs.map((name) => signs.indexOf(name)).filter((place) => place >= 0)
        const expected = plainly(plain, ids, from, to, shown)
        for (const [question, { effect, probability, probabilities }] of encoder.hear(clause).entries()) {
          for (const [at, value] of probabilities.entries()) expect(value).toBeCloseTo(expected[question]![at]!, 3)
          expect(probability).toBe(Math.max(...probabilities))
          expect(probabilities.reduce((sum, value) => sum + value)).toBeCloseTo(1, 5)
          expect(effect).toBe(learnedEffects[probabilities.indexOf(probability)])
        }
      }),
      { numRuns: 25, endOnFailure: true },
    )
  })

  test('[Q11] hears a word that is cut', () => {
    const ids = [start, id('train'), id('##ing'), id('[UNK]'), end, end, end, end]
    const expected = plainly(plain, ids, 1, 4, [])
    for (const [question, { probabilities }] of encoder.hear(words('training zebras')).entries())
      for (const [at, value] of probabilities.entries()) expect(value).toBeCloseTo(expected[question]![at]!, 3)
  })

  test('[Q13] hears the same whatever it heard before', () => {
    fc.assert(
      fc.property(clauses, clauses, (clause, other) => {
        const alone = decodeEncoder(written).hear(clause)
        encoder.hear(other)
        expect(encoder.hear(clause)).toEqual(alone)
        // the same pieces again, under other signs
        const signed = { ...clause, signs: other.signs }
        expect(encoder.hear(signed)).toEqual(decodeEncoder(written).hear(signed))
      }),
      { numRuns: 25, endOnFailure: true },
    )
  })
})

describe('the encoder', () => {
  test('[Q12] [Q13] gives these very numbers on every machine', () => {
    const clause = words('you may not train models on content', {
      lead: 'we',
      next: 'training',
      signs: ['doer:public'],
    })
    const bits = decodeEncoder(randomModel(8).written)
      .hear(clause)
      .map(({ probabilities }) => [...new Uint32Array(Float32Array.from(probabilities).buffer)])
    expect(bits).toEqual([
      [1042356301, 1018791551, 1059871861, 1041646868],
      [992642805, 935113001, 1047617836, 1061354421],
      [1036224909, 1063582798, 1008710069, 966642925],
      [1014182119, 1057524304, 1055344885, 948840425],
      [1065265275, 998370866, 982164595, 962950201],
    ])
  })

  test('[Q14] the screen adds up the pieces of the clause, its lead-in and its heading, each once', () => {
    const { written, screenOwn, screenHeading } = randomModel(0)
    const { mayTell } = decodeEncoder(written)
    const found = new Set<boolean>()
    fc.assert(
      fc.property(clauses, (clause) => {
        const { ids, to } = sequenceOf(clause)
        const own = new Set(ids.slice(1, to))
        if (clause.lead !== '') own.delete(colon)
        const heading = new Set(clause.heading.split(' ').filter(Boolean).slice(-14).map(id))
        const expected = learnedQuestions.map((_, question) => {
          const sum = (places: Set<number>, weights: Rows) =>
            [...places].reduce((sum, place) => sum + weights[question]![place]!, 0)
          const all = shape.screen.bias[question]! + sum(own, screenOwn) + sum(heading, screenHeading)
          return all > shape.screen.least[question]!
        })
        expect(mayTell(clause)).toEqual(expected)
        for (const may of expected) found.add(may)
      }),
    )
    expect(found.size).toBe(2)
  })

  test('[Q21] [Q12] glances at what plain arithmetic makes of the sequence', () => {
    const { written, plain } = randomModel(0)
    const { glance, plain: narrowly } = randomGlance(plain.word)
    const encoder = decodeEncoder(written, glance)
    fc.assert(
      fc.property(clauses, (clause) => {
        const { ids, from, to } = sequenceOf(clause)
        const shown = clause.signs.map((name) => signs.indexOf(name)).filter((place) => place >= 0)
        const expected = plainly(narrowly, ids, from, to, shown)
        for (const [question, { probabilities }] of encoder.glance(clause)!.entries())
          for (const [at, value] of probabilities.entries()) expect(value).toBeCloseTo(expected[question]![at]!, 3)
      }),
      { numRuns: 25, endOnFailure: true },
    )
  })

  test('[Q21] hears the same with a glance and without, and glances at nothing without one', () => {
    const { written, plain } = randomModel(0)
    const alone = decodeEncoder(written)
    const both = decodeEncoder(written, randomGlance(plain.word).glance)
    const clause = words('you may not train models on content')
    both.glance(clause)
    expect(both.hear(clause)).toEqual(alone.hear(clause))
    expect(alone.glance(clause)).toBeNull()
  })

  test('[Q15] a glance at other vectors, or of another length than its shape names, is refused', () => {
    const { written, plain } = randomModel(0)
    const { glance } = randomGlance(plain.word)
    const bytes = Buffer.from(glance.data, 'base64')
    const withGlance = (more: Partial<WrittenGlance>) => () => decodeEncoder(written, { ...glance, ...more })
    expect(withGlance({})).not.toThrow()
    expect(withGlance({ shape: { ...narrow, rank: 8 } })).toThrow('vectors of 8 numbers')
    expect(withGlance({ data: bytes.subarray(0, -8).toString('base64') })).toThrow('end too early')
    expect(withGlance({ data: Buffer.concat([bytes, Buffer.alloc(4)]).toString('base64') })).toThrow('longer than')
    expect(withGlance({ shape: { ...narrow, hidden: 12 } })).toThrow('a multiple of 8')
  })

  test('[Q15] weights of another length than their shape names are refused', () => {
    const { written } = randomModel(0)
    const bytes = Buffer.from(written.data, 'base64')
    const withData = (data: Buffer) => () => decodeEncoder({ ...written, data: data.toString('base64') })
    expect(withData(bytes)).not.toThrow()
    expect(withData(bytes.subarray(0, -8))).toThrow('end too early')
    expect(withData(Buffer.alloc(0))).toThrow('end too early')
    expect(withData(Buffer.concat([bytes, Buffer.alloc(4)]))).toThrow('longer than their shape')
    expect(() => decodeEncoder({ ...written, pieces: `${written.pieces}\nmore` })).toThrow('the encoder')
  })

  test.each([
    ['layers', { layers: 1.5 }],
    ['width', { width: Number.NaN }],
    ['a multiple of 8', { width: 12 }],
    ['a multiple of 8', { heads: 3 }],
    ['nothing is wide', { heads: 0 }],
    ['a multiple of 8', { inner: 20 }],
    ['a multiple of 8', { rank: 4 }],
    ['rank', { rank: -8 }],
    ['no groups of 32', { group: 32 }],
    ['no groups of 1', { group: 1 }],
    ['positions', { positions: 199 }],
    ['screen', { screen: { bias: [0], least: [0] } }],
    ['screen', { screen: { ...shape.screen, least: [0, 0, 0, 0, Number.NaN] } }],
  ])('[Q15] a shape no encoder has is refused: %s, %j', (message, part) => {
    const { written } = randomModel(0)
    expect(() => decodeEncoder({ ...written, shape: { ...written.shape, ...part } })).toThrow(message)
  })

  test('[Q15] a vocabulary of more pieces than a sequence can name is refused', () => {
    const { written } = randomModel(0)
    const many = [...pieces, ...Array.from({ length: 65_536 }, (_, at) => `piece${at}`)].join('\n')
    expect(() => decodeEncoder({ ...written, pieces: many })).toThrow('more than 65536 pieces')
  })

  test.each(['[UNK]', '[CLS]', '[SEP]', ':'])('[Q15] a vocabulary without %s is refused', (piece) => {
    const { written } = randomModel(0)
    const without = written.pieces.split('\n').map((name) => (name === piece ? 'else' : name))
    expect(() => decodeEncoder({ ...written, pieces: without.join('\n') })).toThrow(`the vocabulary has no ${piece}`)
  })
})
