import type { Issue } from '@proviso/rights'

/** A page as Markdown. */
export interface MarkdownPage {
  readonly text: string
  readonly issues: readonly Issue[]
}

// Deeper than any page that a person wrote; a parser's stack is searched upwards on every closing tag.
const deepest = 1000
const deepestIndent = 10
const hiddenText = 400
const least = 500

const voids = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))
// Their end tags may be left out, so an open one says nothing about depth.
const implied = new Set(
  'p li dt dd tr td th thead tbody tfoot option optgroup colgroup caption rp rt html head body'.split(' '),
)
const skipped = new Set(
  'script style noscript template iframe object embed canvas video audio svg math head select option datalist textarea map applet frameset'.split(
    ' ',
  ),
)
const blocks = new Set(
  'address article aside blockquote body center details dialog dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul caption'.split(
    ' ',
  ),
)
const chromeRoles = /^(?:navigation|banner|contentinfo|dialog|alertdialog|search|complementary|menu|menubar|toolbar)$/i
const consentBox =
  /\b(?:cookie[-_]?(?:banner|consent|bar|popup|modal|notice-bar)|consent[-_]?(?:banner|box|modal)|onetrust|gdpr[-_]?(?:banner|popup)|skip[-_]?(?:link|nav)|breadcrumbs?)\b/i
const says = /\b(?:last\s+(?:updated|modified|revised)|effective)\b/i

/** How deep the tags of a page nest, without building anything. */
function depthOf(html: string): number {
  const tag = /<(\/?)([a-z][a-z0-9-]*)/gi
  let depth = 0
  let most = 0
  for (let match = tag.exec(html); match !== null; match = tag.exec(html)) {
    const name = match[2]!.toLowerCase()
    if (voids.has(name) || implied.has(name)) continue
    if (match[1] === '/') depth = Math.max(0, depth - 1)
    else if (++depth > most) most = depth
  }
  return most
}

/** The words of a page whose structure cannot be followed: tags become breaks. */
function words(html: string): string {
  const out: string[] = []
  let at = 0
  while (at < html.length) {
    const open = html.indexOf('<', at)
    if (open < 0) break
    out.push(html.slice(at, open))
    const name = /^<\/?([a-z][a-z0-9-]*)/i.exec(html.slice(open, open + 40))?.[1]?.toLowerCase()
    if (name === undefined) {
      out.push('<')
      at = open + 1
      continue
    }
    const close = html.indexOf('>', open)
    if (close < 0) break
    at = close + 1
    if (name === 'script' || name === 'style') {
      const end = html.indexOf(`</${name}`, at)
      at = end < 0 ? html.length : end
    } else if (blocks.has(name) || name === 'br') out.push('\n\n')
  }
  out.push(html.slice(at))
  return `${out
    .join('')
    .replace(/[ \t]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n\n')
    .trim()}\n`
}

// Stands for a hard line break until its paragraph is written; from the private use area, so no page means anything by it.
const hardBreak = '\ue001'

interface List {
  readonly ordered: boolean
  readonly type: string
  next: number
}

/** An element that is open, and what was written when it opened. */
interface Open {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  /** How many blocks stood before it. */
  readonly from: number
  readonly kind: 'chrome' | 'hidden' | 'main' | undefined
  /** Where its inline content begins, while its paragraph is still being written. */
  mark: number
  /** Where the paragraph being written stood when it opened; -1 once that paragraph has ended. */
  inlineFrom: number
  sawHeading: boolean
}

interface Block {
  readonly text: string
  readonly heading: boolean
  /** Whether it opens a list item, or stands within one: items follow each other without a blank line. */
  readonly item?: 'opens' | 'within'
}

interface Cell {
  readonly blocks: Block[]
  readonly head: boolean
}

interface Table {
  readonly rows: Cell[][]
  /** The blocks that were being written around the table. */
  readonly around: Block[]
  readonly prefixes: Prefix[]
}

interface Prefix {
  readonly kind: 'item' | 'quote'
  /** Written before the first block; spaces of the same width before the others. */
  readonly first: string
  used: boolean
}

function roman(value: number): string {
  const steps: readonly (readonly [number, string])[] = [
    [1000, 'm'],
    [900, 'cm'],
    [500, 'd'],
    [400, 'cd'],
    [100, 'c'],
    [90, 'xc'],
    [50, 'l'],
    [40, 'xl'],
    [10, 'x'],
    [9, 'ix'],
    [5, 'v'],
    [4, 'iv'],
    [1, 'i'],
  ]
  let left = value
  let out = ''
  for (const [step, letters] of steps) {
    while (left >= step) {
      out += letters
      left -= step
    }
  }
  return out
}

function letters(value: number): string {
  let left = value
  let out = ''
  while (left > 0) {
    out = String.fromCharCode(97 + ((left - 1) % 26)) + out
    left = Math.floor((left - 1) / 26)
  }
  return out
}

/** The marker of a list item, as the page numbers it: `3.`, `c.`, `iii.` … */
function marker(list: List): string {
  const value = list.next
  if (!list.ordered) return '*   '
  const small = value > 0 && value < 4000
  const label =
    small && /^a$/i.test(list.type) ? letters(value) : small && /^i$/i.test(list.type) ? roman(value) : String(value)
  return `${list.type === 'A' || list.type === 'I' ? label.toUpperCase() : label}.`.padEnd(4)
}

function listType(attributes: Readonly<Record<string, string>>): string {
  if (attributes.type !== undefined) return attributes.type
  const style = /list-style(?:-type)?\s*:[^;]*?\b(lower|upper)-(alpha|latin|roman)/i.exec(attributes.style ?? '')
  if (style === null) return '1'
  const letter = /roman/i.test(style[2]!) ? 'i' : 'a'
  return /upper/i.test(style[1]!) ? letter.toUpperCase() : letter
}

function isHidden(attributes: Readonly<Record<string, string>>): boolean {
  return (
    'hidden' in attributes ||
    attributes['aria-hidden'] === 'true' ||
    /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(attributes.style ?? '')
  )
}

/** Writes Markdown as the tags of a page go by; no tree is built, and what turns out to be chrome is taken back. */
class MarkdownWriter {
  blocks: Block[] = []
  inline = ''
  readonly open: Open[] = []
  readonly lists: List[] = []
  readonly tables: Table[] = []
  prefixes: Prefix[] = []
  skip = 0
  pre = 0
  main: { from: number; to: number } | undefined
  inMain = 0

  openTag(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.skip > 0 || skipped.has(name)) {
      if (!voids.has(name)) this.skip++
      return
    }
    if (name === 'br') {
      this.inline += this.pre > 0 ? '\n' : hardBreak
      return
    }
    if (name === 'hr') {
      this.flush()
      this.put('* * *')
      return
    }
    if (voids.has(name)) return
    if (blocks.has(name)) this.flush()
    const kind = this.kindOf(name, attributes)
    if (kind === 'main') this.inMain++
    this.open.push({
      name,
      attributes,
      from: this.blocks.length,
      kind,
      mark: -1,
      inlineFrom: this.inline.length,
      sawHeading: false,
    })
    this.begin(name, attributes)
  }

  kindOf(name: string, attributes: Readonly<Record<string, string>>): Open['kind'] {
    const role = attributes.role ?? ''
    if (name === 'main' || role === 'main') return this.tables.length === 0 ? 'main' : undefined
    if (name === 'nav' || name === 'dialog' || chromeRoles.test(role)) return 'chrome'
    if (consentBox.test(`${attributes.id ?? ''} ${attributes.class ?? ''}`)) return 'chrome'
    if ((name === 'header' || name === 'footer' || name === 'aside') && this.inMain === 0) {
      return this.open.some((one) => one.name === 'article') ? undefined : 'chrome'
    }
    return isHidden(attributes) ? 'hidden' : undefined
  }

  begin(name: string, attributes: Readonly<Record<string, string>>): void {
    const current = this.open.at(-1)!
    switch (name) {
      case 'ul':
      case 'ol':
      case 'menu': {
        const start = Number.parseInt(attributes.start ?? '1', 10)
        this.lists.push({ ordered: name === 'ol', type: listType(attributes), next: Number.isNaN(start) ? 1 : start })
        break
      }
      case 'li': {
        const list = this.lists.at(-1) ?? { ordered: false, type: '1', next: 1 }
        const value = Number.parseInt(attributes.value ?? '', 10)
        if (!Number.isNaN(value)) list.next = value
        this.prefixes.push({ kind: 'item', first: marker(list), used: false })
        list.next++
        break
      }
      case 'blockquote':
        this.prefixes.push({ kind: 'quote', first: '> ', used: false })
        break
      case 'table':
        // Tables in tables lay a page out; deeper ones are read as what they hold.
        if (this.tables.length < 3) {
          this.tables.push({ rows: [], around: this.blocks, prefixes: this.prefixes })
          this.blocks = []
          this.prefixes = []
        }
        break
      case 'tr':
        this.tables.at(-1)?.rows.push([])
        break
      case 'td':
      case 'th': {
        const table = this.tables.at(-1)
        if (!table) break
        if (table.rows.length === 0) table.rows.push([])
        const cell = { blocks: [], head: name === 'th' }
        table.rows.at(-1)!.push(cell)
        this.blocks = cell.blocks
        break
      }
      case 'pre':
        this.pre++
        break
      case 'b':
      case 'strong':
      case 'i':
      case 'em':
      case 'a':
        current.mark = this.inline.length
        break
      default:
    }
  }

  closeTag(name: string): void {
    if (this.skip > 0) {
      this.skip--
      return
    }
    if (voids.has(name)) return
    const current = this.open.at(-1)
    if (current === undefined || current.name !== name) return
    if (blocks.has(name)) {
      const level = /^h[1-6]$/.test(name) ? Number(name[1]) : 0
      if (level > 0) for (const one of this.open) one.sawHeading = true
      this.flush(level, name === 'dt')
    }
    this.open.pop()
    this.end(name, current)
    if (current.kind === 'main') {
      this.inMain--
      if (this.inMain === 0 && this.tables.length === 0) this.sawMain(current.from)
    } else if (current.kind !== undefined) this.takeBack(current)
  }

  sawMain(from: number): void {
    const length = (one: { from: number; to: number }) =>
      this.blocks.slice(one.from, one.to).reduce((sum, block) => sum + block.text.length, 0)
    const found = { from, to: this.blocks.length }
    if (this.main === undefined || length(found) > length(this.main)) this.main = found
  }

  /** Takes chrome and what is not shown back out, unless it is long or says when the text came into force. */
  takeBack(current: Open): void {
    if (current.from > this.blocks.length) return
    // An element within a paragraph has written to the paragraph alone.
    if (current.inlineFrom >= 0) {
      if (this.inline.length - current.inlineFrom <= hiddenText) this.inline = this.inline.slice(0, current.inlineFrom)
      return
    }
    const written = this.blocks.slice(current.from)
    const length = written.reduce((sum, block) => sum + block.text.length, 0)
    if (current.kind === 'hidden' && length > hiddenText) return
    if (current.kind === 'chrome') {
      if (current.name === 'header' && current.sawHeading) return
      if (current.name === 'footer' && length < 600 && written.some((block) => says.test(block.text))) return
      if ((current.name === 'dialog' || current.name === 'div' || current.name === 'section') && length > 6000) return
    }
    this.blocks.length = current.from
  }

  end(name: string, current: Open): void {
    switch (name) {
      case 'ul':
      case 'ol':
      case 'menu':
        this.lists.pop()
        break
      case 'li':
      case 'blockquote':
        this.prefixes.pop()
        break
      case 'table': {
        const table = this.tables.at(-1)
        if (table && current.from <= table.around.length) this.endTable(table)
        break
      }
      case 'td':
      case 'th':
        if (this.tables.length > 0) this.blocks = []
        break
      case 'pre':
        this.pre--
        break
      case 'b':
      case 'strong':
        this.wrap(current, '**', '**')
        break
      case 'i':
      case 'em':
        this.wrap(current, '_', '_')
        break
      case 'a': {
        const href = (current.attributes.href ?? '').trim()
        const anchor = href.startsWith('#') && this.open.some((one) => /^h[1-6]$/.test(one.name))
        if (href !== '' && !anchor && !/^(?:javascript|data):/i.test(href)) {
          this.wrap(
            current,
            '[',
            `](${href.replace(/[\s()]/g, (character) => encodeURIComponent(character).replace(/[()]/g, '\\$&'))})`,
          )
        }
        break
      }
      default:
    }
  }

  /** Puts marks around what an inline element wrote, if it wrote something and is not within its like. */
  wrap(current: Open, before: string, after: string): void {
    if (current.mark < 0 || current.mark > this.inline.length) return
    if (this.open.some((one) => one.mark >= 0 && one.name === current.name)) return
    const said = this.inline.slice(current.mark)
    const trimmed = said.trim()
    if (!/[^\s\ue001]/.test(trimmed)) return
    const lead = said.slice(0, said.length - said.trimStart().length)
    const tail = said.slice(said.trimEnd().length)
    this.inline = `${this.inline.slice(0, current.mark)}${lead}${before}${trimmed}${after}${tail}`
  }

  text(data: string): void {
    if (this.skip > 0) return
    if (this.pre > 0) this.inline += data
    else this.inline += data.replace(/[\\`*[\]]/g, '\\$&').replace(/(?<!\w)_|_(?!\w)/g, '\\_')
  }

  /** Ends the paragraph being written. */
  flush(level = 0, strong = false): void {
    for (const one of this.open) {
      one.mark = -1
      one.inlineFrom = -1
    }
    if (this.inline === '') return
    const raw = this.inline
    this.inline = ''
    if (this.pre > 0) {
      const said = raw.replace(/^\s*\n|\s+$/g, '')
      if (said !== '') this.put(said)
      return
    }
    const said = raw
      .replace(/[ \t\r\n\f\u00a0]+/g, ' ')
      .replace(/ ?\ue001 ?/g, level > 0 ? ' ' : '  \n')
      .trim()
    if (said === '') return
    if (level > 0) this.put(`${'#'.repeat(level)} ${said.replace(/^\*\*(.{1,300})\*\*$/, '$1')}`, true)
    else this.put(strong && !said.startsWith('**') ? `**${said}**` : said)
  }

  put(text: string, heading = false): void {
    const prefixes = this.prefixes.slice(-deepestIndent)
    if (prefixes.length === 0) {
      this.blocks.push({ text, heading })
      return
    }
    const first = prefixes
      .map((one) => (one.kind === 'quote' || !one.used ? one.first : ' '.repeat(one.first.length)))
      .join('')
    const others = prefixes.map((one) => (one.kind === 'quote' ? one.first : ' '.repeat(one.first.length))).join('')
    const last = prefixes.at(-1)!
    const item = last.kind === 'item' ? { item: last.used ? ('within' as const) : ('opens' as const) } : {}
    for (const one of prefixes) one.used = true
    this.blocks.push({ text: first + text.split('\n').join(`\n${others}`), heading, ...item })
  }

  endTable(table: Table): void {
    this.tables.pop()
    this.blocks = table.around
    this.prefixes = table.prefixes
    const rows = table.rows.filter((row) => row.some((cell) => cell.blocks.length > 0))
    const columns = rows.reduce((most, row) => Math.max(most, row.length), 0)
    const cells = rows.flat()
    const layout =
      columns < 2 ||
      cells.some((cell) => cell.blocks.some((block) => block.heading)) ||
      cells.some((cell) => cell.blocks.reduce((sum, block) => sum + block.text.length, 0) > 2000)
    if (layout) {
      for (const cell of cells) for (const block of cell.blocks) this.put(block.text, block.heading)
      return
    }
    const lines = rows.map(
      (row) =>
        `| ${Array.from({ length: columns }, (_, i) =>
          (row[i]?.blocks ?? [])
            .map((block) => block.text.replace(/\s*\n\s*/g, '<br>').replace(/\|/g, '\\|'))
            .join('<br>'),
        ).join(' | ')} |`,
    )
    lines.splice(1, 0, `|${' --- |'.repeat(columns)}`)
    this.put(lines.join('\n'))
  }

  finish(): string {
    while (this.open.length > 0) this.closeTag(this.open.at(-1)!.name)
    this.flush()
    const all = this.blocks
    const main = this.main && all.slice(this.main.from, this.main.to)
    const size = (some: readonly Block[]) => some.reduce((sum, block) => sum + block.text.length, 0)
    const chosen = main && size(main) >= least && size(main) >= 0.4 * size(all) ? main : all
    const out: string[] = []
    for (const [i, block] of chosen.entries()) {
      if (i > 0) out.push(block.item === 'opens' && chosen[i - 1]!.item !== undefined ? '\n' : '\n\n')
      out.push(block.text)
    }
    return out.length === 0 ? '' : `${out.join('')}\n`
  }
}

/**
 * Turns an HTML page into Markdown: headings, lists with their own markers, tables, definitions, links and emphasis stay; scripts,
 * styles, navigation and consent boxes go; a `main` that holds most of the page stands for it. A page nested deeper than 1,000 tags
 * is read without its structure and gives an issue `too-deep`. Never throws; linear. `at` names the page in issues. SPEC.md F8–F11.
 *
 * @example
 * (await markdownFromHtml('<ol type="a"><li>scrape</li></ol>')).text // 'a.  scrape\n'
 */
export async function markdownFromHtml(html: string, at = '-'): Promise<MarkdownPage> {
  if (depthOf(html) > deepest) {
    const message = `the tags of the page nest deeper than ${deepest}; its words are read without structure`
    return { text: words(html), issues: [{ code: 'too-deep', at, message, hint: 'give the document as text' }] }
  }
  // Loaded here so that commands that read no HTML do not wait for it.
  const { Parser } = await import('htmlparser2')
  const writer = new MarkdownWriter()
  const parser = new Parser(
    {
      onopentag: (name, attributes) => writer.openTag(name, attributes),
      onclosetag: (name) => writer.closeTag(name),
      ontext: (data) => writer.text(data),
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  )
  parser.end(html)
  return { text: writer.finish(), issues: [] }
}
