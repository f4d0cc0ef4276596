// @ts-check
/** Commands in Markdown with the output they promise: fenced blocks marked `console`, commands after `$ `. */

/**
 * @typedef {{ command: string, output: string[], line: number }} Example
 * `output`: the lines shown under the command; `line`: where the command stands, from 1
 */

/**
 * The examples of a Markdown text, in order. A command may go on over lines that end with a backslash.
 * @param {string} markdown
 * @returns {Example[]}
 */
export function findExamples(markdown) {
  /** @type {Example[]} */
  const found = []
  let inside = false
  let open = false
  for (const [index, line] of markdown.split(/\r?\n/).entries()) {
    if (line.startsWith('```')) {
      inside = line.trim() === '```console'
      open = false
      continue
    }
    if (!inside) continue
    const last = found.at(-1)
    if (open && last) last.command += `\n${line}`
    else if (line.startsWith('$ ')) found.push({ command: line.slice(2), output: [], line: index + 1 })
    else last?.output.push(line)
    open = line.endsWith('\\') && (open || line.startsWith('$ '))
  }
  return found
}

/**
 * The first promised line that the output does not hold, or null when it holds all of them in order.
 * `…` in a promised line stands for any words of one line, a line that is only `…` for any lines.
 * @param {string[]} promised
 * @param {string} output
 * @returns {string | null}
 * @example findUnkept(['disallowed', '…', 'since 2025-06-04'], 'disallowed\nby X\nsince 2025-06-04, stated') // null
 */
export function findUnkept(promised, output) {
  const lines = output.split(/\r?\n/)
  let at = 0
  for (const line of promised) {
    const wanted = line.trim()
    if (wanted === '' || wanted === '…') continue
    const next = lines.findIndex((one, index) => index >= at && holds(one, wanted))
    if (next === -1) return line
    at = next + 1
  }
  return null
}

/**
 * @param {string} line
 * @param {string} wanted
 */
function holds(line, wanted) {
  let at = 0
  for (const piece of wanted.split('…')) {
    const next = line.indexOf(piece.trim(), at)
    if (next === -1) return false
    at = next + piece.trim().length
  }
  return true
}
