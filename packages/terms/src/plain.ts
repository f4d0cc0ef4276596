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

const asItself = Uint8Array.from({ length: 128 }, (_, code) =>
  code > 32 && !'\\*_![]`<'.includes(String.fromCharCode(code)) ? 1 : 0,
)

/** Whether a character is the same in plain text, whatever is around it. */
function standsForItself(code: number): boolean {
  return code < 128 ? asItself[code] === 1 : (code > 0xbb && code < 0x2000) || (code > 0x3000 && code !== 0xfeff)
}

/**
 * Strips inline Markdown from a stretch of text: emphasis, links (the label stays), escapes, code marks, HTML tags.
 * White space collapses to one space; a hard line break stays as `\\n`. Linear in the stretch's length.
 *
 * @example plainOf('You **may not** [scrape](https://e.org).').text // 'You may not scrape.'
 */
export function plainOf(text: string): Plain {
  const end = text.length
  const at = new Int32Array(end + 1)
  let out = ''
  let length = 0
  /** Where a run of characters that are taken as they are began; -1 when none is open. */
  let run = -1
  /** Whether white space would be one too many here. */
  let space = true
  /** Where white space stands that counts once something follows it; -1 when none does. */
  let gap = -1
  let hardGap = false
  let index = 0
  while (index < end) {
    const code = text.charCodeAt(index)
    if (standsForItself(code) || (code === 32 && !space && standsForItself(text.charCodeAt(index + 1)))) {
      if (run === -1) {
        if (gap !== -1) {
          out += hardGap ? '\n' : ' '
          at[length++] = gap
          gap = -1
        }
        run = index
      }
      at[length++] = index++
      space = code === 32
      continue
    }
    if (run !== -1) {
      out += text.slice(run, index)
      run = -1
    }
    let character = text[index]!
    if (isSpace(code)) {
      // a hard break (two spaces before the line's end) ends a sentence: kept as a line break
      const hard = code === 10 && text.charCodeAt(index - 1) === 32 && text.charCodeAt(index - 2) === 32
      if (!space) {
        gap = index
        hardGap = hard
        space = true
      } else if (hard) {
        hardGap = true
      }
      index++
      continue
    }
    let keepsSpace = false
    if (character === '\\' && index + 1 < end && /[\\`*_{}[\]()#+\-.!|>~&"'<]/.test(text[index + 1]!)) {
      index++
      character = text[index]!
    } else if (character === '_') {
      const before = index > 0 ? text[index - 1]! : ' '
      const after = index + 1 < end ? text[index + 1]! : ' '
      if (!(/\w/.test(before) && before !== '_' && /\w/.test(after) && after !== '_')) {
        index++
        continue
      }
      keepsSpace = true
    } else if (character === ']') {
      const shut = text[index + 1] === '(' ? closing(text, index + 1, Math.min(end, index + 2_000)) : -1
      index = shut === -1 ? index + 1 : shut + 1
      continue
    } else if (
      character === '*' ||
      character === '[' ||
      (character === '!' && text[index + 1] === '[') ||
      (character === '`' && text[index + 1] === '`') ||
      nothing.has(character)
    ) {
      index++
      continue
    } else {
      const shut = character === '<' ? tagEnd(text, index) : -1
      if (shut !== -1) {
        if (!space) {
          gap = index
          hardGap = false
          space = true
        }
        index = shut + 1
        continue
      }
      character = straight[character] ?? character
    }
    if (gap !== -1) {
      out += hardGap ? '\n' : ' '
      at[length++] = gap
      gap = -1
    }
    out += character
    at[length++] = index++
    if (!keepsSpace) space = false
  }
  if (run !== -1) out += text.slice(run)
  at[length] = length > 0 ? at[length - 1]! + 1 : 0
  return { text: out, at: at.subarray(0, length + 1) }
}

function isSpace(code: number): boolean {
  return code <= 32 || code === 160 || (code >= 0x2000 && code <= 0x200a) || code === 0x202f || code === 0x3000
}

/** Where the tag that may begin at an offset ends; -1 when there is none. */
function tagEnd(text: string, open: number): number {
  const shut = text.slice(open + 1, open + 300).indexOf('>') + open + 1
  return shut > open && /^<\/?[a-zA-Z][^<]*$/.test(text.slice(open, shut)) ? shut : -1
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
