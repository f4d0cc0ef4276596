/** The files of a host that say something to machines, by the name they are kept under. */
export const capturedFiles = ['ai.txt', 'page.html', 'robots.txt', 'rsl.xml', 'tdmrep.json'] as const

export type CapturedFile = (typeof capturedFiles)[number]

/** Where a captured file, or the response beside it, belongs: `signals/<host>/<file>[.response.json]`. SPEC.md G1. */
export interface CapturedPlace {
  readonly host: string
  readonly file: CapturedFile
  readonly isResponse: boolean
}

const suffix = '.response.json'

/**
 * The place a path stands for; `null` for any other.
 * @example
 * placeOf('signals/example.com/robots.txt') // { host: 'example.com', file: 'robots.txt', isResponse: false }
 */
export function placeOf(path: string): CapturedPlace | null {
  const [root, host, name, ...rest] = path.split('/')
  if (root !== 'signals' || host === undefined || name === undefined || rest.length > 0) return null
  const isResponse = name.endsWith(suffix)
  const file = capturedFiles.find((each) => each === (isResponse ? name.slice(0, -suffix.length) : name))
  return file === undefined || !isCapturedHost(host) ? null : { host, file, isResponse }
}

/** Where a file is kept, and the response it came with. */
export function pathsOf(host: string, file: CapturedFile): { readonly body: string; readonly response: string } {
  return { body: `signals/${host}/${file}`, response: `signals/${host}/${file}${suffix}` }
}

/** Lower case, punycode, with its port where that is not the usual one. */
export function isCapturedHost(host: string): boolean {
  return host.length <= 259 && /^(?:[a-z\d_](?:[a-z\d_.-]*[a-z\d_])?|\[[\da-f:.]+\])(?::\d{1,5})?$/.test(host)
}
