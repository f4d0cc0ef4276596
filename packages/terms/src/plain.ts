/** Text without Markdown's marks, each character knowing where it stood. */
export interface Plain {
  /** Lower case is not applied; quotes, dashes and spaces are made plain. */
  readonly text: string
  /** Offset in the original text of each character of `text`; one more entry marks the end. */
  readonly at: Int32Array
}

const straight: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201A': "'",
  '\u201B': "'",
  '\u2032': "'",
  '\u00B4': "'",
  '`': "'",
  '\u201C': '"',
  '\u201D': '"',
  '\u201E': '"',
  '\u00AB': '"',
  '\u00BB': '"',
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '-',
  '\u2013': '-',
  '\u2014': '-',
  '\u2212': '-',
}
const nothing = new Set(['\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF', '\u00AD'])

/**
 * Strips inline Markdown from a stretch of text: emphasis, links (the label stays), escapes, code marks, HTML tags.
 * White space collapses to one space; a hard line break stays as `\\n`. Linear in the stretch's length.
 *
 * @example plainOf('You **may not** [scrape](https://e.org).').text // 'You may not scrape.'
 */
export function plainOf(text: string, start = 0, end = text.length): Plain {
  const out: string[] = []
  const at = new Int32Array(end - start + 1)
  let length = 0
  const put = (character: string, offset: number): void => {
    out.push(character)
    at[length++] = offset
  }
  let space = true
  // labels of links whose address is still to be skipped
  let index = start
  while (index < end) {
    const character = text[index]!
    const code = text.charCodeAt(index)
    if (code <= 32 || code === 160 || (code >= 0x2000 && code <= 0x200a) || code === 0x202f || code === 0x3000) {
      // a hard break (two spaces, or a backslash, before the line's end) ends a sentence: kept as a line break
      const hard =
        code === 10 && index >= start + 2 && text.charCodeAt(index - 1) === 32 && text.charCodeAt(index - 2) === 32
      if (!space) {
        put(hard ? '\n' : ' ', index)
        space = true
      } else if (hard && length > 0 && out[length - 1] === ' ') {
        out[length - 1] = '\n'
      }
      index++
      continue
    }
    if (character === '\\' && index + 1 < end && /[\\`*_{}[\]()#+\-.!|>~&"'<]/.test(text[index + 1]!)) {
      put(text[index + 1]!, index + 1)
      space = false
      index += 2
      continue
    }
    if (character === '*') {
      index++
      continue
    }
    if (character === '_') {
      const before = index > start ? text[index - 1]! : ' '
      const after = index + 1 < end ? text[index + 1]! : ' '
      if (/\w/.test(before) && before !== '_' && /\w/.test(after) && after !== '_') put('_', index)
      index++
      continue
    }
    if (character === '!' && text[index + 1] === '[') {
      index++
      continue
    }
    if (character === '[' || (character === '`' && text[index + 1] === '`')) {
      index++
      continue
    }
    if (character === ']') {
      if (text[index + 1] === '(') {
        const close = closing(text, index + 1, Math.min(end, index + 2_000))
        if (close !== -1) {
          index = close + 1
          continue
        }
      }
      index++
      continue
    }
    if (character === '<') {
      const close = text.indexOf('>', index + 1)
      if (close !== -1 && close < end && close - index < 300 && /^<\/?[a-zA-Z][^<]*$/.test(text.slice(index, close))) {
        if (!space) {
          put(' ', index)
          space = true
        }
        index = close + 1
        continue
      }
    }
    if (nothing.has(character)) {
      index++
      continue
    }
    put(code < 128 && code !== 96 ? character : (straight[character] ?? character), index)
    space = false
    index++
  }
  if (length > 0 && (out[length - 1] === ' ' || out[length - 1] === '\n')) {
    out.pop()
    length--
  }
  at[length] = length > 0 ? at[length - 1]! + 1 : start
  return { text: out.join(''), at: at.subarray(0, length + 1) }
}

/** Where the parenthesis opened at `open` closes before `limit`; -1 when it does not. */
function closing(text: string, open: number, limit: number): number {
  let depth = 0
  for (let index = open; index < limit; index++) {
    const code = text.charCodeAt(index)
    if (code === 92) index++
    else if (code === 40) depth++
    else if (code === 41 && --depth === 0) return index
  }
  return -1
}

/** The original stretch of a plain stretch: `[start, end)` in the original text. */
export function originalSpan(plain: Plain, from: number, to: number): [start: number, end: number] {
  if (to <= from) return [plain.at[from]!, plain.at[from]!]
  return [plain.at[from]!, plain.at[to - 1]! + 1]
}
