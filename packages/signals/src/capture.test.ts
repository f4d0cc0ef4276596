import { describe, expect, test } from 'vitest'
import { jpegOf, xmpOf } from '../test/asset-bytes.ts'
import { told } from '../test/told.ts'
import { type CaptureResponse, captureFormat, readCapture } from './capture.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const tdm = bytes('[{"location": "/", "tdm-reservation": 1}]')
const read = (file: string, body?: string | Uint8Array, response?: CaptureResponse) => {
  const one = typeof body === 'string' ? bytes(body) : body
  return readCapture({ file, ...(one && { body: one }), ...(response && { response }), host: 'q.example' })
}

describe('formats', () => {
  test.each([
    ['robots.txt', '', 'robots.txt'],
    ['signals/q.example/ai.txt', '', 'ai.txt'],
    ['TDMREP.json', '', 'tdmrep.json'],
    ['license.xml', '', 'rsl.xml'],
    ['page.html', '', 'page.html'],
    ['a.xml', '<?xml version="1.0"?><r:rsl xmlns:r="urn:x"/>', 'rsl.xml'],
    ['a.xml', '<rss version="2.0">', 'feed.xml'],
    ['article', '<!doctype html>', 'page.html'],
    ['a.txt', 'User-agent: *', 'robots.txt'],
    ['a.txt', '# ours\nSite-Name: Quill', 'ai.txt'],
    ['photo.jpg', '\u00ff\u00d8', 'asset'],
  ])('[CA1] %s with %j is read as %s', (file, body, format) => expect(captureFormat(file, bytes(body))).toBe(format))

  test('[CA1] each format has its way of weighing', () => {
    const weighing = (file: string) => read(file, '').weighing
    expect(['robots.txt', 'ai.txt', 'tdmrep.json', 'rsl.xml', 'page.html', 'photo.jpg'].map(weighing)).toEqual([
      'robots',
      'longest',
      'first',
      'longest',
      'all',
      'all',
    ])
  })

  test('[CA1] an asset is read by its bytes', () => {
    expect(read('photo.jpg', jpegOf({ xmp: xmpOf('DMI-ALLOWED') })).statements.map(told)).toEqual(['allow tdm'])
  })
})

describe('responses', () => {
  test.each(['robots.txt', 'ai.txt', 'tdmrep.json', 'rsl.xml', 'page.html'])(
    '[CA2] %s that was not read is unread',
    (file) => {
      expect(read(file, undefined, { status: null, outcome: 'tls-error' }).unread).toBe('tls-error')
    },
  )

  test.each([
    [404, undefined, 'http-404'],
    [410, undefined, 'http-410'],
    [401, 'http-401', undefined],
    [429, 'http-429', undefined],
    [302, 'http-302', undefined],
    [503, 'http-503', undefined],
  ])('[CA3] status %i: unread %s, absent %s', (status, unread, absent) => {
    const reading = read('tdmrep.json', tdm, { status })
    expect([reading.unread, reading.absent, reading.statements]).toEqual([unread, absent, []])
  })

  test('[CA3] a page that asks for payment is read', () => {
    const reading = read('page.html', '<p>pay</p>', { status: 402, headers: { 'crawler-price': 'USD 0.01' } })
    expect(reading.statements.map(told)).toEqual(['conditional crawl /$ if payment'])
  })

  test('[CA4] a page in place of a file is a soft 404', () => {
    const reading = read('tdmrep.json', '<!doctype html><title>Quill</title>', { status: 200 })
    expect([reading.unread, reading.absent, reading.statements]).toEqual([undefined, 'soft-404', []])
    expect(read('ai.txt', '', { status: 200, outcome: 'soft-404' }).absent).toBe('soft-404')
    expect(read('rsl.xml', undefined, { outcome: 'not-referenced' }).absent).toBe('not-referenced')
  })

  test.each([
    ['tdmrep.json', '{', 'malformed-json'],
    ['tdmrep.json', '{}', 'not-a-list'],
    ['rsl.xml', '<!DOCTYPE a><a/>', 'doctype'],
    ['rsl.xml', '<rsl xmlns="https://rslstandard.org/rsl"><content url="/"/></rsl>', 'no-licence'],
    ['ai.txt', 'a'.repeat(1024 * 1024 + 1), 'too-large'],
  ])('[CA5] %s that is there and cannot be heard is unread', (file, body, code) => {
    expect(read(file, body).unread).toBe(code)
  })

  test('[CA5] a list without rules was read', () => expect(read('tdmrep.json', '[]').unread).toBeUndefined())

  test('[CA6] headers speak where they came with a page, and not with a file', () => {
    const headers = { 'x-robots-tag': 'noai' }
    expect(read('tdmrep.json', tdm, { headers }).statements.map(told)).toEqual(['disallow tdm /'])
    expect(read('page.html', '<meta name=robots content=noai>').statements.map(told)).toEqual(['disallow train-ai /$'])
    const page = read('page.html', '', { headers, url: 'https://q.example/a' })
    expect(page.parts.map(({ source, statements }) => [source, ...statements.map(told)])).toEqual([
      ['page.html (headers)', 'disallow train-ai /a$'],
      ['page.html'],
    ])
  })
})

describe('robots.txt', () => {
  test('[CA7] a file, and what it points to', () => {
    const reading = read(
      'robots.txt',
      'License: https://q.example/l.xml\nUser-agent: *\nDisallow: /a\nCrawl-delay: 5\n',
    )
    expect(reading.statements.map(told)).toEqual(['disallow crawl /a'])
    expect(reading.mentions.map(({ name, value }) => [name, value])).toEqual([
      ['License', 'https://q.example/l.xml'],
      ['Crawl-delay', '5'],
    ])
    expect(reading.rsl.map(({ href }) => href)).toEqual(['https://q.example/l.xml'])
    for (const { quote, start, end } of [...reading.statements, ...reading.mentions]) {
      expect(reading.parts[0]!.text.slice(start, end)).toBe(quote)
    }
  })

  test.each([
    [{ status: 404 }, 'allow crawl', undefined, 'http-404'],
    [{ status: 403 }, 'allow crawl', undefined, 'http-403'],
    [{ status: 500 }, 'disallow crawl', 'http-500', undefined],
    [{ status: null, outcome: 'dns-failure' }, 'disallow crawl', 'dns-failure', undefined],
  ])('[CA7] %o', (response, said, unread, absent) => {
    const reading = read('robots.txt', undefined, response)
    expect([reading.statements.map(told), reading.unread, reading.absent]).toEqual([[said], unread, absent])
  })

  test('[CA7] a soft 404 counts as absent', () => {
    const reading = read('robots.txt', '<html>', { status: 200, outcome: 'soft-404' })
    expect([reading.statements.map(told), reading.unread, reading.absent]).toEqual([
      ['allow crawl'],
      undefined,
      'soft-404',
    ])
  })
})
