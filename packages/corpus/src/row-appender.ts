import { type DuckDBAppender, DuckDBDataChunk, type DuckDBValue } from '@duckdb/node-api'

/** Appends rows to a table, value by value. */
export interface RowAppender {
  /** The next value of the row. */
  add(value: DuckDBValue): void
  endRow(): void
  /** Hands over what is left and ends. */
  close(): void
}

/** Rows in a chunk of DuckDB. */
const chunkRows = 2048

/** Hands rows over a chunk at a time: a call into DuckDB for each value takes longer than all else about it. */
export function rowAppender(appender: DuckDBAppender): RowAppender {
  const types = Array.from({ length: appender.columnCount }, (_, at) => appender.columnType(at))
  const columns = types.map((): DuckDBValue[] => new Array(chunkRows).fill(null))
  const chunk = DuckDBDataChunk.create(types)
  let column = 0
  let row = 0
  const handOver = () => {
    chunk.reset()
    chunk.setColumns(row === chunkRows ? columns : columns.map((values) => values.slice(0, row)))
    appender.appendDataChunk(chunk)
    row = 0
  }
  return {
    add(value) {
      columns[column++]![row] = value
    },
    endRow() {
      if (column !== columns.length) throw new Error(`a row of ${column} values for ${columns.length} columns`)
      column = 0
      row += 1
      if (row === chunkRows) handOver()
    },
    close() {
      if (row > 0) handOver()
      appender.closeSync()
    },
  }
}
