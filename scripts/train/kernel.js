// @ts-check
/**
 * Compiles the arithmetic of the encoder, `packages/terms/src/learned/kernel.wat`, into `kernel-code.ts` beside it.
 *
 *     npm run kernel
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import wabt from 'wabt'

const folder = join(import.meta.dirname, '../../packages/terms/src/learned')
export const file = join(folder, 'kernel-code.ts')

/** @returns {Promise<string>} what `kernel-code.ts` says when it is what the source gives */
export async function compiled() {
  const source = readFileSync(join(folder, 'kernel.wat'), 'utf8')
  const parsed = (await wabt()).parseWat('kernel.wat', source, { simd: true })
  parsed.validate()
  const code = Buffer.from(parsed.toBinary({}).buffer).toString('base64')
  const lines = (code.match(/.{1,110}/g) ?? []).map((line) => `  '${line}',`)
  return [
    '/** `kernel.wat`, compiled by `npm run kernel`, in base64. */',
    'export const code = [',
    ...lines,
    "].join('')",
    '',
  ].join('\n')
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  writeFileSync(file, await compiled())
}
