import type { Issue } from '@proviso/rights'
import { assetSegments } from './asset-segments.ts'
import { decodeUtf8 } from './charset.ts'
import { type Findings, Gathering, tooLarge } from './findings.ts'
import { mostC2paBytes, readTrainingMining } from './training-mining.ts'
import { mostXmpBytes, readXmp } from './xmp-packet.ts'

/** 64 MiB. */
export const mostAssetBytes = 64 * 1024 * 1024

export interface AssetReading extends Findings {
  readonly value: {
    readonly kind: 'jpeg' | 'png' | 'webp' | 'other'
    /** What was found: XMP packets, then assertions as JSON; offsets count in it. */
    readonly text: string
  }
}

/**
 * Reads the signals an asset carries in its bytes: PLUS data mining, TDMRep, RSL and licences in XMP; CAWG and C2PA assertions.
 * JPEG, PNG and WebP by their structure, any other file (PDF, TIFF, a sidecar) by its XMP packets. At most 64 MiB; linear; never
 * throws. SPEC.md EM1–EM7.
 * @example
 * readAsset(new Uint8Array([0xff, 0xd8, 0xff, 0xd9])).value.kind // 'jpeg'
 */
export function readAsset(bytes: Uint8Array, at = 'asset'): AssetReading {
  if (bytes.length > mostAssetBytes) {
    const issues = [tooLarge(at, bytes.length, mostAssetBytes)]
    return { value: { kind: 'other', text: '' }, statements: [], mentions: [], issues }
  }
  const { kind, xmp, c2pa, truncatedAt } = assetSegments(bytes)
  const issues: Issue[] = []
  const texts: string[] = []
  const parts: { offset: number; findings: Findings; section: string[] }[] = []
  let length = 0
  const add = (text: string, findings: Findings, section: string[]) => {
    parts.push({ offset: length, findings, section })
    texts.push(text)
    length += text.length + 1
  }
  for (const packet of xmp) {
    if (packet.length > mostXmpBytes) issues.push(tooLarge(`${at} (XMP)`, packet.length, mostXmpBytes))
    else {
      const text = decodeUtf8(packet).text.replace(/\0+$/, '')
      add(text, readXmp(text, at), ['XMP'])
    }
  }
  if (c2pa && c2pa.length > mostC2paBytes) issues.push(tooLarge(`${at} (C2PA)`, c2pa.length, mostC2paBytes))
  else if (c2pa) {
    const { text, ...findings } = readTrainingMining(c2pa, at)
    add(text, findings, ['C2PA'])
  }
  if (truncatedAt !== undefined) {
    issues.push({
      code: 'truncated',
      at,
      message: `the structure of the file breaks off at byte ${truncatedAt}`,
      hint: 'check that the download was complete; what stands behind is not read',
    })
  }
  const out = new Gathering(texts.join('\n'), at)
  for (const { offset, findings, section } of parts) out.take(findings, offset, { section })
  return {
    value: { kind, text: out.text },
    statements: out.statements,
    mentions: out.mentions,
    issues: [...issues, ...out.issues],
  }
}
