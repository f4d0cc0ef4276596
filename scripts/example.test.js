// @ts-check
import { describe, expect, test } from 'vitest'
import { findExamples, findUnkept } from './example.js'

describe('examples in Markdown', () => {
  test('commands with what they print, from blocks marked console only', () => {
    const markdown = [
      '# Title',
      '```console',
      '$ npm ci',
      '$ npx proviso ask https://example.com \\',
      '    --usage train-ai',
      'disallowed',
      '',
      '  because',
      '```',
      '```sh',
      '$ rm -rf everything',
      '```',
    ].join('\n')
    expect(findExamples(markdown)).toEqual([
      { command: 'npm ci', output: [], line: 3 },
      {
        command: 'npx proviso ask https://example.com \\\n    --usage train-ai',
        output: ['disallowed', '', '  because'],
        line: 4,
      },
    ])
  })

  test('a text without examples has none', () => expect(findExamples('```sh\n$ ls\n```')).toEqual([]))

  test.each([
    ['all lines, in order', ['disallowed', '  because X'], 'disallowed\n  because X\n', null],
    ['lines between are fine', ['disallowed', 'since 2025'], 'disallowed\n\nx\n  since 2025, stated', null],
    ['an ellipsis stands for words', ['in force … stated'], 'in force since 2025-06-04 (stated)', null],
    ['an ellipsis stands for lines', ['a', '…', 'z'], 'a\nb\nz', null],
    ['a missing line', ['disallowed'], 'allowed', 'disallowed'],
    ['the wrong order', ['a', 'b'], 'b\na', 'b'],
    ['a line twice needs it twice', ['a', 'a'], 'a\nb', 'a'],
    ['words around an ellipsis in the wrong order', ['stated … since'], 'since it is stated', 'stated … since'],
  ])('what is promised: %s', (_, promised, output, expected) => {
    expect(findUnkept(promised, output)).toBe(expected)
  })
})
