import { isUtf8 } from 'node:buffer'
import type { Issue } from '@proviso/rights'
import { decodeText, decodeWindows1252 } from '@proviso/terms'

/**
 * Decodes a page: a byte order mark decides before the `charset` of its `Content-Type`, that before what the page declares itself,
 * and a page that is no UTF-8 and declares nothing is read as windows-1252, as browsers do. What had to be guessed or replaced is an
 * issue. SPEC.md W13.
 *
 * @example
 * decodePage(Buffer.from('caf\xe9', 'latin1'), 'text/html; charset=ISO-8859-1', 'https://x.com/').text // 'café'
 */
export function decodePage(
  bytes: Uint8Array,
  contentType: string | undefined,
  at: string,
): { readonly text: string; readonly issues: readonly Issue[] } {
  const marked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  const label = /;\s*charset\s*=\s*"?([^\s;"]{1,60})/i.exec(contentType ?? '')?.[1] ?? declaredIn(bytes)
  const decoder = label === undefined || marked ? null : decoderFor(label)
  if (decoder === undefined) {
    const read = decodeText(bytes, at)
    const message = `the character set \`${label}\` is not known`
    return {
      text: read.text,
      issues: [
        { code: 'charset-unknown', at, message, hint: 'nothing to do; the page was read by what it declares itself' },
        ...read.issues,
      ],
    }
  }
  if (decoder?.encoding === 'windows-1252') return { text: decodeWindows1252(bytes), issues: [] }
  if (decoder !== null && decoder.encoding !== 'utf-8') return { text: decoder.decode(bytes), issues: [] }
  const read = decodeText(bytes, at)
  if (read.issues.every(({ code }) => code !== 'invalid-utf-8')) return read
  const declared = decoder === null ? 'nothing' : 'UTF-8'
  const message = `the page is not UTF-8 and declares ${declared}; it was read as windows-1252`
  return {
    text: decodeWindows1252(bytes),
    issues: [{ code: 'charset-guessed', at, message, hint: 'nothing to do; some letters may be wrong' }],
  }
}

/** The character set a page declares in its first 1,024 bytes (WHATWG HTML, prescan), unless it is UTF-8 by its bytes. */
function declaredIn(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('latin1')
  const label = /<meta[^>]{0,300}charset\s*=\s*["']?\s*([\w-]{2,40})/i.exec(head)?.[1]
  return label === undefined || decoderFor(label)?.encoding !== 'windows-1252' || isUtf8(bytes) ? undefined : label
}

/** Undefined for a label nobody knows. */
function decoderFor(label: string): InstanceType<typeof TextDecoder> | undefined {
  try {
    return new TextDecoder(label)
  } catch {
    return undefined
  }
}
