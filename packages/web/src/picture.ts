import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Change } from '@proviso/archive/changes'
import { plain } from './text/plain.ts'
import { positionText } from './text/position-text.ts'

/** Width and height of a picture, pixels: what pages that show links expect. */
export const pictureSize = { width: 1200, height: 630 } as const

const colours = { allowed: '#1f7a4d', conditional: '#9a6700', disallowed: '#b3261e', silent: '#6b6b6b' } as const
const marks = { allowed: '✓', conditional: '~', disallowed: '✕', silent: '–' } as const

/**
 * A change as a picture to be shown beside a link to it: the headline, before and after, the day. Holds no words of the terms. A
 * service whose name the typeface cannot draw goes by its `host`.
 */
export function changePicture(change: Change, host: string | undefined): string {
  const { before, after, inForce } = change
  const shown = isDrawable(change.service) ? change.service : (host ?? change.service)
  const service = drawable(shown)
  const terms = drawable(change.terms)
  const headline = drawable(change.headline.replace(change.service, () => shown))
  const [first, ...rest] = wrapped(plain(headline), 30, 5)
  const size = rest.length > 3 ? 56 : 66
  const lines = [first ?? '', ...rest].map(
    (line, at) => `<tspan x="84" y="${210 + at * size * 1.18}">${xml(line)}</tspan>`,
  )
  const side = (x: number, position: keyof typeof colours, text: string) =>
    `<circle cx="${x + 12}" cy="530" r="12" fill="${colours[position]}"/>${glyph(x + 12, 530, marks[position])}<text x="${x + 36}" y="540" font-size="30" fill="#1c1b1a">${xml(text)}</text>`
  const beforeText = clipped(positionText(before.position, before.conditions), 28)
  const afterText = clipped(positionText(after.position, after.conditions), 28)
  const middle = 84 + 60 + beforeText.length * 15.5
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630" viewBox="0 0 1200 630" font-family="Source Serif 4">
<rect width="1200" height="630" fill="#fbfaf7"/><rect width="1200" height="14" fill="${colours[after.position]}"/>
<text x="84" y="112" font-size="30" fill="#5c5a56">${xml(clipped(`${plain(service)}, ${plain(terms)}`, 60))}</text>
<text font-size="${size}" font-weight="600" fill="#1c1b1a">${lines.join('')}</text>
${side(84, before.position, beforeText)}<path d="M${middle} 530h44m-12-10 12 10-12 10" fill="none" stroke="#5c5a56" stroke-width="3"/>${side(middle + 72, after.position, afterText)}
<text x="84" y="594" font-size="26" fill="#5c5a56">in force ${xml(inForce)}</text><text x="1116" y="594" text-anchor="end" font-size="26" fill="#5c5a56">Proviso</text></svg>`
}

function glyph(x: number, y: number, mark: string): string {
  const stroke = 'fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round"'
  if (mark === '✓') return `<path d="M${x - 5} ${y}l4 4 7-8" ${stroke}/>`
  if (mark === '✕') return `<path d="M${x - 4} ${y - 4}l8 8m0-8l-8 8" ${stroke}/>`
  if (mark === '~') return `<path d="M${x - 6} ${y + 2}q3-6 6-2t6-2" ${stroke}/>`
  return `<path d="M${x - 5} ${y}h10" ${stroke}/>`
}

let painter: Promise<(svg: string) => Uint8Array> | undefined

/** Paints an SVG as PNG, with the one typeface that ships with the program. Loaded when first asked for. */
export async function paint(svg: string): Promise<Uint8Array> {
  painter ??= loadPainter()
  return (await painter)(svg)
}

async function loadPainter(): Promise<(svg: string) => Uint8Array> {
  const { resolve } = createRequire(import.meta.url)
  const { initWasm, Resvg } = await import('@resvg/resvg-wasm')
  const face = (weight: number) =>
    readFile(resolve(`@fontsource/source-serif-4/files/source-serif-4-latin-${weight}-normal.woff2`))
  const [regular, bold, wasm] = await Promise.all([
    face(400),
    face(600),
    readFile(resolve('@resvg/resvg-wasm/index_bg.wasm')),
  ])
  await initWasm(wasm)
  const font = { fontBuffers: [regular, bold], loadSystemFonts: false, defaultFontFamily: 'Source Serif 4' }
  return (svg) => {
    const drawing = new Resvg(svg, { font })
    const picture = drawing.render()
    const png = picture.asPng()
    picture.free()
    drawing.free()
    return png
  }
}

function wrapped(text: string, width: number, most: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(clipped(word, width))
  }
  if (lines.length <= most) return lines
  return [...lines.slice(0, most - 1), `${clipped(lines[most - 1]!, width - 2)} …`]
}

function clipped(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text
}

// what the Latin part of the typeface holds
const undrawable =
  /[^\p{Cc}\u0020-\u00ff\u0131\u0152\u0153\u02bb\u02bc\u02c6\u02da\u02dc\u2000-\u206f\u20ac\u2122\u2191\u2193\u2212]/gu

/** What the typeface can draw: letters lose marks it lacks, and a dot stands for letters it lacks altogether. */
function drawable(text: string): string {
  return text.replace(undrawable, (letter) => letter.normalize('NFKD').replace(/\p{M}/gu, '').replace(undrawable, '·'))
}

function isDrawable(text: string): boolean {
  return !drawable(text).includes('·')
}

function xml(text: string): string {
  return text.toWellFormed().replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}
