import type { Issue } from '@proviso/rights'
import { decodeWindows1252 } from './windows-1252.ts'

/** The formats a text is read from. */
export type Format = 'md' | 'html' | 'pdf' | 'txt'

/** 64 MB: a document of terms that long does not exist. */
export const mostBytes = 64 * 1024 * 1024

const looked = 65_536

/** Beginnings of files that are no text; PDF is told before. */
const magics: readonly (readonly [bytes: readonly number[], what: string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'a ZIP archive or an Office document'],
  [[0x1f, 0x8b], 'a gzip file'],
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG image'],
  [[0xff, 0xd8, 0xff], 'a JPEG image'],
  [[0x47, 0x49, 0x46, 0x38], 'a GIF image'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old Office document'],
  [[0x42, 0x5a, 0x68], 'a bzip2 file'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'a zstd file'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'a 7-Zip archive'],
  [[0x7f, 0x45, 0x4c, 0x46], 'a program'],
]

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte)
}

function utf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}

/** Characters that text does not hold: controls other than tab, line feed, form feed, carriage return and escape. */
function controls(bytes: Uint8Array, end: number): number {
  let count = 0
  for (let i = 0; i < end; i++) {
    const byte = bytes[i]!
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27) count++
  }
  return count
}

function named(name: string | undefined): Format | undefined {
  const extension = /\.([a-z]+)$/i.exec(name ?? '')?.[1]?.toLowerCase()
  if (extension === 'md' || extension === 'markdown' || extension === 'mdown') return 'md'
  if (extension === 'html' || extension === 'htm' || extension === 'xhtml') return 'html'
  if (extension === 'pdf') return 'pdf'
  return extension === 'txt' || extension === 'text' ? 'txt' : undefined
}

/**
 * Tells the format of a file from its bytes first and its name second. Gives an issue with code `empty`, `too-large` (over 64 MB)
 * or `binary` when there is no text to read. SPEC.md F1–F4.
 *
 * @example
 * detectFormat(new TextEncoder().encode('<!doctype html>…'), 'terms') // 'html'
 */
export function detectFormat(bytes: Uint8Array, name?: string): Format | Issue {
  const at = name ?? '-'
  if (bytes.length === 0) {
    return { code: 'empty', at, message: 'the file has no bytes', hint: 'check that the download was complete' }
  }
  if (bytes.length > mostBytes) {
    return {
      code: 'too-large',
      at,
      message: `the file has ${bytes.length} bytes; at most ${mostBytes} are read`,
      hint: 'give the document alone, without what surrounds it',
    }
  }
  const head = bytes.subarray(0, looked)
  if (/%PDF-\d/.test(latin1(head.subarray(0, 1024)))) return 'pdf'
  const magic = magics.find(([beginning]) => startsWith(bytes, beginning))
  const wide = utf16(bytes)
  if (magic) return binary(at, `the file is ${magic[1]}`)
  if (!wide && (bytes.includes(0) || controls(head, head.length) > head.length * 0.02 + 4)) {
    return binary(at, 'the file holds bytes that no text holds')
  }
  const text = new TextDecoder(wide ?? 'utf-8').decode(head)
  if (text.trim() === '' && bytes.length <= looked) {
    return {
      code: 'empty',
      at,
      message: 'the file holds white space only',
      hint: 'check that the download was complete',
    }
  }
  const byName = named(name)
  const start = text.trimStart().slice(0, 2000)
  if (/^(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[\s\S]{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)[\s>]/i.test(start))
    return 'html'
  if (byName === 'html') return /<[a-z][^>]{0,500}>/i.test(text) ? 'html' : 'txt'
  if (byName === 'md' || byName === 'txt') return byName
  if (/^<(?:div|main|article|section|p|h[1-6]|table|ul|ol|span|header|title|meta)[\s>]/i.test(start)) return 'html'
  if (
    /^#{1,6}\s\S|^[^\n]{1,120}\r?\n(?:={3,}|-{3,})\s*$|\*\*[^*\n]{1,200}\*\*|\[[^\]\n]{1,200}\]\([^)\s]{1,500}\)/m.test(
      text,
    )
  )
    return 'md'
  return 'txt'
}

function binary(at: string, message: string): Issue {
  return { code: 'binary', at, message, hint: 'give Markdown, HTML, PDF or plain text' }
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}

/** Text decoded from bytes; offsets of everything read later count in this string. */
export interface DecodedText {
  readonly text: string
  readonly issues: readonly Issue[]
}

/** Index of the first byte that is not UTF-8, or -1. */
function firstInvalid(bytes: Uint8Array): number {
  let i = 0
  while (i < bytes.length) {
    const byte = bytes[i]!
    if (byte < 0x80) {
      i++
      continue
    }
    const more =
      byte >= 0xc2 && byte <= 0xdf ? 1 : byte >= 0xe0 && byte <= 0xef ? 2 : byte >= 0xf0 && byte <= 0xf4 ? 3 : 0
    if (more === 0) return i
    const second = bytes[i + 1] ?? 0
    const low = byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80
    const high = byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf
    if (second < low || second > high) return i
    for (let k = 2; k <= more; k++) if (((bytes[i + k] ?? 0) & 0xc0) !== 0x80) return i
    i += more + 1
  }
  return -1
}

/** The character set a page declares about itself, when this platform knows it. */
function declared(bytes: Uint8Array): string | undefined {
  const label = /<meta[^>]{0,300}charset\s*=\s*["']?\s*([\w-]{2,40})/i.exec(latin1(bytes.subarray(0, 4096)))?.[1]
  if (label === undefined || /^utf-?(?:8|16)/i.test(label)) return undefined
  try {
    return new TextDecoder(label).encoding
  } catch {
    return undefined
  }
}

/**
 * Decodes the bytes of a text: UTF-8 and UTF-16 with their byte order marks (which are dropped), the character set an HTML page
 * declares, else UTF-8 with each invalid sequence replaced by U+FFFD and reported once, with its line and column. Line ends stay
 * as they are. `at` names the source in issues. SPEC.md F5–F7.
 *
 * @example
 * decodeText(new TextEncoder().encode('Terms')).text // 'Terms'
 */
export function decodeText(bytes: Uint8Array, at = '-'): DecodedText {
  const wide = utf16(bytes)
  if (wide) {
    const text = new TextDecoder(wide).decode(bytes)
    const odd = bytes.length % 2 === 1
    return { text, issues: odd ? [{ code: 'invalid-utf-16', at, message: 'the last byte is half a character' }] : [] }
  }
  const invalid = firstInvalid(bytes)
  if (invalid < 0) return { text: new TextDecoder().decode(bytes), issues: [] }
  const label = declared(bytes)
  if (label) {
    const text = label === 'windows-1252' ? decodeWindows1252(bytes) : new TextDecoder(label).decode(bytes)
    return { text, issues: [] }
  }
  const before = new TextDecoder().decode(bytes.subarray(0, invalid))
  const lines = before.split('\n')
  return {
    text: new TextDecoder().decode(bytes),
    issues: [
      {
        code: 'invalid-utf-8',
        at,
        line: lines.length,
        column: lines.at(-1)!.length + 1,
        message: `byte ${invalid} is not UTF-8; it and every other such byte is read as U+FFFD`,
        hint: 'save the file as UTF-8',
      },
    ],
  }
}
