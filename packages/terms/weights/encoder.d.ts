import type { WrittenEncoder } from '../src/learned/encoder.ts'

/** What was learned, written by `npm run train`. `from`: SHA-256 of the labels and of the way they are learned. */
export const written: WrittenEncoder & { readonly from: string }
