import { describe, expect, test } from 'vitest'
import { decodePage, decodeUtf8 } from './charset.ts'

const ascii = (text: string, ...rest: number[]) => new Uint8Array([...new TextEncoder().encode(text), ...rest])

describe('the character set of a page', () => {
  test.each([
    ['its byte order mark', ascii('', 0xef, 0xbb, 0xbf, 0xc3, 0xa9), 'text/html; charset=windows-1252', 'é', 'utf-8'],
    ['its byte order mark', ascii('', 0xff, 0xfe, 0xe9, 0x00), undefined, 'é', 'utf-16le'],
    ['its Content-Type', ascii('', 0xe9), 'text/html; charset="ISO-8859-1"', 'é', 'windows-1252'],
    [
      'its Content-Type before itself',
      ascii('<meta charset=utf-8>', 0xe9),
      'text/html;charset=latin1',
      '<meta charset=utf-8>é',
      'windows-1252',
    ],
    ['itself', ascii('<meta charset="koi8-r">', 0xc1), 'text/html', '<meta charset="koi8-r">а', 'koi8-r'],
    [
      'itself, the long way',
      ascii('<meta http-equiv=content-type content="text/html; charset=shift_jis">', 0x83, 0x41),
      undefined,
      '<meta http-equiv=content-type content="text/html; charset=shift_jis">ア',
      'shift_jis',
    ],
    [
      'not by a comment',
      ascii('<!-- <meta charset="koi8-r"> -->', 0xc3, 0xa9),
      undefined,
      '<!-- <meta charset="koi8-r"> -->é',
      'utf-8',
    ],
    [
      'not by a name nobody knows',
      ascii('<meta charset="quill">'),
      'text/html; charset=quill',
      '<meta charset="quill">',
      'utf-8',
    ],
    ['its bytes', ascii('', 0xc3, 0xa9), undefined, 'é', 'utf-8'],
    ['else windows-1252', ascii('', 0x93, 0xe9), undefined, '“é', 'windows-1252'],
    ['no UTF-16 that says so in ASCII', ascii('<meta charset=utf-16>'), undefined, '<meta charset=utf-16>', 'utf-8'],
  ])('[PL6] is told by %s', (_, bytes, type, text, encoding) => {
    expect(decodePage(bytes, type)).toEqual({ text, encoding })
  })
})

test('[PL6] other files are UTF-8, a wrong byte is U+FFFD', () => {
  expect(decodeUtf8(ascii('a', 0xff)).text).toBe('a\ufffd')
})
