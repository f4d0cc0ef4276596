import { createHash } from 'node:crypto'

/** SHA-256 over what a thing is: the same thing keeps its hash, in any process, on any day. */
export function stableHash(...parts: readonly string[]): Buffer {
  return createHash('sha256')
    .update(JSON.stringify(['proviso', ...parts]))
    .digest()
}
