/** A string of its own: one that is cut from a text keeps all of that text alive. */
export function ownCopy(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le')
}
