import { placeOf } from '@proviso/rights'
import type { Look } from './look.ts'
import { plain } from './plain.ts'
import { shorten } from './shorten.ts'

/** Terms and section path on one line: `Developer Terms › III. … › (k)`; long headings are cut. */
export function placeText(terms: string, section: readonly string[], look: Look): string {
  return placeOf(terms, section)
    .map((each) => shorten(plain(each), 70, look.marks.ellipsis))
    .join(` ${look.marks.path} `)
}
