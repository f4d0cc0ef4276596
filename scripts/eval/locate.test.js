// @ts-check
import { describe, expect, test } from 'vitest'
import { locate, squeeze } from './locate.js'

const text = 'You **may not** train [models](https://example.com/a) on\nour content. You may not crawl it.'

describe('locating a labelled quote', () => {
  test.each([
    ['across Markdown', 'You may not train', 'You **may not** train'],
    [
      'across a link and a line break',
      'train models on our content',
      'train [models](https://example.com/a) on\nour content',
    ],
    [
      'a quote that is Markdown itself',
      'train [models](https://example.com/a) on',
      'train [models](https://example.com/a) on',
    ],
    ['case and punctuation', 'YOU MAY NOT, crawl', 'You may not crawl'],
  ])('%s', (_, quote, expected) => {
    expect(locate(squeeze(text), quote).map(([start, end]) => text.slice(start, end))).toEqual([expected])
  })

  test('the pieces of a quote with an ellipsis', () => {
    expect(locate(squeeze(text), 'You may not train … you may not crawl').length).toBe(2)
  })

  test('nothing where the words are not', () => expect(locate(squeeze(text), 'you may not scrape')).toEqual([]))
})
