/** A range of bytes as text, a character per byte (Latin-1): for what is compared octet by octet. */
export function octetsOf(bytes: Uint8Array, from: number, to: number): string {
  if (to - from <= 16) {
    let text = ''
    for (let at = from; at < to; at++) text += String.fromCharCode(bytes[at]!)
    return text
  }
  if (to - from <= 4096) return String.fromCharCode.apply(null, bytes.subarray(from, to) as unknown as number[])
  let text = ''
  for (let at = from; at < to; at += 4096) text += octetsOf(bytes, at, Math.min(at + 4096, to))
  return text
}

/** Small letters for the capitals of ASCII, everything else as it is. */
export function lowerAscii(text: string): string {
  return /[^\0-\x7f]/.test(text) ? text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase()) : text.toLowerCase()
}
