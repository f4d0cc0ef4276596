import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runGit } from './git.ts'

/** An archive as it stands in a workspace: a bare git repository and what is known about its public twin. */
export interface ArchiveRef {
  /** The collection's name, e.g. `contrib-versions`; `own` for the versions we record ourselves. */
  readonly name: string
  /** The bare repository. */
  readonly dir: string
  /** The branch that holds the versions in our store: `refs/heads/main`, whatever it is called at its source. */
  readonly branch: string
  /** Commit the branch stands at, in our store; null while nothing has been recorded. */
  readonly head: string | null
  /** Where it was imported from; an address comes without its password. */
  readonly source?: string
  /** Public address of the collection, e.g. `https://github.com/OpenTermsArchive/contrib-versions`. */
  readonly publicUrl?: string
  /** What a commit is appended to for its public link, e.g. `https://github.com/OpenTermsArchive/contrib-versions/commit/`. */
  readonly commitLink?: string
  /** Map from our commits to the public ones, when they differ: a file of `stored<TAB>public` lines. */
  readonly commitMap?: string
}

export const branchInStore = 'refs/heads/main'

/** The commit a store's branch stands at; null when it has none. */
export async function readHead(dir: string): Promise<string | null> {
  const loose = await readFile(join(dir, branchInStore), 'latin1').catch(() => '')
  if (/^[0-9a-f]{40,64}\s*$/.test(loose)) return loose.trim()
  const { status, stdout } = await runGit(['rev-parse', '--verify', '--quiet', `${branchInStore}^{commit}`], { dir })
  return status === 0 ? stdout.toString('latin1').trim() : null
}

/**
 * The name a source suggests for its collection: the last part of a path or address without `.git` or `.bundle`;
 * null when that leaves nothing usable (SPEC.md A2).
 *
 * @example
 * nameOf('https://github.com/OpenTermsArchive/contrib-versions.git') // 'contrib-versions'
 */
export function nameOf(source: string): string | null {
  const path = source.replace(/[?#].*$/, '').replace(/(\/\.git)?\/*$/, '')
  const last = path.split(/[/\\:]/).at(-1) ?? ''
  const name = last.replace(/\.(git|bundle)$/, '').replace(/[^A-Za-z0-9._-]+/g, '-')
  return isName(name) ? name : null
}

/** Whether a collection may be called so: letters, digits, `.`, `_`, `-`, at most 100, no leading `.` or `-`. */
export function isName(name: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/.test(name) && !/\.(lock|partial)$/.test(name)
}

/**
 * The public page of a repository and of its commits, derived from its git address where the host is one whose
 * addresses are known (GitHub, GitLab, Codeberg and other Forgejo or Gitea hosts, Bitbucket).
 *
 * @example
 * publicPages('git@github.com:OpenTermsArchive/pga-versions.git')?.commitLink
 * // 'https://github.com/OpenTermsArchive/pga-versions/commit/'
 */
export function publicPages(address: string): { publicUrl: string; commitLink: string } | null {
  const found =
    /^(?:https?|git|ssh):\/\/(?:[^/@]*@)?([^/:]+)(?::\d+)?\/(.+)$/i.exec(address) ??
    /^(?:[^/@:]+@)([^/:]+):(.+)$/.exec(address)
  const host = found?.[1]?.toLowerCase() ?? ''
  const path = found?.[2]?.replace(/[?#].*$/, '').replace(/(\.git)?\/*$/, '') ?? ''
  if (!/^[^/]+\/.+/.test(path)) return null
  const kind = /(^|\.)(github|gitlab|codeberg|gitea|forgejo|bitbucket)\./.exec(host)?.[2]
  if (kind === undefined) return null
  const publicUrl = `https://${host}/${path}`
  const commit = kind === 'gitlab' ? '/-/commit/' : kind === 'bitbucket' ? '/commits/' : '/commit/'
  return { publicUrl, commitLink: `${publicUrl}${commit}` }
}
