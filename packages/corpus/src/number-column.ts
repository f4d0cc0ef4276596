type Numbers = Int32Array | Uint8Array | Float64Array

/** A column of numbers that grows at its end; what lies beyond `length` is room. */
export interface NumberColumn {
  readonly values: Numbers
  readonly length: number
  push(value: number): void
  add(more: ArrayLike<number>): void
}

/**
 * Makes an empty column.
 * @example
 * const days = numberColumn(Int32Array)
 * days.push(19_000)
 * days.values[0] // 19000
 */
export function numberColumn(kind: Int32ArrayConstructor | Uint8ArrayConstructor | Float64ArrayConstructor) {
  const made = {
    values: new kind(1024) as Numbers,
    length: 0,
    push(value: number) {
      if (made.length === made.values.length) room(made.length + 1)
      made.values[made.length++] = value
    },
    add(more: ArrayLike<number>) {
      room(made.length + more.length)
      made.values.set(more, made.length)
      made.length += more.length
    },
  }
  const room = (needed: number) => {
    if (needed <= made.values.length) return
    const longer = new kind(Math.max(made.values.length * 2, needed))
    longer.set(made.values)
    made.values = longer
  }
  return made satisfies NumberColumn
}
