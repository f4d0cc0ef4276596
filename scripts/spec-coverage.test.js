import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findUnquoted } from './spec-coverage.js'

describe('rules and the tests that quote them', () => {
  let root = ''
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'proviso-rules-'))
    put(
      'packages/one/SPEC.md',
      '# Rules\n\n- **A1** says this.\n| A2 | says that |\nA sentence on A9 defines nothing.\n',
    )
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  /** @param {string} path @param {string} text */
  function put(path, text) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }

  const found = () => findUnquoted(root).map(({ code, at, line }) => `${at}:${line} ${code}`)

  test('a rule that no test quotes is found, with its line', () => {
    put('packages/one/src/a.test.ts', "test('[A1] holds', () => {})")
    expect(found()).toEqual(['packages/one/SPEC.md:4 rule-unquoted'])
  })

  test.each([
    ['a title with several ids', "test('[A1, A2] hold', () => {})"],
    ['a template', 'test(`[A1] and [A2]`, () => {})'],
    ['a table', "test.each([['A1', 1], ['A2', 2]])('[%s]', () => {})"],
  ])('%s quotes it', (_, text) => {
    put('packages/one/test/deep/a.test.ts', text)
    expect(found()).toEqual([])
  })

  test.each([
    ['a comment', 'packages/one/src/a.test.ts', '// [A1] [A2]'],
    ['source that is no test', 'packages/one/src/a.ts', "const a = '[A1, A2]'"],
    ['the test of another package', 'packages/two/src/a.test.ts', "test('[A1, A2]', () => {})"],
    ['a build', 'packages/one/dist/a.test.ts', "test('[A1, A2]', () => {})"],
  ])('%s does not', (_, path, text) => {
    put(path, text)
    expect(found()).toHaveLength(2)
  })

  test('a conformance case quotes the rules of the document it names', () => {
    put('conformance/a.json', JSON.stringify({ spec: 'packages/one/SPEC.md', cases: [{ title: '[A1, A2] hold' }] }))
    expect(found()).toEqual([])
    put('conformance/a.json', JSON.stringify({ spec: 'packages/two/SPEC.md', cases: [{ title: '[A1, A2] hold' }] }))
    expect(found()).toHaveLength(2)
  })

  test('an id is not used twice, also not after it retired', () => {
    put('packages/one/SPEC.md', '- **A1** (retired)\n- **A1** means something else now\n')
    expect(found()).toEqual(['packages/one/SPEC.md:2 rule-twice'])
  })
})
