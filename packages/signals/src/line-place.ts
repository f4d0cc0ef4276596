/** Where bytes of a file stand in its text: places are asked for in the order of the lines, each line once or more. */
export class LinePlaces {
  readonly text: string
  readonly #bytes: Uint8Array
  readonly #ascii: boolean
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  /** The start of the line asked about last, in bytes and in code units of the text. */
  #line: number
  #unit = 0

  /** @param text the bytes as text: UTF-8, without byte order mark, what is no UTF-8 as U+FFFD */
  constructor(bytes: Uint8Array, text: string) {
    this.#bytes = bytes
    this.text = text
    this.#ascii = this.text.length === bytes.length && !/[^\0-\x7f]/.test(this.text)
    this.#line = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  }

  /** The code unit of a byte, and the column, from 1, in its line. @param line the byte its line starts at */
  of(byte: number, line: number): { readonly unit: number; readonly column: number } {
    if (this.#ascii) return { unit: byte, column: byte - line + 1 }
    if (line > this.#line) {
      this.#unit += this.#length(this.#line, line)
      this.#line = line
    }
    const inLine = this.#length(this.#line, byte)
    return { unit: this.#unit + inLine, column: inLine + 1 }
  }

  #length(from: number, to: number): number {
    return from >= to ? 0 : this.#decoder.decode(this.#bytes.subarray(from, to)).length
  }
}
