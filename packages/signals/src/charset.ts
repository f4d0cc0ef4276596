/** Text decoded from bytes, and the encoding it was read as (a WHATWG label). */
export interface Decoded {
  readonly text: string
  readonly encoding: string
}

const looked = 1024
const declaration =
  /<meta[\s/][^>]{0,500}?charset\s*=\s*["']?\s*([\w:.-]{1,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w:.-]{1,40})/i

// What windows-1252 has where ISO-8859-1 has controls (WHATWG Encoding); Node before 23.7 decodes it as ISO-8859-1.
const controls = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

const units = Uint16Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x80 && byte < 0xa0 ? controls.charCodeAt(byte - 0x80) : byte,
)

function decodeAs(encoding: string, bytes: Uint8Array): string {
  if (encoding !== 'windows-1252') return new TextDecoder(encoding).decode(bytes)
  const wide = new Uint16Array(bytes.length)
  for (let i = 0; i < bytes.length; i++) wide[i] = units[bytes[i]!]!
  return new TextDecoder('utf-16le', { ignoreBOM: true }).decode(wide)
}

/** The decoder of a label, when this platform knows it. */
function known(label: string | undefined): string | undefined {
  if (label === undefined) return undefined
  try {
    return new TextDecoder(label.trim()).encoding
  } catch {
    return undefined
  }
}

function mark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}

function declared(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, looked)).replace(/<!--[\s\S]*?(?:-->|$)/g, '')
  const found = declaration.exec(head)
  const encoding = known(found?.[1] ?? found?.[2])
  // A page that was read as bytes far enough to say so is not UTF-16 (HTML, prescan).
  return encoding?.startsWith('utf-16') ? 'utf-8' : encoding
}

/**
 * Decodes a file that has to be UTF-8: byte order marks of UTF-8 and UTF-16 are heeded and dropped, wrong bytes become U+FFFD.
 * SPEC.md PL6.
 * @example
 * decodeUtf8(new TextEncoder().encode('a')).text // 'a'
 */
export function decodeUtf8(bytes: Uint8Array): Decoded {
  const encoding = mark(bytes) ?? 'utf-8'
  return { text: new TextDecoder(encoding).decode(bytes), encoding }
}

/**
 * Decodes a page: by byte order mark, the `charset` of its Content-Type, what its first 1,024 bytes declare, UTF-8 if it is, else
 * windows-1252. SPEC.md PL6; WHATWG HTML, "determining the character encoding".
 * @example
 * decodePage(new Uint8Array([0xe9]), 'text/html; charset=iso-8859-1').text // 'é'
 */
export function decodePage(bytes: Uint8Array, contentType?: string): Decoded {
  const charset = /;\s*charset\s*=\s*["']?\s*([\w:.-]{1,40})/i.exec(contentType?.slice(0, 1000) ?? '')?.[1]
  const told = mark(bytes) ?? known(charset) ?? declared(bytes)
  if (told !== undefined) return { text: decodeAs(told, bytes), encoding: told }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' }
  } catch {
    return { text: decodeAs('windows-1252', bytes), encoding: 'windows-1252' }
  }
}
