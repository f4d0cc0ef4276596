import { encode } from 'cborg'

const utf8 = (text: string) => new TextEncoder().encode(text)

export function bytesOf(...parts: readonly (string | Uint8Array | readonly number[])[]): Uint8Array {
  return new Uint8Array(parts.flatMap((part) => [...(typeof part === 'string' ? utf8(part) : part)]))
}

function big(value: number): number[] {
  return [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]
}

function box(type: string, content: Uint8Array): Uint8Array {
  return bytesOf(big(content.length + 8), type, content)
}

/** A superbox with its label and content boxes (ISO 19566-5). */
export function superbox(label: string, ...content: readonly Uint8Array[]): Uint8Array {
  return box('jumb', bytesOf(box('jumd', bytesOf(new Uint8Array(16), [3], label, [0])), ...content))
}

/** A C2PA store with one manifest that holds one assertion. */
export function store(label: string, assertion: unknown, type: 'cbor' | 'json' = 'cbor'): Uint8Array {
  const content = box(type, type === 'cbor' ? encode(assertion) : utf8(JSON.stringify(assertion)))
  return superbox('c2pa', superbox('urn:uuid:quill', superbox('c2pa.assertions', superbox(label, content))))
}

export function xmpOf(dataMining: string): string {
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><d xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/" plus:DataMining="${dataMining}"/></x:xmpmeta>`
}

function segment(marker: number, content: Uint8Array): Uint8Array {
  return bytesOf([0xff, marker, ((content.length + 2) >> 8) & 255, (content.length + 2) & 255], content)
}

/** A JPEG with an XMP segment and a C2PA store over two segments. */
export function jpegOf({ xmp, c2pa }: { readonly xmp?: string; readonly c2pa?: Uint8Array }): Uint8Array {
  const parts: Uint8Array[] = [bytesOf([0xff, 0xd8]), segment(0xe0, bytesOf('JFIF', [0]))]
  if (xmp !== undefined) parts.push(segment(0xe1, bytesOf('http://ns.adobe.com/xap/1.0/', [0], xmp)))
  if (c2pa !== undefined) {
    const half = Math.ceil(c2pa.length / 2)
    const head = c2pa.subarray(0, 8)
    parts.push(segment(0xeb, bytesOf('JP', [0, 1], big(1), c2pa.subarray(0, half))))
    parts.push(segment(0xeb, bytesOf('JP', [0, 1], big(2), head, c2pa.subarray(half))))
  }
  return bytesOf(...parts, [0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9])
}

function chunk(type: string, content: Uint8Array): Uint8Array {
  return bytesOf(big(content.length), type, content, [0, 0, 0, 0])
}

export function pngOf({ xmp, c2pa }: { readonly xmp?: string; readonly c2pa?: Uint8Array }): Uint8Array {
  return bytesOf(
    [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10],
    chunk('IHDR', new Uint8Array(13)),
    xmp === undefined ? [] : chunk('iTXt', bytesOf('XML:com.adobe.xmp', [0, 0, 0], 'en', [0, 0], xmp)),
    c2pa === undefined ? [] : chunk('caBX', c2pa),
    chunk('IEND', new Uint8Array()),
  )
}

function riff(type: string, content: Uint8Array): Uint8Array {
  return bytesOf(type, big(content.length).reverse(), content, content.length % 2 === 1 ? [0] : [])
}

export function webpOf({ xmp, c2pa }: { readonly xmp?: string; readonly c2pa?: Uint8Array }): Uint8Array {
  const chunks = bytesOf(
    riff('VP8X', new Uint8Array(10)),
    xmp === undefined ? [] : riff('XMP ', bytesOf(xmp)),
    c2pa === undefined ? [] : riff('C2PA', c2pa),
  )
  return bytesOf('RIFF', big(chunks.length + 4).reverse(), 'WEBP', chunks)
}
