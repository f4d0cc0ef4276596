// @ts-check
/** The corpus that is audited: JSON lines as crawls give them, texts of about 2 kB that compress as texts do. */

import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { chance, sentences } from '../made-text.js'

/** Hosts a page can lie on; the first half of them have rules. */
export const allHosts = 200_000
export const ruledHosts = 100_000

/**
 * Writes the corpus, gzip: text first, then url (some hosts far more often than others), date and token_count, as C4, FineWeb and
 * their kin have them.
 * @param {string} path @param {number} rows
 */
export async function writeLines(path, rows) {
  const next = chance(11)
  const said = sentences(50_000).map((text) => JSON.stringify(text).slice(1, -1))
  const zip = createGzip({ chunkSize: 1 << 20 })
  const file = createWriteStream(path)
  zip.pipe(file)
  let batch = ''
  for (let i = 0; i < rows; i++) {
    const h = Math.floor(allHosts * (next(1_000_003) / 1_000_003) ** 3)
    const day = new Date((18_962 + next(1_700)) * 86_400_000).toISOString().slice(0, 10)
    const at = next(said.length - 30)
    const text = said.slice(at, at + 10 + next(16)).join('')
    batch += `{"text":"${text}","id":"<urn:uuid:${i}>","url":"https://${h % 5 === 0 ? 'www.' : ''}site-${h}.example/${next(1e9).toString(36)}/page-${i}","date":"${day}T01:58:10Z","language":"en","language_score":0.9${next(9)},"token_count":${200 + next(1_800)}}\n`
    if (batch.length > 1 << 20) {
      if (!zip.write(batch)) await once(zip, 'drain')
      batch = ''
    }
  }
  zip.end(batch)
  await finished(file)
}
