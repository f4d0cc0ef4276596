/** What one look at an address may cost; times in milliseconds (SPEC.md W4). */
export interface FetchLimits {
  /** Until a connection stands, name and TLS included. */
  readonly connect: number
  /** From then until the headers are there. */
  readonly headers: number
  /** Between two pieces of a body. */
  readonly idle: number
  /** All of it, redirects included, waits for our own pace left out. */
  readonly total: number
  readonly headerBytes: number
  /** Of the body as it is sent. */
  readonly wireBytes: number
  /** Of the body decompressed. */
  readonly bodyBytes: number
  readonly redirects: number
}

export const usualLimits: FetchLimits = {
  connect: 15_000,
  headers: 30_000,
  idle: 20_000,
  total: 90_000,
  headerBytes: 64 * 1024,
  wireBytes: 8 * 1024 * 1024,
  bodyBytes: 16 * 1024 * 1024,
  redirects: 10,
}
