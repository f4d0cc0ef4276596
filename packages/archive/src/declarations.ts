/** Where one document is fetched from. */
export interface DeclaredTerms {
  /** The terms type, e.g. `Privacy Policy`. */
  readonly terms: string
  readonly urls: readonly string[]
  /** Hosts of the URLs, lower case, punycode, sorted, each once. */
  readonly hosts: readonly string[]
}

export interface DeclaredService {
  readonly service: string
  readonly terms: readonly DeclaredTerms[]
}

/** The declarations kept for an archive (`archives/NAME.declarations.json`), sorted by service; empty when there are none. */
export async function readDeclarations(
  _workspace: { readonly archives: string },
  _archive: string,
): Promise<DeclaredService[]> {
  throw new Error('not yet')
}
