// @ts-check
/** With `FUZZ=N` every property runs N times instead of fast-check's hundred; a failure prints its seed. */
import fc from 'fast-check'

fc.configureGlobal({ ...fc.readConfigureGlobal(), numRuns: Number(process.env.FUZZ) || 10_000 })
