import { describe, expect, test } from 'vitest'
import { rslReference } from './rsl-reference.ts'

const base = 'https://x.com/'

describe('[W11] where the RSL document is', () => {
  test.each([
    ['robots.txt', { robots: 'User-agent: *\n LICENSE : https://x.com/l.xml # ours\n' }, 'https://x.com/l.xml', 0],
    ['a relative address', { robots: 'License: /l.xml' }, 'https://x.com/l.xml', 0],
    [
      'a header',
      { link: '<a.css>; rel=preload, </l.xml>; rel="license"; type="application/rsl+xml"' },
      'https://x.com/l.xml',
      0,
    ],
    [
      'several relations',
      { link: '</l.xml>; rel="canonical license"; type=application/rsl+xml' },
      'https://x.com/l.xml',
      0,
    ],
    [
      'the page',
      { page: "<link href='/l.xml?a=1&amp;b=2' type=application/rsl+xml rel=license>" },
      'https://x.com/l.xml?a=1&b=2',
      0,
    ],
    [
      'robots.txt before the page',
      { robots: 'License: /a.xml', page: '<link rel="license" type="application/rsl+xml" href="/b.xml">' },
      'https://x.com/a.xml',
      1,
    ],
    ['the same twice', { robots: 'License: /a.xml\nLicense: https://x.com/a.xml' }, 'https://x.com/a.xml', 0],
  ])('%s', (_, found, url, others) => {
    expect(rslReference({ ...found, base })).toEqual({ url, others })
  })

  test.each([
    ['nothing', {}],
    ['an ordinary licence link', { page: '<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">' }],
    ['an ordinary licence header', { link: '<https://creativecommons.org/licenses/by/4.0/>; rel="license"' }],
    ['no web address', { robots: 'License: file:///etc/passwd' }],
    ['another line', { robots: 'Sitemap: https://x.com/license:/a.xml' }],
    ['a comment', { robots: '# License: https://x.com/a.xml' }],
  ])('not in %s', (_, found) => {
    expect(rslReference({ ...found, base })).toBeNull()
  })
})
