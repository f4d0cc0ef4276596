// @ts-check
/** Material for evaluation that is not part of the repository: archives and labels in `../shared`, beside its root. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/**
 * The absolute path of something in `../shared`, or null where it is absent (a stranger's clone).
 * @param {...string} path
 * @returns {string | null}
 */
export function shared(...path) {
  const found = resolve(import.meta.dirname, '../../../shared', ...path)
  return existsSync(found) ? found : null
}
