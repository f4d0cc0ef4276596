import { type CapturedFile, pathsOf } from '../captured-file.ts'
import type { DeclaredPage } from '../declared-page.ts'

/** The files of a host that are watched, in the order they are looked at: RSL is found through the two before it. */
export const signalFiles = [
  'robots.txt',
  'page.html',
  'rsl.xml',
  'ai.txt',
  'tdmrep.json',
] as const satisfies CapturedFile[]

/** A document whose pages are watched. */
export interface TermsTarget {
  readonly service: string
  readonly terms: string
  readonly pages: readonly DeclaredPage[]
  /** Where its text is kept: `<Service>/<Terms type>.md`. */
  readonly path: string
  /** Seconds between two looks. */
  readonly every: number
}

/** A host whose signals are watched. */
export interface HostTarget {
  /** With its port where that is not the usual one: `example.org`, `127.0.0.1:8080`. */
  readonly host: string
  /** `https://example.org` */
  readonly origin: string
  /** The page whose headers and head are looked at. */
  readonly page: string
  readonly every: number
}

/** Where a host's file is kept: `signals/<host>/<file>`. */
export function signalPath(host: string, file: CapturedFile): string {
  return pathsOf(host, file).body
}

/** Where the response is kept with which a file or a document came. */
export function responsePath(path: string): string {
  return `${path.replace(/\.md$/, '')}.response.json`
}
