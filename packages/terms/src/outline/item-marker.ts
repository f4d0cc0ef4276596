/** Text of an item without its bullet or number. */
export function withoutMarker(text: string): string {
  return text.replace(
    /^\s*(?:[-*+•·▪◦–—]\s+|\(?(?:[0-9]{1,3}(?:\.[0-9]{1,3})*|(?!no\b)[a-z]{1,2}|[ivxlc]{1,6})[.)]\s+)/i,
    '',
  )
}
