/** An archive as it stands in a workspace: a bare git repository and what is known about its public twin. */
export interface ArchiveRef {
  /** The collection's name, e.g. `contrib-versions`; `own` for the versions we record ourselves. */
  readonly name: string
  /** The bare repository. */
  readonly dir: string
  /** The branch that holds the versions, e.g. `refs/heads/main`. */
  readonly branch: string
  /** Commit the branch stands at, in our store; null while nothing has been recorded. */
  readonly head: string | null
  /** Where it was imported from, as given. */
  readonly source?: string
  /** Public address of the collection, e.g. `https://github.com/OpenTermsArchive/contrib-versions`. */
  readonly publicUrl?: string
  /** What a commit is appended to for its public link, e.g. `https://github.com/OpenTermsArchive/contrib-versions/commit/`. */
  readonly commitLink?: string
  /** Map from our commits to the public ones, when they differ: a file of `stored<TAB>public` lines. */
  readonly commitMap?: string
}
