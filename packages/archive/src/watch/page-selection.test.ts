import { describe, expect, test } from 'vitest'
import type { DeclaredPage } from '../declared-page.ts'
import { selectPage } from './page-selection.ts'

const page = `<body><nav id="n">Home</nav><div id="a"><h1>One</h1><p class="x">first <a href="/b?utm=1&keep=2">link</a></p></div>
<div id="b"><p>second</p><p>third</p></div><div id="c"><p>fourth</p></div></body>`

async function selected(instructions: Partial<DeclaredPage>, html = page) {
  return selectPage(html, { url: 'https://x.com/tos', ...instructions })
}
const words = (html: string | null) =>
  html
    ?.replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

describe('[W12] the part of a page that is the document', () => {
  test.each<[string, Partial<DeclaredPage>, string | undefined]>([
    ['the whole page', {}, 'Home One first link second third fourth'],
    ['one selector', { select: ['#b'] }, 'second third'],
    ['several, in their order', { select: ['#c', 'h1'] }, 'fourth One'],
    ['none twice', { select: ['#b', '#b p', 'p'] }, 'second third first link fourth'],
    ['a list in one selector', { select: ['h1, #c p'] }, 'One fourth'],
    ['without what is removed', { select: ['body'], remove: ['nav', 'p:first-child'] }, 'One first link third'],
    ['from before to before', { select: [{ startBefore: '#a', endBefore: '#b' }] }, 'One first link'],
    ['from after to after', { select: [{ startAfter: 'h1', endAfter: '#b p' }] }, 'first link second'],
    ['across parents', { select: [{ startBefore: '.x', endBefore: '#b p:last-child' }] }, 'first link second'],
    ['to the end', { select: [{ startAfter: '#b' }] }, 'fourth'],
    ['a range removed', { select: ['body'], remove: [{ startBefore: '#n', endAfter: '#b' }] }, 'fourth'],
    ['nothing that is there', { select: ['#none'] }, undefined],
    ['a range that does not begin', { select: [{ startBefore: '#none', endAfter: '#b' }] }, undefined],
  ])('%s', async (_, instructions, expected) => {
    const { html, issues } = await selected(instructions)
    expect(words(html)).toBe(expected)
    expect(issues).toEqual([])
  })

  test('a frame that was selected is content', async () => {
    const { html } = await selected({ select: ['nav'] })
    expect(html).toBe('<main><div>Home</div></main>')
  })

  test('filters: parameters of links go, others are named', async () => {
    const filter = [{ name: 'removeQueryParams', parameters: ['utm'] }, { name: 'cleanUrls' }]
    const { html, issues } = await selected({ select: ['a'], filter })
    expect(html).toContain('href="https://x.com/b?keep=2"')
    expect(issues).toMatchObject([{ code: 'filter-unsupported', at: 'https://x.com/tos' }])
  })

  test('a mail address that is hidden with another key each time is shown', async () => {
    const hidden = (key: number) =>
      Buffer.from([key, ...Buffer.from('me@x.com').map((byte) => byte ^ key)]).toString('hex')
    const html = (key: number) =>
      `<a href="/cdn-cgi/l/email-protection#${hidden(key)}"><span data-cfemail="${hidden(key)}">[protected]</span></a>`
    const one = await selected({ select: ['a'] }, html(7))
    expect(one.html).toBe('<main><a href="mailto:me@x.com"><span>me@x.com</span></a></main>')
    expect(await selected({ select: ['a'] }, html(99))).toEqual(one)
  })

  test('a selector that is none is an issue, and the others are followed', async () => {
    const { html, issues } = await selected({ select: ['p[', '#c'], remove: [':unknown(x)', { startAfter: 'p[' }] })
    expect(words(html)).toBe('fourth')
    expect(issues.map(({ code }) => code)).toEqual(['declaration-selector', 'declaration-selector'])
  })

  test.each([
    ['nested without end', `${'<div>'.repeat(50_000)}<p>deep`],
    ['of elements without end', `${'<i></i>'.repeat(20)}<b>`.repeat(900).concat('<p>deep').repeat(12)],
    ['of siblings without end', `${'<i></i>'.repeat(20_000)}<p>deep`],
  ])('a page %s is taken whole', async (_, html) => {
    const { html: taken, issues } = await selected({ select: ['p:nth-child(2)'] }, html)
    expect(taken).toContain('deep')
    expect(issues).toMatchObject([{ code: 'page-excessive' }])
  })
})
