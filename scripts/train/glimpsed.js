// @ts-check
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const encoderFile = join(import.meta.dirname, '../../packages/terms/weights/encoder.js')

/** A digest of the encoder and of the way its glance is learned. */
export function glimpsed() {
  const digest = createHash('sha256').update(readFileSync(encoderFile))
  for (const name of ['glance.py', 'weights.py', 'requirements.txt'])
    digest.update(readFileSync(join(import.meta.dirname, name), 'utf8'))
  return digest.digest('hex')
}
