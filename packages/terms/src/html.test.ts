import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { markdownFromHtml } from './html.ts'

async function md(html: string): Promise<string> {
  return (await markdownFromHtml(html)).text.trimEnd()
}
const words = 'Guests keep the quay clean. '.repeat(30)

describe('structure', () => {
  test.each([
    ['F8', '<h1>Terms <b>of use</b></h1><p>One.</p><p>Two.', '# Terms **of use**\n\nOne.\n\nTwo.'],
    ['F8', 'You may <strong> not </strong>moor, <em></em>ever.', 'You may **not** moor, ever.'],
    ['F8', '<b>bold <p>across</p> blocks</b>', 'bold\n\nacross\n\nblocks'],
    ['F8', '<a href="https://e.org/a(b) c">here</a>', '[here](https://e.org/a\\(b\\)%20c)'],
    ['F8', '<a href="javascript:x()">here</a><a name=y></a>', 'here'],
    ['F8', '<h2><a href="#fees">Fees</a></h2>', '## Fees'],
    ['F8', 'one<br>two', 'one  \ntwo'],
    ['F8', '<dl><dt>API</dt><dd>what you call</dd></dl>', '**API**\n\nwhat you call'],
    ['F8', '<blockquote><p>said</p></blockquote>', '> said'],
    ['F8', '<pre>1. Fees\n   apply</pre>', '1. Fees\n   apply'],
    ['F8', '&sect; 3 &amp; *4* [x]', '§ 3 & \\*4\\* \\[x\\]'],
    [
      'F8',
      '<table><tr><th>Data<th>Use<tr><td>a|b<td><p>x</p><p>y</p></table>',
      '| Data | Use |\n| --- | --- |\n| a\\|b | x<br>y |',
    ],
    ['F9', '<ul><li>one<li>two</ul>', '*   one\n*   two'],
    [
      'F9',
      '<ol><li>one<ol type="a" start="11"><li>scrape<li>train</ol></ol>',
      '1.  one\n    k.  scrape\n    l.  train',
    ],
    ['F9', '<ol type=I><li>one<li value=4>four</ol>', 'I.  one\nIV. four'],
    ['F9', '<ol style="list-style-type: lower-roman"><li>x</ol>', 'i.  x'],
    ['F9', '<ol><li><p>one</p><p>more</p></li></ol>', '1.  one\n\n    more'],
    ['F11', '<table><tr><td><h2>Fees</h2><p>Monthly.</td></tr></table>', '## Fees\n\nMonthly.'],
    ['F11', '<table><tr><td>alone</td></tr></table>', 'alone'],
  ])('[%s] %s', async (_, html, expected) => expect(await md(html)).toBe(expected))
})

describe('what is left out', () => {
  test.each([
    ['<script>var a = "<p>no</p>"</script><style>p{}</style><noscript>no</noscript>yes', 'yes'],
    ['<nav><ul><li>Home</ul></nav>yes<div role="navigation">no</div>', 'yes'],
    ['<header><a href="/">Harbour</a></header><p>yes</p><footer>© Harbour</footer><aside>no</aside>', 'yes'],
    ['<header><h1>Terms</h1></header><p>yes</p>', '# Terms\n\nyes'],
    ['<p>yes</p><footer>Last updated May 1, 2020</footer>', 'yes\n\nLast updated May 1, 2020'],
    ['<div id="cookie-banner">We use cookies</div>yes<div class="onetrust">no</div>', 'yes'],
    ['<p hidden>no</p><p style="display: none">no</p><span aria-hidden="true">no</span>yes', 'yes'],
    ['<select><option>no</select><textarea>no</textarea><img alt=no><svg><text>no</text></svg>yes', 'yes'],
    ['<head><title>no</title></head><body>yes', 'yes'],
  ])('[F10] %#', async (html, expected) => expect(await md(html)).toBe(expected))

  test('[F10] folded text stays', async () =>
    expect(await md(`<div style="display:none">${words}</div>`)).toBe(words.trim()))
  test('[F10] a main that holds most of the page stands for it', async () => {
    expect(await md(`<p>before</p><main><p>${words}</p></main><p>after</p>`)).toBe(words.trim())
    expect(await md('<p>before</p><main><p>little</p></main><p>after</p>')).toBe('before\n\nlittle\n\nafter')
  })
})

describe('hostile pages', () => {
  test('[F11] 100,000 nested tags', async () => {
    const page = await markdownFromHtml(
      `${'<div>'.repeat(100_000)}<p>You may moor.</p><script>no</script>`,
      'deep.html',
    )
    expect(page).toMatchObject({ text: 'You may moor.\n', issues: [{ code: 'too-deep', at: 'deep.html' }] })
  })

  test.each([
    '<',
    '<p',
    '<!--',
    '<li>x',
    '<b>x',
    '</p>',
    '<a b=',
    '&',
    '<td>x',
    '<table><td>',
    '<ul><li>',
    '<b><i>',
    '_',
    ' ',
    '<pre>\n',
    '<br>',
  ])('[F8] %s again and again comes to an end', async (piece) => {
    const { text } = await markdownFromHtml(piece.repeat(20_000))
    expect(typeof text).toBe('string')
  })

  test('[F8] any markup gives text', async () => {
    const piece = fc.constantFrom(
      '<p>',
      '</p>',
      '<ul>',
      '</ul>',
      '<li>',
      '<ol type=a>',
      '</ol>',
      '<table>',
      '</table>',
      '<tr>',
      '<td>',
      '</td>',
      '<b>',
      '</b>',
      '<main>',
      '</main>',
      '<nav>',
      '</nav>',
      '<div hidden>',
      '</div>',
      '<h2>',
      '</h2>',
      '<pre>',
      '</pre>',
      '<a href=x>',
      '</a>',
      'word ',
      '<br>',
      '<blockquote>',
      '</blockquote>',
      '<script>',
      '</script>',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (some) => {
        const { text } = await markdownFromHtml(some.join(''))
        expect(text === '' || text.endsWith('\n')).toBe(true)
      }),
    )
  })
})
