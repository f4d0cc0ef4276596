import { readCapture, signalsVersion, vocabularyOn } from '@proviso/signals'
import type { CaptureReader } from './capture-reader.ts'

/** Reads captures with the readers of `@proviso/signals`; a capture without a response still has a day. SPEC.md G13, G14. */
export function signalsReader(): CaptureReader {
  return {
    version: signalsVersion,
    era: (day) => vocabularyOn(day).revision,
    read: ({ file, host, body, response, seen }) => {
      const { statements, issues, unread } = readCapture({
        file,
        host,
        ...(body === undefined ? {} : { body }),
        response: { ...(seen === undefined ? {} : { startedAt: seen }), ...response },
      })
      return { statements, issues, ...(unread === undefined ? {} : { unread }) }
    },
  }
}
