import { describe, expect, test } from 'vitest'
import { headOf, tellingOf } from './page-head.ts'

const bytes = (text: string) => Buffer.from(text)

describe('[W16] the head of a page', () => {
  test.each([
    ['up to its end', '<html><head><title>a</title></HEAD ><body>b', '<html><head><title>a</title></HEAD >'],
    ['up to the body', '<html><meta name=a><body class=x>b', '<html><meta name=a>'],
    ['all of what has no body', '<p>only this', '<p>only this'],
  ])('%s', (_, page, head) => {
    expect(Buffer.from(headOf(bytes(page))).toString()).toBe(head)
  })

  test('at most 256 KiB', () => {
    expect(headOf(bytes(`<head>${'x'.repeat(400_000)}`)).length).toBe(256 * 1024)
  })
})

describe('[W17] what of a head can be a signal', () => {
  test.each([
    ['a name of metadata', '<meta name="TDM-Reservation" content="1">', 'tdm-reservation: 1'],
    ['a crawler’s own', '<meta name="GPTBot" content="noindex">', 'gptbot: noindex'],
    ['a licence', '<link rel="license" href="/l">', 'link  /l'],
    ['RSL', '<script type="application/rsl+xml"><rsl/></script>', '<rsl/>'],
    [
      'rights in linked data',
      '<script type="application/ld+json">{"name":"x","license": "https://l/"}</script>',
      '"license": "https://l/"',
    ],
  ])('%s tells', async (_, head, told) => {
    expect(await tellingOf(bytes(head))).toBe(told)
  })

  test.each([
    ['<meta name="csrf-token" content="x">'],
    ['<meta property="og:title" content="x">'],
    ['<script nonce="x">var a</script>'],
    ['<link rel="stylesheet" href="/a.123.css">'],
    ['<title>x</title>'],
  ])('%s does not', async (head) => {
    expect(await tellingOf(bytes(head))).toBe('')
  })
})
