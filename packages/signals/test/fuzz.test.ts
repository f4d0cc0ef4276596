import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readAiTxt } from '../src/ai-txt.ts'
import { readAsset } from '../src/asset.ts'
import { readCapture } from '../src/capture.ts'
import { readFeed } from '../src/feed.ts'
import type { Findings } from '../src/findings.ts'
import { licenceNamed } from '../src/licence.ts'
import { readPage } from '../src/page.ts'
import { parseRobotsTxt } from '../src/robots-txt.ts'
import { readRsl } from '../src/rsl.ts'
import { compareSite } from '../src/site.ts'
import { surveyHost } from '../src/survey.ts'
import { readTdmrep } from '../src/tdmrep.ts'
import { readXmp } from '../src/xmp-packet.ts'
import { jpegOf, pngOf, store, webpOf, xmpOf } from './asset-bytes.ts'
import { mutated, randomFrom } from './mutation.ts'

/**
 * Inputs by mutation of the conformance cases, over every reader. `FUZZ=N` reads N inputs of each format and says how long it took;
 * a failure names the seed of its input, which alone makes it again: `FUZZ_SEED=S`.
 */
const each = Number(process.env.FUZZ) || 400
const only = process.env.FUZZ_SEED === undefined ? undefined : Number(process.env.FUZZ_SEED)

const utf8 = (text: string) => new TextEncoder().encode(text)
const texts = (...names: readonly string[]) =>
  names.flatMap((name) => {
    const url = new URL(`../../../conformance/signals/${name}.json`, import.meta.url)
    const { cases } = JSON.parse(readFileSync(url, 'utf8')) as { cases: { input: unknown }[] }
    return cases.flatMap(({ input }) =>
      typeof input === 'string'
        ? [utf8(input)]
        : Object.values(input as object)
            .flat()
            .map((value) => utf8(String(value))),
    )
  })
const words = (list: string) => list.split(' ').map((word) => utf8(word.replaceAll('_', ' ')))

interface Read extends Partial<Findings> {
  /** The texts that the statements' offsets count in. */
  readonly texts?: readonly string[]
}

const decoded = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const assets = [jpegOf, pngOf, webpOf].map((make) =>
  make({
    xmp: xmpOf('DMI-PROHIBITED'),
    c2pa: store('cawg.training-mining', {
      entries: { 'cawg.data_mining': { use: 'notAllowed', constraint_info: 'ask' } },
    }),
  }),
)
const xmlWords = words(
  '<!DOCTYPE_a> <!ENTITY &amp; &#x41; &#0; <![CDATA[ ]]> <!-- --> xmlns="" xmlns:a="b" </rsl> <content_url="/*$"> <license> <permits> all ai-train , <payment_type="x"> > /> <a:b> <?xml_version="1.0"?> \u0000 \ud83d\ude00',
)

const formats: Readonly<
  Record<
    string,
    {
      readonly seeds: readonly Uint8Array[]
      readonly words: readonly Uint8Array[]
      readonly read: (bytes: Uint8Array) => Read
    }
  >
> = {
  'robots.txt': {
    seeds: [
      utf8(
        'User-agent: *\nDisallow: /a*b$\nAllow: /\nContent-Usage: /x train-ai=n\nLicense: https://q.example/l.xml\n',
      ),
      utf8('\ufeffUser-agent: GPTBot\r\nUser-agent: *\rDisallow: /%E3%83%84 # no\nSitemap: https://q.example/s'),
    ],
    words: words(
      'User-agent: Disallow: Allow: * $ %2F %zz /index.htm # \r \n : Content-Signal:_ai-train=no Crawl-delay:_1',
    ),
    read: (bytes) => {
      for (const profile of ['rfc9309', 'google'] as const) {
        const { value } = parseRobotsTxt(bytes, { profile })
        for (const agent of ['*', 'gptbot', '']) value.rulesFor(agent).allows('/a/b?c=d')
      }
      const reading = readCapture({ file: 'robots.txt', body: bytes, host: 'q.example' })
      return { ...reading, texts: reading.parts.map(({ text }) => text) }
    },
  },
  rsl: {
    seeds: texts('rsl'),
    words: xmlWords,
    read: (bytes) => ({ ...readRsl(bytes, { host: 'q.example' }), texts: [decoded(bytes)] }),
  },
  tdmrep: {
    seeds: texts('tdmrep'),
    words: words('[ ] { } , : "location" "tdm-reservation" 1 0 "/*$" null 1e999 -0 "\\u0000" "\\ud800" // \u0000'),
    read: (bytes) => ({ ...readTdmrep(bytes), texts: [decoded(bytes)] }),
  },
  'ai.txt': {
    seeds: texts('ai-txt'),
    words: words(
      'User-Agent: Disallow: Allow: * *.jpg , Site-Name:_a Site-URL:_b Training:_deny Agent:_* \n \r # : __',
    ),
    read: (bytes) => ({ ...readAiTxt(bytes), texts: [decoded(bytes)] }),
  },
  headers: {
    seeds: texts('headers'),
    words: words('noai , : ; " < > rel=license googlebot:_ max-snippet:0 1 0 \\ \u0000 type=application/rsl+xml'),
    read: (bytes) => {
      const value = decoded(bytes)
      const names = ['x-robots-tag', 'link', 'tdm-reservation', 'tdm-policy', 'crawler-price', 'content-type']
      const reading = readPage(new Uint8Array(), Object.fromEntries(names.map((name) => [name, value])), { url: value })
      return { ...reading, texts: reading.parts.map(({ text }) => text) }
    },
  },
  page: {
    seeds: texts('page'),
    words: words(
      '<meta_name=robots_content=noai> <!-- --> <script> </script> <template> </template> <script_type="application/ld+json"> {"license": "@graph": [ ] } <title> <textarea> <svg> <![CDATA[ &#x41; rel=license href= <plaintext> <meta_charset=utf-16> " \' = \u0000',
    ),
    read: (bytes) => {
      const reading = readPage(bytes, { 'content-type': 'text/html' }, { url: 'https://q.example/' })
      return { ...reading, texts: reading.parts.map(({ text }) => text) }
    },
  },
  feed: {
    seeds: texts('feed'),
    words: [...xmlWords, ...words('<item> </item> <link>https://q.example/</link> <entry> <rsl:content_url=""/>')],
    read: (bytes) => ({ ...readFeed(bytes, { url: 'https://q.example/feed' }), texts: [decoded(bytes)] }),
  },
  xmp: {
    seeds: texts('xmp'),
    words: [...xmlWords, ...words('plus:DataMining="DMI-PROHIBITED" rdf:resource=" <rdf:Alt> <rdf:li>')],
    read: (bytes) => ({ ...readXmp(decoded(bytes)), texts: [decoded(bytes)] }),
  },
  asset: {
    seeds: assets,
    words: [
      ...words('JP caBX iTXt jumb jumd cbor json RIFF <x:xmpmeta </x:xmpmeta> XMP_ C2PA'),
      new Uint8Array([0xff, 0xe1]),
      new Uint8Array([0xff, 0xeb]),
      new Uint8Array([0, 0, 0, 0]),
      new Uint8Array([0, 0, 0, 1]),
      new Uint8Array([0x9f]),
      new Uint8Array([0xbf]),
      new Uint8Array([0x9b, 255, 255, 255, 255, 255, 255, 255, 255]),
    ],
    read: (bytes) => {
      const reading = readAsset(bytes)
      return { ...reading, texts: [reading.value.text] }
    },
  },
  site: {
    seeds: [...texts('tdmrep', 'ai-txt'), utf8('User-agent: GPTBot\nDisallow: /\nContent-Signal: ai-train=no\n')],
    words: words('User-agent: Disallow: Allow: * /a *.jpg , "location": "/b" Content-Signal:_ai-train=no \n'),
    read: (bytes) => {
      const files = ['robots.txt', 'ai.txt', 'tdmrep.json', 'page.html']
      const sources = files.map((file) => ({ file, reading: readCapture({ file, body: bytes, host: 'q.example' }) }))
      const { outcomes, conflicts } = compareSite('q.example', sources)
      surveyHost('q.example', sources)
      if (
        outcomes.length < 5 ||
        conflicts.some(({ because, otherwise }) => because.length === 0 || otherwise.length === 0)
      ) {
        throw new Error('a comparison without its words')
      }
      return {}
    },
  },
  licence: {
    seeds: texts('licences'),
    words: words('( ) OR AND WITH MIT CC-BY-4.0 https://creativecommons.org/licenses/ / by-nc 4.0 + .'),
    read: (bytes) => {
      licenceNamed(decoded(bytes))
      return {}
    },
  },
}

/** Comparing a site asks hundreds of questions; it is given fewer inputs. */
const costs: Readonly<Record<string, number>> = { site: 20 }

/** What is wrong with a reading, if something is. */
function faultOf({ statements = [], mentions = [], issues = [], texts = [] }: Read): string | undefined {
  for (const { quote, start, end } of [...statements, ...mentions]) {
    if (!(0 <= start && start <= end)) return `a place from ${start} to ${end}`
    if (!texts.some((text) => text.slice(start, end) === quote)) return `a quote that is not the text at ${start}`
  }
  for (const { confidence, effect } of statements) {
    if (!(confidence > 0 && confidence <= 1)) return `a confidence of ${confidence}`
    if (!['allow', 'disallow', 'conditional'].includes(effect)) return `an effect ${effect}`
  }
  for (const { code, line = 1, column = 1 } of issues) {
    if (!/^[a-z0-9-]+$/.test(code) || !(line >= 1 && column >= 1)) return `an issue ${code} at ${line}:${column}`
  }
  return undefined
}

describe('any bytes', () => {
  test.each(Object.entries(formats))('[PL1, PL2] %s', (name, { seeds, words, read }) => {
    const started = performance.now()
    let slowest = { millis: 0, seed: 0, bytes: 0 }
    let said = 0
    const inputs = only === undefined ? Math.ceil(each / (costs[name] ?? 1)) : 1
    for (let at = 0; at < inputs; at++) {
      const seed = only ?? at
      const bytes = mutated(seeds, words, randomFrom(seed))
      const from = performance.now()
      let fault: string | undefined
      try {
        const reading = read(bytes)
        said += reading.statements?.length ?? 0
        fault = faultOf(reading)
      } catch (error) {
        fault = `it threw ${String(error)}`
      }
      const millis = performance.now() - from
      if (millis > slowest.millis) slowest = { millis, seed, bytes: bytes.length }
      if (fault !== undefined) expect.fail(`${name}: ${fault}; FUZZ_SEED=${seed} makes the input again`)
    }
    if (process.env.FUZZ !== undefined) {
      const seconds = ((performance.now() - started) / 1000).toFixed(1)
      const memory = Math.round(process.memoryUsage().rss / 1024 / 1024)
      console.log(
        `${name}: ${inputs} inputs in ${seconds} s, ${said} statements; slowest ${slowest.millis.toFixed(0)} ms (${slowest.bytes} bytes, seed ${slowest.seed}); ${memory} MB`,
      )
    }
  })
})
