import { describe, expect, test } from 'vitest'
import { decodePage } from './charset.ts'

const latin = (text: string) => Buffer.from(text, 'latin1')

describe('[W13] character sets', () => {
  test.each<[string, Uint8Array, string | undefined, string, string[]]>([
    ['UTF-8', Buffer.from('café'), 'text/html; charset=utf-8', 'café', []],
    ['nothing said', Buffer.from('café'), undefined, 'café', []],
    ['what the header says', latin('caf\xe9'), 'text/html; charset=ISO-8859-1', 'café', []],
    ['in quotes', latin('caf\xe9'), 'text/html; charset="iso-8859-1"', 'café', []],
    ['a set of two bytes', Buffer.from([0x83, 0x65]), 'text/html;charset=shift_jis', 'テ', []],
    [
      'a byte order mark before the header',
      Buffer.from('\ufeffcafé', 'utf16le'),
      'text/html; charset=utf-8',
      'café',
      [],
    ],
    [
      'what the page declares',
      latin('<meta charset="iso-8859-1">caf\xe9'),
      'text/html',
      '<meta charset="iso-8859-1">café',
      [],
    ],
    ['UTF-8 claimed in vain', latin('\x93caf\xe9\x94'), 'text/html; charset=utf-8', '“café”', ['charset-guessed']],
    [
      'quotes of a page that declares itself',
      latin('<meta charset=windows-1252>\x93'),
      'text/html',
      '<meta charset=windows-1252>“',
      [],
    ],
    [
      'UTF-8 in a page that declares otherwise',
      Buffer.from('<meta charset=latin1>é'),
      'text/html',
      '<meta charset=latin1>é',
      [],
    ],
    ['nothing declared, and no UTF-8', latin('caf\xe9'), 'text/html', 'café', ['charset-guessed']],
    ['a set nobody knows', Buffer.from('café'), 'text/html; charset=klingon', 'café', ['charset-unknown']],
  ])('%s', (_, bytes, type, text, codes) => {
    const decoded = decodePage(bytes, type, 'https://x.com/')
    expect(decoded.text).toBe(text)
    expect(decoded.issues.map(({ code }) => code)).toEqual(codes)
  })
})
