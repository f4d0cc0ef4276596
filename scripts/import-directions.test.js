import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findViolations, layers } from './import-directions.js'

describe('the order of packages', () => {
  let root = ''
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'proviso-directions-'))
    for (const [folder, { name }] of Object.entries(layers))
      put(`packages/${folder}/package.json`, `{"name":"${name}"}`)
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  /** @param {string} path @param {string} text */
  function put(path, text) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }

  test.each([
    ['rights', "import { a } from './a.ts'"],
    ['terms', "import type { Statement } from '@proviso/rights'"],
    ['terms', "const html = await import('rehype-parse')"],
    ['archive', "import { read } from '@proviso/terms'\nimport { spawn } from 'node:child_process'"],
    ['cli', "export * from '@proviso/archive'\nimport manifest from '../package.json' with { type: 'json' }"],
    ['rights', "/** @example import { decide } from '@proviso/archive' */\nexport const a = 1 // import('node:fs')"],
  ])('%s may: %s', (folder, text) => {
    put(`packages/${folder}/src/one.ts`, text)
    expect(findViolations(root)).toEqual([])
  })

  test.each([
    ['rights', "import { readFile } from 'node:fs'", 'no-node'],
    ['rights', "import { z } from 'zod'", 'no-dependency'],
    ['rights', "import type { Reading } from '@proviso/terms'", 'wrong-direction'],
    ['rights', "type Reading = import('@proviso/terms').Reading", 'wrong-direction'],
    ['rights', "export * from '@proviso/archive'", 'wrong-direction'],
    ['terms', "import { open } from '@proviso/archive'", 'wrong-direction'],
    ['terms', "const fs = await import('node:fs/promises')", 'no-node'],
    ['archive', "import { main } from 'proviso'", 'wrong-direction'],
    ['archive', "import { read } from '../../terms/src/read.ts'", 'leaves-package'],
    ['cli', "import { a } from './a'", 'missing-extension'],
  ])('%s may not: %s', (folder, text, code) => {
    put(`packages/${folder}/src/one.ts`, `// first line\n${text}`)
    expect(findViolations(root)).toMatchObject([{ code, at: `packages/${folder}/src/one.ts`, line: 2 }])
  })

  test('a test may use Node and the tools, but never a package to the left', () => {
    put('packages/rights/src/one.test.ts', "import { test } from 'vitest'\nimport { readFileSync } from 'node:fs'")
    expect(findViolations(root)).toEqual([])
    put('packages/rights/src/two.test.ts', "import { read } from '@proviso/terms'")
    expect(findViolations(root)).toMatchObject([{ code: 'wrong-direction', at: 'packages/rights/src/two.test.ts' }])
  })

  test('a dependency in a manifest counts as an import', () => {
    put('packages/rights/package.json', '{"name":"@proviso/rights","dependencies":{"zod":"4.6.7"}}')
    put('packages/terms/package.json', '{"name":"@proviso/terms","dependencies":{"@proviso/archive":"0.1.0"}}')
    expect(findViolations(root)).toMatchObject([
      { code: 'no-dependency', at: 'packages/rights/package.json' },
      { code: 'wrong-direction', at: 'packages/terms/package.json' },
    ])
  })

  test('a package without a place in the order is refused', () => {
    put('packages/extra/package.json', '{"name":"@proviso/extra"}')
    expect(findViolations(root)).toMatchObject([{ code: 'unknown-package', at: 'packages/extra' }])
  })
})

test('the packages here keep to it', () => {
  expect(findViolations(resolve(import.meta.dirname, '..'))).toEqual([])
})
