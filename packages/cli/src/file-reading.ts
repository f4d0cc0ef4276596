import type { Issue } from '@proviso/rights'
import type { Reading } from '@proviso/terms'

/** A file that was read, in which form, and what came out. */
export interface FileReading {
  readonly file: string
  readonly format: string
  readonly reading: Reading
  /** What decoding and converting had to report, beside the reading's own. */
  readonly issues: readonly Issue[]
}
