// what windows-1252 has from 0x80 on, where ISO-8859-1 has controls (WHATWG Encoding, index windows-1252)
const high = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

const latin1 = new TextDecoder('latin1')

/**
 * Decodes windows-1252, which is also what pages that declare ISO-8859-1 or ASCII are written in (WHATWG Encoding).
 * `TextDecoder` reads it as ISO-8859-1 before Node 23.7, which turns every typographic quote and dash into a control. SPEC.md F7.
 *
 * @example
 * decodeWindows1252(new Uint8Array([0x93, 0xe9, 0x94])) // '“é”'
 */
export function decodeWindows1252(bytes: Uint8Array): string {
  return latin1.decode(bytes).replace(/[\x80-\x9f]/g, (control) => high[control.charCodeAt(0) - 0x80]!)
}
