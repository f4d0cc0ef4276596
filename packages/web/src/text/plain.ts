// Control and format characters: a recorded page could otherwise move the cursor, recolour the screen or reverse the line.
const unseen = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu

/** Text of others made safe to print on one line: control characters and direction marks gone, whitespace collapsed. */
export function plain(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(unseen, '').trim()
}
