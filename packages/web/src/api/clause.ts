import type { VersionFinder } from '@proviso/archive/version-pair'
import { type Paragraph, paragraphsOf } from '../difference/paragraph.ts'
import { Problem } from '../problem.ts'
import { clauseText } from '../text/clause.ts'
import type { Get } from './get.ts'

/** The value of `/api/clause`. */
export interface ClauseJson {
  /** The words the clause hangs from (`You may not:`), when it is an item of an enumeration. */
  readonly lead: string | null
  /** Paragraphs, each as stretches that are or are not among the words asked for. */
  readonly clause: readonly (readonly { readonly text: string; readonly deciding: boolean }[])[]
}

/** Most paragraphs shown, and how far back the words an item hangs from are sought. */
const most = 12
const reach = 60

/** Answers `/api/clause`: a quote in the paragraphs it stands in; empty where the archive is not in the workspace. */
export async function clauseJson(versions: VersionFinder, get: Get): Promise<ClauseJson> {
  const [archive = '', path = '', version = ''] = ['archive', 'path', 'version'].map((name) => get(name) ?? '')
  const start = Number(get('start'))
  const end = Number(get('end'))
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0 || end < start)
    throw new Problem({
      code: 'bad-place',
      at: 'start, end',
      message: 'they name no place in a text',
      hint: 'take them from the evidence of a statement',
    })
  const text = await versions.text({ collection: archive, commit: version, path })
  if (text === null) return { lead: null, clause: [] }
  const paragraphs = paragraphsOf(text)
  const first = paragraphs.findIndex((paragraph) => paragraph.end > start)
  const held = paragraphs.slice(Math.max(0, first)).filter((paragraph) => paragraph.start < end)
  if (first < 0 || held.length === 0) return { lead: null, clause: [] }
  return {
    // a lead-in inside the paragraph itself is shown with it
    lead: text.slice(held[0]!.start, start).includes(':') ? null : leadOf(paragraphs, first),
    clause: held.slice(0, most).map((paragraph) => piecesOf(text, paragraph, start, end)),
  }
}

function piecesOf(text: string, paragraph: Paragraph, start: number, end: number) {
  const from = Math.max(paragraph.start, start)
  const to = Math.min(paragraph.end, end)
  const pieces: { text: string; deciding: boolean }[] = []
  const add = (a: number, b: number, deciding: boolean) => {
    const shown = clauseText(text.slice(a, b))
    if (shown === '') return
    const last = pieces.at(-1)
    // the space between belongs to the words around, so that the mark begins with a word
    if (last !== undefined && !last.deciding) last.text += ' '
    pieces.push({ text: last?.deciding ? ` ${shown}` : shown, deciding })
  }
  add(paragraph.start, from, false)
  add(from, to, true)
  add(to, paragraph.end, false)
  return pieces.map((piece, at) =>
    piece.deciding ? piece : { ...piece, text: at === 0 ? opening(piece.text) : closing(piece.text) },
  )
}

/** What stands before the words: how the paragraph begins, to the end of its lead-in, and the words just before. */
function opening(text: string): string {
  if (text.length <= 400) return text
  const colon = text.lastIndexOf(':', 300)
  const head = text.slice(0, colon < 20 ? 160 : colon + 1)
  return `${head} … ${text.slice(-60).replace(/^\S*\s/, '')}`
}

function closing(text: string): string {
  return text.length <= 240 ? text : `${text.slice(0, 160).replace(/\s\S*$/, '')} …`
}

/** The nearest paragraph above, under the same headings or fewer, that ends as a lead-in does. */
function leadOf(paragraphs: readonly Paragraph[], at: number): string | null {
  if (!/^(?:•|\(?[a-z\d]{1,4}[.)])/i.test(paragraphs[at]!.text)) return null
  const depth = paragraphs[at]!.section.length
  for (let back = at - 1; back >= Math.max(0, at - reach); back--) {
    const { text, section } = paragraphs[back]!
    if (section.length < depth || section[depth - 1] !== paragraphs[at]!.section[depth - 1]) return null
    if (/[:：—]$|\b(?:not|to|following)[.:]?$/i.test(text)) return text.length > 700 ? `…${text.slice(-600)}` : text
  }
  return null
}
