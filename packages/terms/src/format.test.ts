import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeText, detectFormat, mostBytes } from './format.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('which format', () => {
  test.each([
    ['F1', 'html', '<!DOCTYPE html><html><body>x', 'terms.md'],
    ['F1', 'html', '\n<?xml version="1.0"?>\n<html>', undefined],
    ['F1', 'html', '<!-- saved --><html lang=en>', undefined],
    ['F1', 'html', '<div><p>Terms', undefined],
    ['F1', 'html', 'some words <b>then</b> tags', 'terms.htm'],
    ['F1', 'txt', 'no tags at all', 'terms.html'],
    ['F1', 'pdf', '%PDF-1.7\n…', 'terms.txt'],
    ['F1', 'md', 'plain words', 'terms.md'],
    ['F1', 'txt', '# not a heading here', 'notes.txt'],
    ['F1', 'md', 'Terms\n=====\n\nWords.', undefined],
    ['F1', 'md', 'See [the rules](https://e.org).', undefined],
    ['F1', 'txt', 'TERMS\n\n1. You may moor.', undefined],
  ])('[%s] %s', (_, format, text, name) => expect(detectFormat(bytes(text), name)).toBe(format))

  test.each([
    ['F2', 'empty', new Uint8Array(0)],
    ['F2', 'empty', bytes(' \r\n\t')],
    ['F3', 'too-large', new Uint8Array(mostBytes + 1)],
    ['F4', 'binary', bytes('Terms\0of use')],
    ['F4', 'binary', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0])],
    ['F4', 'binary', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10])],
    ['F4', 'binary', bytes('\u0001\u0002\u0003\u0004\u0005\u0006\u0007')],
  ])('[%s] issue %s', (_, code, some) => expect(detectFormat(some, 'terms')).toMatchObject({ code, at: 'terms' }))
})

describe('decoding', () => {
  test('[F5] byte order marks go, line ends stay', () => {
    expect(decodeText(bytes('\ufeffTerms\r\nof use'))).toEqual({ text: 'Terms\r\nof use', issues: [] })
    const wide = new Uint8Array([0xff, 0xfe, 0x54, 0, 0x65, 0])
    expect(detectFormat(wide)).toBe('txt')
    expect(decodeText(wide).text).toBe('Te')
    expect(decodeText(new Uint8Array([0xfe, 0xff, 0, 0x54])).text).toBe('T')
  })

  test('[F6] invalid bytes are replaced and the first is placed', () => {
    const some = new Uint8Array([...bytes('Té\nab'), 0xff, ...bytes('c'), 0xc3])
    expect(decodeText(some, 'terms.md')).toMatchObject({
      text: 'Té\nab\ufffdc\ufffd',
      issues: [{ code: 'invalid-utf-8', at: 'terms.md', line: 2, column: 3 }],
    })
  })

  test('[F7] the character set a page declares', () => {
    const page = new Uint8Array([...bytes('<meta charset="iso-8859-1">caf'), 0xe9])
    expect(decodeText(page)).toEqual({ text: '<meta charset="iso-8859-1">café', issues: [] })
    const quoted = new Uint8Array([...bytes('<meta charset="windows-1252">'), 0x93, 0x80, 0x96, 0x81, 0x9f, 0x94])
    expect(decodeText(quoted).text).toBe('<meta charset="windows-1252">“€–\u0081Ÿ”')
    const unknown = new Uint8Array([...bytes('<meta charset="x-none">caf'), 0xe9])
    expect(decodeText(unknown).issues).toHaveLength(1)
  })

  test('[F5] [F6] any bytes decode; valid UTF-8 without loss', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (some) => {
        const { text, issues } = decodeText(some)
        expect(typeof text).toBe('string')
        if (issues.length === 0 && !(some[0]! >= 0xfe) && !text.includes('charset')) {
          const bom = some[0] === 0xef && some[1] === 0xbb && some[2] === 0xbf
          expect([...bytes(text)]).toEqual([...some].slice(bom ? 3 : 0))
        }
      }),
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.string(), (some, name) => void detectFormat(some, name)),
    )
  })
})
