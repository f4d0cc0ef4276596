/** A part of a page: what a CSS selector matches, or everything between two such places. */
export type PageSelector = string | PageRange

/** From before or after one element to before or after another, both named by CSS selectors. */
export interface PageRange {
  readonly startBefore?: string
  readonly startAfter?: string
  readonly endBefore?: string
  readonly endAfter?: string
}

/** A filter by name, with what it is given. */
export interface PageFilter {
  readonly name: string
  readonly parameters?: readonly string[]
}

/** A page of a document and which part of it is the document, as a declaration says. */
export interface DeclaredPage {
  readonly url: string
  /** Absent: the whole page. */
  readonly select?: readonly PageSelector[]
  readonly remove?: readonly PageSelector[]
  readonly filter?: readonly PageFilter[]
  /** The page is built by scripts. */
  readonly scripts?: true
}

/**
 * The pages of a declared document, in order: its own, or those it is combined from, which inherit from it what they do not say
 * themselves. What has not the shape of an instruction is left out.
 *
 * @example
 * declaredPages({ fetch: 'https://x.com/privacy', select: 'main' }) // [{ url: 'https://x.com/privacy', select: ['main'] }]
 */
export function declaredPages(document: unknown): DeclaredPage[] {
  const own = record(document)
  if (own === null) return []
  const parts = Array.isArray(own.combine) ? own.combine.map((part) => ({ ...own, ...record(part) })) : [own]
  return parts.flatMap((part) => (typeof part.fetch === 'string' ? [pageOf(part.fetch, part)] : []))
}

function pageOf(url: string, part: Record<string, unknown>): DeclaredPage {
  const select = selectors(part.select)
  const remove = selectors(part.remove)
  const filter = list(part.filter).flatMap(filterOf)
  return {
    url,
    ...(select.length > 0 && { select }),
    ...(remove.length > 0 && { remove }),
    ...(filter.length > 0 && { filter }),
    ...(part.executeClientScripts === true && { scripts: true as const }),
  }
}

function selectors(value: unknown): PageSelector[] {
  return list(value).flatMap((one): PageSelector[] => {
    if (typeof one === 'string') return one.trim() === '' ? [] : [one]
    const found = record(one)
    if (found === null) return []
    const range: Record<string, string> = {}
    for (const name of ['startBefore', 'startAfter', 'endBefore', 'endAfter'] as const) {
      const place = found[name]
      if (typeof place === 'string') range[name] = place
    }
    return Object.keys(range).length > 0 ? [range] : []
  })
}

function filterOf(value: unknown): PageFilter[] {
  if (typeof value === 'string') return [{ name: value }]
  const entries = Object.entries(record(value) ?? {})
  return entries.map(([name, given]) => ({
    name,
    parameters: list(given).filter((one): one is string => typeof one === 'string'),
  }))
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value])

function record(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null
}
