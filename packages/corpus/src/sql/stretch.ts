/** Rows of a file, from the first and up to one after the last. */
export type Range = readonly [from: number, to: number]

/** Rows that are marked and counted at once, before what only counting needs of them makes room: whole ranges of a Parquet file. */
export interface Stretch {
  /** The table of their marks. */
  readonly table: string
  /** Absent where a file is not divided. */
  readonly range: Range | undefined
  /** The type of a row's number. */
  readonly place: string
}

/** Rows that end a range, which one statement writes, and rows that end a stretch. */
export interface Division {
  readonly range: number
  readonly stretch: number
}

/** Bounds are fixed, so that parts are the same bytes on any number of cores. SPEC.md O5. */
export const usualDivision: Division = { range: 1 << 20, stretch: 1 << 22 }

/** The stretches that ranges make up, each ended by the one that fills it; one of all rows where a file is not divided. */
export function stretchesOf(ranges: readonly Range[] | undefined, full: number): readonly Stretch[] {
  if (!ranges) return [{ table: 'marks_0', range: undefined, place: 'BIGINT' }]
  const place = ranges.at(-1)![1] < 2 ** 32 ? 'UINTEGER' : 'BIGINT'
  const stretches: Stretch[] = []
  let [from] = ranges[0]!
  for (const [at, [, to]] of ranges.entries())
    if (to - from >= full || at === ranges.length - 1) {
      stretches.push({ table: `marks_${stretches.length}`, range: [from, to], place })
      from = to
    }
  return stretches
}

/** The stretch in which a range lies. */
export function stretchOf(range: Range | undefined, stretches: readonly Stretch[]): Stretch {
  return stretches.find((stretch) => isWithin(range, stretch.range))!
}

function isWithin(range: Range | undefined, stretch: Range | undefined): boolean {
  return !range || !stretch || (stretch[0] <= range[0] && range[1] <= stretch[1])
}

/** SQL for a condition on the rows of a range; nothing where a file is not divided. */
export function within(place: string, range: Range | undefined): string {
  return range ? `WHERE ${place} >= ${range[0]} AND ${place} < ${range[1]}` : ''
}
