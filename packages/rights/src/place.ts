/**
 * Where a clause stands: the document and its headings, outermost first. A title that only says what the document is called is left out.
 * @param terms the document's name, e.g. `Terms of Service (in 2 parts)`
 * @param section headings above the clause, outermost first
 * @example
 * placeOf('Terms of Service', ['Terms of service', '4. Misuse', '(iii)']) // ['Terms of Service', '4. Misuse', '(iii)']
 */
export function placeOf(terms: string, section: readonly string[]): string[] {
  const [title = '', ...below] = section
  const repeats = title !== '' && terms.toLowerCase().startsWith(title.trim().toLowerCase())
  return [terms, ...(repeats ? below : section)].filter((part) => part !== '')
}
