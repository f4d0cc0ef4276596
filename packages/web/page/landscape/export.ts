import type { LandscapeJson } from '../../src/api/landscape.ts'
import { questionText, wordText } from '../shown/words.ts'
import { type LandscapeWord, wordOn } from './runs.ts'

type Row = LandscapeJson['services'][number]

const fills: Readonly<Record<LandscapeWord, string>> = {
  allowed: '#1f7a4d',
  conditional: '#b07a10',
  disallowed: '#b3261e',
  unknown: '#cfcac0',
  none: '#f1eee8',
}
const signs: Readonly<Record<LandscapeWord, string>> = {
  allowed: '✓',
  conditional: '~',
  disallowed: '✕',
  unknown: '?',
  none: '',
}

/** The matrix on a day as CSV (RFC 4180). */
export function csvOf({ questions }: LandscapeJson, rows: readonly Row[], day: string): string {
  const lines = [
    ['service', 'host', 'day', ...questions],
    ...rows.map(({ name, host, runs }) => [name, host, day, ...runs.map((each) => wordText[wordOn(each, day)])]),
  ]
  return lines.map((line) => `${line.map(cell).join(',')}\r\n`).join('')
}

/** A leading `=` or its like would be run by a spreadsheet: such a cell begins with an apostrophe. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The matrix on a day as JSON. */
export function jsonOf({ questions, channel, rulebook }: LandscapeJson, rows: readonly Row[], day: string): string {
  return `${JSON.stringify(
    {
      day,
      channel,
      credit: rulebook.credit,
      services: rows.map(({ name, host, runs }) => ({
        name,
        host,
        ...Object.fromEntries(questions.map((question, at) => [question, wordText[wordOn(runs[at]!, day)]])),
      })),
    },
    null,
    1,
  )}\n`
}

/** The matrix on a day as a picture, in as many columns as make it about square. */
export function svgOf({ questions, rulebook }: LandscapeJson, rows: readonly Row[], day: string): string {
  const columns = Math.max(1, Math.round(Math.sqrt((rows.length * 20) / 320)))
  const perColumn = Math.ceil(rows.length / columns)
  const wide = 320
  const top = 190
  const width = columns * wide + 40
  const height = top + perColumn * 20 + 60
  const cells = rows.map(({ name, runs }, at) => {
    const x = 20 + Math.floor(at / perColumn) * wide
    const y = top + (at % perColumn) * 20
    const squares = runs.map((each, place) => {
      const word = wordOn(each, day)
      const left = x + 180 + place * 22
      const ink = word === 'none' || word === 'unknown' ? '#1c1b1a' : '#fff'
      return `<rect x="${left}" y="${y}" width="20" height="18" fill="${fills[word]}"/><text x="${left + 10}" y="${y + 13}" text-anchor="middle" fill="${ink}">${signs[word]}</text>`
    })
    return `<text x="${x}" y="${y + 13}">${xml(name.length > 26 ? `${name.slice(0, 25)}…` : name)}</text>${squares.join('')}`
  })
  const heads = questions.map(
    (question, at) => `<text x="20" y="${62 + at * 16}">${at + 1}. ${xml(questionText[question].long)}</text>`,
  )
  const legend = (['allowed', 'conditional', 'disallowed', 'unknown', 'none'] as const).map(
    (word, at) =>
      `<rect x="${20 + at * 130}" y="142" width="16" height="14" fill="${fills[word]}"/><text x="${42 + at * 130}" y="154">${signs[word]} ${wordText[word]}</text>`,
  )
  const numbers = Array.from({ length: columns }, (_, column) =>
    questions
      .map(
        (_, at) =>
          `<text x="${20 + column * wide + 190 + at * 22}" y="${top - 6}" text-anchor="middle" fill="#5c5a56">${at + 1}</text>`,
      )
      .join(''),
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.max(width, 900)}" height="${height}" viewBox="0 0 ${Math.max(width, 900)} ${height}" font-family="Inter, system-ui, sans-serif" font-size="12" fill="#1c1b1a"><rect width="100%" height="100%" fill="#fff"/><text x="20" y="36" font-size="20" font-weight="600">AI training and crawling: ${rows.length} services on ${xml(day)}</text>${heads.join('')}${legend.join('')}${numbers.join('')}${cells.join('')}<text x="20" y="${height - 20}" fill="#5c5a56">Proviso. ${xml(rulebook.credit === '' ? '' : `Records: ${rulebook.credit}.`)}</text></svg>`
}

function xml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

/** Hands a file to the browser to be saved. */
export function save(content: Blob, name: string): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** Paints an SVG as PNG, twice as large. */
export async function pngOf(svg: string): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const picture = new Image()
    picture.src = url
    await picture.decode()
    const canvas = document.createElement('canvas')
    canvas.width = picture.naturalWidth * 2
    canvas.height = picture.naturalHeight * 2
    canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)), 'image/png'),
    )
  } finally {
    URL.revokeObjectURL(url)
  }
}
