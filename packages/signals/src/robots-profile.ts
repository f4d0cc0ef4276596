/**
 * Whose reading of `robots.txt`. SPEC.md R1–R19.
 * - `rfc9309`: RFC 9309, and what it leaves open as SPEC.md says;
 * - `google`: what Google's open-source matcher answers, mistakes it forgives included.
 */
export type RobotsProfile = 'rfc9309' | 'google'

/**
 * Bytes that are read of a file; what lies beyond is not. RFC 9309, section 2.5, asks for 500 KiB at least; Google's program reads all
 * it is given, and its crawler hands it no more than 500 KiB [R3].
 */
export const mostRobotsBytes: Readonly<Record<RobotsProfile, number>> = { rfc9309: 500 * 1024, google: 2 ** 26 }
