import { readBytes } from '@proviso/terms'
import { readChoice } from '../argument/choice.ts'
import { readCount } from '../argument/count.ts'
import { readingJson } from '../json/reading.ts'
import { must } from '../problem.ts'
import type { Get } from './get.ts'

const formats = ['md', 'html', 'pdf', 'txt'] as const

/** Longest text given back whole, UTF-16 code units; of a longer one the surroundings of its statements are. */
const mostShown = 400_000

/** Code units of text around a statement of a long text. */
const around = 1_500

/** A stretch of the text that was read, from an offset on. */
export interface Stretch {
  readonly start: number
  readonly text: string
}

/** The value of `/api/read`. */
export type ReadJson = Awaited<ReturnType<typeof readJson>>

/**
 * Answers `/api/read`: what `proviso read --json` prints for the document sent, with the text the offsets count in. `most` keeps the
 * first so many statements on each question; `count` says how many there are.
 */
export async function readJson(bytes: Uint8Array, get: Get) {
  const name = (get('name') || 'document').slice(0, 200)
  const format = get('format') ? must(readChoice(get('format')!, 'format', 'format', formats)) : undefined
  const value = must(await readBytes(bytes, name, format), 422)
  const most = get('most') ? must(readCount(get('most')!, 'most')) : Number.POSITIVE_INFINITY
  const { text } = value
  const json = readingJson({ file: name, ...value })
  const positions = Object.fromEntries(
    Object.entries(json.positions).map(([question, position]) => {
      const { statements } = position
      return [question, { ...position, count: statements.length, statements: statements.slice(0, most) }]
    }),
  )
  const spans = Object.values(positions).flatMap(({ statements }) =>
    statements.map(({ start, end }) => ({ start, end })),
  )
  return { ...json, positions, length: text.length, whole: text.length <= mostShown, text: stretchesOf(text, spans) }
}

function stretchesOf(text: string, spans: readonly { readonly start: number; readonly end: number }[]): Stretch[] {
  if (text.length <= mostShown) return [{ start: 0, text }]
  const stretches: { start: number; end: number }[] = []
  let room = mostShown
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const start = Math.max(0, span.start - around)
    const end = Math.min(text.length, Math.min(span.end, span.start + 20_000) + around)
    const last = stretches.at(-1)
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end)
    else if (room > 0) stretches.push({ start, end })
    room -= end - start
  }
  return stretches.map(({ start, end }) => ({ start, text: text.slice(start, end) }))
}
