import { relative } from 'node:path'

/** A path as seen from here where that is shorter to read, else whole. Anything that is no path stays as it is. */
export function pathText(path: string): string {
  if (!path.startsWith('/')) return path
  const here = relative(process.cwd(), path)
  return here === '' || here.startsWith('..') ? path : here
}
