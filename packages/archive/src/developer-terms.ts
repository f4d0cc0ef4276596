/** Terms types whose readers obtain content through an API. SPEC.md T17. */
const developerTerms: readonly RegExp[] = [
  /^developers?\b/i,
  /\bdevelopers? (terms|polic(y|ies)|agreement|guidelines|rules|licen[cs]e)\b/i,
  /\bAPIs?\b/,
  /^platform (policy|terms)$/i,
]

/**
 * Whether documents of this terms type speak to those who use an API.
 * @example isDeveloperTerms('Developer Terms') // true
 */
export function isDeveloperTerms(terms: string): boolean {
  return developerTerms.some((pattern) => pattern.test(terms))
}
