/** A content box of a JUMBF superbox, with the label of the superbox around it (ISO 19566-5). */
export interface JumbfContent {
  readonly label: string
  /** Four characters: `cbor`, `json` … */
  readonly type: string
  readonly bytes: Uint8Array
}

const deepest = 16
const mostBoxes = 50_000

function fourCharacters(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(bytes[at]!, bytes[at + 1]!, bytes[at + 2]!, bytes[at + 3]!)
}

/**
 * The content boxes of a JUMBF store, without copying. What does not fit its box ends the reading of that box. Never throws; linear.
 * C2PA 1.4 and 2.x, section "JUMBF".
 */
export function jumbfContents(bytes: Uint8Array): JumbfContent[] {
  const found: JumbfContent[] = []
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let boxes = 0
  const walk = (from: number, to: number, label: string, depth: number): void => {
    let at = from
    let own = label
    while (at + 8 <= to && boxes++ < mostBoxes) {
      let size = view.getUint32(at)
      let head = 8
      if (size === 1) {
        if (at + 16 > to || view.getUint32(at + 8) !== 0) return
        size = view.getUint32(at + 12)
        head = 16
      } else if (size === 0) size = to - at
      if (size < head || at + size > to) return
      const type = fourCharacters(bytes, at + 4)
      if (type === 'jumb') {
        if (depth < deepest) walk(at + head, at + size, '', depth + 1)
      } else if (type === 'jumd') {
        // 16 bytes of type, one of toggles, then the label when bit 1 is set, ended by a zero.
        const toggles = bytes[at + head + 16] ?? 0
        if (at + head + 17 <= at + size && (toggles & 2) !== 0) {
          const begin = at + head + 17
          const end = Math.min(at + size, begin + 512)
          let stop = begin
          while (stop < end && bytes[stop] !== 0) stop++
          own = new TextDecoder().decode(bytes.subarray(begin, stop))
        }
      } else found.push({ label: own, type, bytes: bytes.subarray(at + head, at + size) })
      at += size
    }
  }
  walk(0, bytes.length, '', 0)
  return found
}
