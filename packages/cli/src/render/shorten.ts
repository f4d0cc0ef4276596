/**
 * Cuts a text to about `limit` characters at word boundaries. The middle goes, since a clause opens with who may not and ends
 * with what; no surrogate pair is split.
 */
export function shorten(text: string, limit: number, ellipsis = '…'): string {
  if (text.length <= limit) return text
  const head = text.slice(0, Math.ceil(limit * 0.45)).replace(/\s+\S*$/, '')
  const tail = text.slice(text.length - Math.floor(limit * 0.5)).replace(/^\S*\s+/, '')
  return `${head.replace(/[\ud800-\udbff]$/, '')} ${ellipsis} ${tail.replace(/^[\udc00-\udfff]/, '')}`
}
