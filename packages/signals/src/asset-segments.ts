/** The bytes of an asset that may carry signals. */
export interface AssetSegments {
  readonly kind: 'jpeg' | 'png' | 'webp' | 'other'
  /** XMP packets, as bytes. */
  readonly xmp: readonly Uint8Array[]
  /** The C2PA store (JUMBF), put together. */
  readonly c2pa?: Uint8Array
  /** Where the file ends before its structure does. */
  readonly truncatedAt?: number
}

const latin1 = new TextDecoder('latin1')

function ascii(bytes: Uint8Array, at: number, text: string): boolean {
  if (at + text.length > bytes.length) return false
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false
  return true
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

const xmpHead = 'http://ns.adobe.com/xap/1.0/\0'
const extensionHead = 'http://ns.adobe.com/xmp/extension/\0'

/** JPEG: APP1 for XMP, APP11 for JUMBF; both may go over several segments (XMP part 3; ISO 19566-5, annex D). */
function jpeg(bytes: Uint8Array): AssetSegments {
  const xmp: Uint8Array[] = []
  const extension: { at: number; bytes: Uint8Array }[] = []
  const jumbf = new Map<number, { sequence: number; bytes: Uint8Array }[]>()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 2
  let truncatedAt: number | undefined
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) {
      truncatedAt = at
      break
    }
    const marker = bytes[at + 1]!
    if (marker === 0xff) {
      at++
      continue
    }
    // Markers without a length; the image's own data follows SOS, and nothing we read.
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
      at += 2
      continue
    }
    if (marker === 0xda || marker === 0xd9) break
    const length = view.getUint16(at + 2)
    if (length < 2 || at + 2 + length > bytes.length) {
      truncatedAt = at
      break
    }
    const start = at + 4
    const end = at + 2 + length
    if (marker === 0xe1 && ascii(bytes, start, xmpHead)) xmp.push(bytes.subarray(start + xmpHead.length, end))
    else if (marker === 0xe1 && ascii(bytes, start, extensionHead) && end - start >= extensionHead.length + 40) {
      // 32 characters of digest, the full length, the offset of this part.
      const offset = view.getUint32(start + extensionHead.length + 36)
      extension.push({ at: offset, bytes: bytes.subarray(start + extensionHead.length + 40, end) })
    } else if (marker === 0xeb && ascii(bytes, start, 'JP') && end - start > 16) {
      const box = view.getUint16(start + 2)
      const sequence = view.getUint32(start + 4)
      const parts = jumbf.get(box) ?? []
      // Each part repeats the box's length and type; only the first keeps them.
      parts.push({ sequence, bytes: bytes.subarray(parts.length === 0 ? start + 8 : start + 16, end) })
      jumbf.set(box, parts)
    }
    at = end
  }
  if (extension.length > 0) {
    extension.sort((a, b) => a.at - b.at)
    xmp.push(joined(extension.map((one) => one.bytes)))
  }
  const stores = [...jumbf.values()].map((parts) =>
    joined([...parts].sort((a, b) => a.sequence - b.sequence).map((one) => one.bytes)),
  )
  return {
    kind: 'jpeg',
    xmp,
    ...(stores.length === 0 ? {} : { c2pa: joined(stores) }),
    ...(truncatedAt === undefined ? {} : { truncatedAt }),
  }
}

/** PNG: `iTXt` with the keyword of XMP, uncompressed; `caBX` for C2PA. */
function png(bytes: Uint8Array): AssetSegments {
  const xmp: Uint8Array[] = []
  const c2pa: Uint8Array[] = []
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 8
  let truncatedAt: number | undefined
  while (at + 8 <= bytes.length) {
    const length = view.getUint32(at)
    const end = at + 8 + length
    if (end > bytes.length) {
      truncatedAt = at
      break
    }
    const start = at + 8
    if (ascii(bytes, at + 4, 'iTXt')) {
      const keyword = 'XML:com.adobe.xmp\0'
      if (ascii(bytes, start, keyword) && bytes[start + keyword.length] === 0) {
        // Two flags of compression, then language and translated keyword, each ended by a zero.
        const language = bytes.indexOf(0, start + keyword.length + 2)
        const translated = language < 0 || language >= end ? -1 : bytes.indexOf(0, language + 1)
        if (translated >= 0 && translated < end) xmp.push(bytes.subarray(translated + 1, end))
      }
    } else if (ascii(bytes, at + 4, 'caBX')) c2pa.push(bytes.subarray(start, end))
    else if (ascii(bytes, at + 4, 'IEND')) break
    at = end + 4
  }
  return {
    kind: 'png',
    xmp,
    ...(c2pa.length === 0 ? {} : { c2pa: joined(c2pa) }),
    ...(truncatedAt === undefined ? {} : { truncatedAt }),
  }
}

/** WebP: the RIFF chunks `XMP ` and `C2PA`. */
function webp(bytes: Uint8Array): AssetSegments {
  const xmp: Uint8Array[] = []
  const c2pa: Uint8Array[] = []
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 12
  let truncatedAt: number | undefined
  while (at + 8 <= bytes.length) {
    const length = view.getUint32(at + 4, true)
    const end = at + 8 + length
    if (end > bytes.length) {
      truncatedAt = at
      break
    }
    if (ascii(bytes, at, 'XMP ')) xmp.push(bytes.subarray(at + 8, end))
    else if (ascii(bytes, at, 'C2PA')) c2pa.push(bytes.subarray(at + 8, end))
    at = end + (length % 2)
  }
  return {
    kind: 'webp',
    xmp,
    ...(c2pa.length === 0 ? {} : { c2pa: joined(c2pa) }),
    ...(truncatedAt === undefined ? {} : { truncatedAt }),
  }
}

const mostPackets = 64

/** Any other file: the XMP packets found in its bytes, as XMP part 1, section 7.3.2, means them to be found. */
function scanned(bytes: Uint8Array): AssetSegments {
  const xmp: Uint8Array[] = []
  const text = latin1.decode(bytes)
  let at = 0
  while (xmp.length < mostPackets) {
    const start = text.indexOf('<x:xmpmeta', at)
    if (start < 0) break
    const stop = text.indexOf('</x:xmpmeta>', start)
    if (stop < 0) return { kind: 'other', xmp, truncatedAt: start }
    at = stop + '</x:xmpmeta>'.length
    xmp.push(bytes.subarray(start, at))
  }
  return { kind: 'other', xmp }
}

/**
 * Finds what carries signals in an asset, without copying more than what goes over several segments. Never throws; linear.
 * SPEC.md EM1.
 */
export function assetSegments(bytes: Uint8Array): AssetSegments {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpeg(bytes)
  if (bytes[0] === 0x89 && ascii(bytes, 1, 'PNG\r\n\x1a\n')) return png(bytes)
  if (ascii(bytes, 0, 'RIFF') && ascii(bytes, 8, 'WEBP')) return webp(bytes)
  return scanned(bytes)
}
