/**
 * The words of a command as one would type them in a shell.
 * @example commandText(['audit', 'my corpus/*.parquet']) // "proviso audit 'my corpus/*.parquet'"
 */
export function commandText(words: readonly string[]): string {
  return [
    'proviso',
    ...words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`)),
  ].join(' ')
}
