import { lineKinds, mostLineBytes, readRobotsLine } from './robots-line.ts'
import type { RobotsProfile } from './robots-profile.ts'

/**
 * The lines of a file that may matter, three numbers each: line (from 1) times eight plus kind, the bytes at which the value starts and
 * ends. A table of numbers, because a file is read far more often than it is asked about most of its lines.
 */
export type LineTable = Int32Array

/** Numbers per line of the table. */
export const lineWidth = 3

/** The kind of the line at a place of the table. */
export function kindAt(lines: LineTable, at: number): number {
  return lines[at]! & 7
}

/** Its number, from 1. */
export function lineAt(lines: LineTable, at: number): number {
  return lines[at]! >> 3
}

/** Grown when a file needs more; a reading copies what it used. */
let scratch = new Int32Array(2 ** 16)

const tab = 0x09
const lineFeed = 0x0a
const carriageReturn = 0x0d
const space = 0x20
const hash = 0x23
const colon = 0x3a

// four small letters as a number, the first in its lowest byte
const disa = 0x61736964
const llow = 0x776f6c6c
const allo = 0x6f6c6c61
const user = 0x72657375
const agen = 0x6e656761
const site = 0x65746973
const emap = 0x70616d65
const diss = 0x73736964
const dias = 0x73616964
const cont = 0x746e6f63
const craw = 0x77617263
const lice = 0x6563696c

/**
 * Finds the lines of a file. Linear in its length; never throws. SPEC.md R1–R6.
 *
 * Almost every line is one of a few keys, a colon and a value of printable characters, or nothing that matters: those are told here,
 * four bytes at a time. Any other line is left to `readRobotsLine`, which knows the profiles.
 */
export function robotsLines(bytes: Uint8Array, profile: RobotsProfile): LineTable {
  const end = bytes.length
  const view = new DataView(bytes.buffer, bytes.byteOffset, end)
  const last = end - 4
  let size = 0
  let line = 0
  let at = afterByteOrderMark(bytes, profile)
  while (at < end) {
    line++
    const start = at
    let c = bytes[at]!
    while ((c === space || c === tab) && ++at < end) c = bytes[at]!
    let kind = -1
    let value = 0
    // a control character may be white space; near the end of the file four bytes may not be there
    let careful = c < space || at + 12 > end
    if (!careful) {
      // `| 0x20` makes capitals small; what else it turns into a letter is no letter to begin with
      switch (view.getInt32(at, true) | 0x20202020) {
        case disa:
          careful = true
          if ((view.getInt32(at + 4, true) | 0x20202020) === llow && bytes[at + 8] === colon) {
            kind = lineKinds.disallow
            value = at + 9
          }
          break
        case allo:
          careful = true
          if ((bytes[at + 4]! | 0x20) === 0x77 && bytes[at + 5] === colon) {
            kind = lineKinds.allow
            value = at + 6
          }
          break
        case user:
          careful = true
          if (
            bytes[at + 4] === 0x2d &&
            (view.getInt32(at + 5, true) | 0x20202020) === agen &&
            (bytes[at + 9]! | 0x20) === 0x74 &&
            bytes[at + 10] === colon
          ) {
            kind = lineKinds.userAgent
            value = at + 11
          }
          break
        case site:
          careful = true
          if ((view.getInt32(at + 3, true) | 0x20202020) === emap && bytes[at + 7] === colon) {
            kind = lineKinds.sitemap
            value = at + 8
          }
          break
        case diss:
        case dias:
        case cont:
        case craw:
        case lice:
          careful = true
      }
    }
    if (kind >= 0) {
      at = value
      while (at < end && (bytes[at] === space || bytes[at] === tab)) at++
      value = at
      let plain = true
      for (;;) {
        while (at <= last) {
          const four = view.getInt32(at, true)
          const low = (four - 0x24242424) & ~four & 0x80808080
          if (low === 0) at += 4
          else {
            at += (31 - Math.clz32(low & -low)) >> 3
            break
          }
        }
        if (at >= end) break
        c = bytes[at]!
        if (c === lineFeed || c === carriageReturn || c === hash) break
        if (c < space && c !== tab) plain = false
        at++
      }
      let stop = at
      if (at < end && c === hash) at = endOfLine(bytes, view, at)
      if (plain && stop - start < mostLineBytes) {
        while (stop > value && (bytes[stop - 1] === space || bytes[stop - 1] === tab)) stop--
        if (size + lineWidth > scratch.length) grow()
        scratch[size] = (line << 3) | kind
        scratch[size + 1] = value
        scratch[size + 2] = stop
        size += lineWidth
        careful = false
      }
    } else at = endOfLine(bytes, view, at)
    if (careful && start < at) {
      const read = readRobotsLine(bytes, start, at, profile)
      if (read.key < read.keyEnd) {
        if (size + lineWidth > scratch.length) grow()
        scratch[size] = (line << 3) | read.kind
        scratch[size + 1] = read.value
        scratch[size + 2] = read.end
        size += lineWidth
      }
    }
    at += at + 1 < end && bytes[at] === carriageReturn && bytes[at + 1] === lineFeed ? 2 : 1
  }
  return scratch.slice(0, size)
}

/** Where the line that `at` stands in ends: at its CR or LF, or at the end of the file. */
export function endOfLine(bytes: Uint8Array, view: DataView, from: number): number {
  const end = bytes.length
  const last = end - 4
  let at = from
  for (;;) {
    while (at <= last) {
      const four = view.getInt32(at, true)
      const low = (four - 0x0e0e0e0e) & ~four & 0x80808080
      if (low === 0) at += 4
      else {
        at += (31 - Math.clz32(low & -low)) >> 3
        break
      }
    }
    if (at >= end) return end
    const c = bytes[at]
    if (c === lineFeed || c === carriageReturn) return at
    at++
  }
}

/** A byte order mark at the start of the file is no part of it; Google's program also skips the first bytes of one alone [R2]. */
export function afterByteOrderMark(bytes: Uint8Array, profile: RobotsProfile): number {
  let at = 0
  while (at < 3 && at < bytes.length && bytes[at] === [0xef, 0xbb, 0xbf][at]) at++
  return profile === 'google' || at === 3 ? at : 0
}

function grow(): void {
  const wider = new Int32Array(scratch.length * 2)
  wider.set(scratch)
  scratch = wider
}
