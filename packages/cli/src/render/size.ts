import type { CorpusSize } from '@proviso/corpus/corpus-size'

/** `1.23 B`: a size short enough for a column. */
export function sizeText(size: number): string {
  for (const [step, unit] of [
    [1e12, 'T'],
    [1e9, 'B'],
    [1e6, 'M'],
    [1e3, 'k'],
  ] as const)
    if (size >= step) return `${(size / step).toPrecision(3)} ${unit}`
  return String(size)
}

/** `1.2 %` of a whole; `<0.01 %` for what is there and small. */
export function shareText(part: number, whole: number): string {
  if (whole === 0 || part === 0) return '0 %'
  const percent = (100 * part) / whole
  return percent < 0.01 ? '<0.01 %' : `${percent.toFixed(percent < 1 ? 2 : 1)} %`
}

/** Names of measures as headings: `c4_tokens` is `c4`. */
export function measureNames({ measures }: Pick<CorpusSize, 'measures'>): string[] {
  return measures.map((name) => name.replace(/_tokens$/i, ''))
}
