import { expect, test } from 'vitest'
import { declaredPages } from './declared-page.ts'

test.each([
  ['a page', { fetch: 'https://x.com/a' }, [{ url: 'https://x.com/a' }]],
  [
    'a selector, a list, a range',
    { fetch: 'https://x.com/a', select: 'main', remove: ['nav', { startBefore: '#a', endAfter: '#b', other: 1 }] },
    [{ url: 'https://x.com/a', select: ['main'], remove: ['nav', { startBefore: '#a', endAfter: '#b' }] }],
  ],
  [
    'filters by name and with parameters, scripts',
    { fetch: 'https://x.com/a', filter: ['cleanUrls', { removeQueryParams: ['utm'] }], executeClientScripts: true },
    [
      {
        url: 'https://x.com/a',
        filter: [{ name: 'cleanUrls' }, { name: 'removeQueryParams', parameters: ['utm'] }],
        scripts: true,
      },
    ],
  ],
  [
    'combined pages inherit what they do not say',
    { select: 'main', combine: [{ fetch: 'https://x.com/a' }, { fetch: 'https://x.com/b', select: 'article' }] },
    [
      { url: 'https://x.com/a', select: ['main'] },
      { url: 'https://x.com/b', select: ['article'] },
    ],
  ],
  [
    'what has no shape',
    { fetch: 'https://x.com/a', select: [7, '', {}, null], filter: 7 },
    [{ url: 'https://x.com/a' }],
  ],
  ['no address', { select: 'main' }, []],
  ['no document', 'https://x.com/a', []],
])('[I10] %s', (_, document, pages) => {
  expect(declaredPages(document)).toEqual(pages)
})
