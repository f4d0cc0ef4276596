import { type Word, wordText } from './words.ts'

const shapes: Readonly<Record<Word, string>> = {
  allowed: 'M4 8.5l3 3 5.2-6.4',
  conditional: 'M3.5 9.2c1.5-3.4 3-3.4 4.5-1.2s3 2.200 4.5-1.2',
  disallowed: 'M4.5 4.500l7 7m0-7l-7 7',
  silent: 'M4 8h8',
  unknown: 'M5.800 6.200c0-3 4.600-2.800 4.400-.1C10 7.900 8 7.700 8 9.600M8 11.900v.2',
  unread: 'M4.800 11.200l6.400-6.400',
  none: 'M7.900 8h.2',
}

/** The sign of an answer: a shape in a disc, told apart without colour. Beside a word it is hidden from screen readers. */
export function Mark({ word, size = 16, alone = false }: { word: Word; size?: number; alone?: boolean }) {
  const label = alone ? { role: 'img', 'aria-label': wordText[word] } : { 'aria-hidden': true as const }
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: named by its label when it stands alone, hidden beside a word
    <svg className={`mark ${word}`} viewBox="0 0 16 16" width={size} height={size} {...label}>
      <circle cx="8" cy="8" r="7.5" />
      <path d={shapes[word]} />
    </svg>
  )
}

/** An answer in a word, with its sign. */
export function Told({ word, after = '' }: { word: Word; after?: string }) {
  return (
    <span className={`told ${word}`}>
      <Mark word={word} />
      <span>
        {wordText[word]}
        {after === '' ? '' : `, ${after}`}
      </span>
    </span>
  )
}
