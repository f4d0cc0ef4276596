import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compiled, file } from './kernel.js'

test('the kernel that is shipped is what its source gives', async () => {
  expect(readFileSync(file, 'utf8')).toBe(await compiled())
})
