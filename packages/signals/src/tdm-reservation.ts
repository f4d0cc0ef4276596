/** What one carrier of TDMRep sets: a reservation, and where its policy is. */
export interface TdmReservation {
  readonly reservation: 0 | 1
  /** An absolute URL; only with reservation 1. */
  readonly policy?: string
}

/**
 * The value of `tdm-reservation` in a header or a `meta`: `1` or `0` between white space; undefined for anything else. SPEC.md TD6.
 * @example
 * reservationValue(' 1 ') // 1
 */
export function reservationValue(value: string): 0 | 1 | undefined {
  const said = value.trim()
  return said === '1' ? 1 : said === '0' ? 0 : undefined
}

/**
 * A policy's URL, if the value is an absolute `http` or `https` URL. SPEC.md TD5.
 * @example
 * policyUrl('/tdm.json') // undefined
 */
export function policyUrl(value: string): string | undefined {
  const said = value.trim()
  return /^https?:\/\/[^\s/?#]/i.test(said) && said.length <= 8192 && URL.canParse(said) ? said : undefined
}

/**
 * The reservation that stands after all carriers, in the order file, header, page, embedded metadata: a later carrier that sets a
 * value supersedes; a policy goes on until a carrier brings its own or sets 0. SPEC.md TD7.
 * @example
 * effectiveReservation([{ reservation: 1 }, undefined, { reservation: 0 }]) // { reservation: 0 }
 */
export function effectiveReservation(carriers: readonly (TdmReservation | undefined)[]): TdmReservation | undefined {
  let standing: TdmReservation | undefined
  for (const carrier of carriers) {
    if (carrier === undefined) continue
    const policy = carrier.reservation === 1 ? (carrier.policy ?? standing?.policy) : undefined
    standing =
      policy === undefined ? { reservation: carrier.reservation } : { reservation: carrier.reservation, policy }
  }
  return standing
}
