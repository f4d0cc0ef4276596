import type { WrittenGlance } from '../src/learned/encoder.ts'

/** What was learned, written by `npm run train -- --glance`. `from`: SHA-256 of the encoder and of the way its glance is learned. */
export const glance: WrittenGlance & { readonly from: string }
