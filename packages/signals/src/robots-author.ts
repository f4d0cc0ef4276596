/** Who wrote lines of a `robots.txt`, where it shows: a service that manages the file, or the program a site runs on. */
export interface RobotsAuthor {
  readonly author: string
  /** `managed`: a block that a service puts in; `default`: what a program serves unless told otherwise. */
  readonly kind: 'managed' | 'default'
  /** Lines, from 1, both included. */
  readonly from: number
  readonly to: number
  /** The line or lines that show it. */
  readonly evidence: readonly number[]
}

interface Block {
  readonly author: string
  readonly begin: RegExp
  readonly end: RegExp
}

/** Blocks that name their author in comments at both ends. */
const blocks: readonly Block[] = [
  {
    author: 'Cloudflare',
    begin: /^#\s*BEGIN Cloudflare Managed content/i,
    end: /^#\s*END Cloudflare Managed content/i,
  },
  { author: 'Yoast SEO', begin: /^#\s*START YOAST BLOCK/i, end: /^#\s*END YOAST BLOCK/i },
]

interface Default {
  readonly author: string
  /** Every one of them is on a line of its own. */
  readonly lines: readonly RegExp[]
}

/** Lines that together are what a program serves by default. */
const defaults: readonly Default[] = [
  {
    author: 'WordPress',
    lines: [/^Disallow:\s*\/wp-admin\/$/i, /^Allow:\s*\/wp-admin\/admin-ajax\.php$/i],
  },
  { author: 'Squarespace', lines: [/^#\s*Squarespace Robots\b/i] },
  { author: 'Squarespace', lines: [/^Disallow:\s*\/api\/ui-extensions\/$/i, /^Disallow:\s*\/static\/$/i] },
  { author: 'Shopify', lines: [/^#.*\bShopify as our\b/i] },
  { author: 'Wix', lines: [/^#.*\bGoogle Ads Bot\b/i, /^Disallow:\s*\/_api\/\*$/i] },
  {
    author: 'Drupal',
    lines: [/^Disallow:\s*\/core\/$/i, /^Disallow:\s*\/profiles\/$/i, /^Disallow:\s*\/README\.(?:txt|md)$/i],
  },
  {
    author: 'Drupal',
    lines: [/^Disallow:\s*\/CHANGELOG\.txt$/i, /^Disallow:\s*\/modules\/$/i, /^Disallow:\s*\/xmlrpc\.php$/i],
  },
  { author: 'Joomla', lines: [/^Disallow:\s*\/administrator\/$/i, /^Disallow:\s*\/components\/$/i] },
  { author: 'Ghost', lines: [/^Disallow:\s*\/ghost\/$/i, /^Disallow:\s*\/p\/$/i] },
]

/**
 * Who wrote a file or a part of it, as far as that shows: evidence, never proof. SPEC.md R18.
 * @param lines the lines of the file, in order
 * @example
 * authorsOf(['User-agent: *', 'Disallow: /wp-admin/', 'Allow: /wp-admin/admin-ajax.php'])[0].author // 'WordPress'
 */
export function authorsOf(lines: readonly string[]): RobotsAuthor[] {
  const authors: RobotsAuthor[] = []
  const trimmed = lines.map((line) => line.slice(0, 200).trim())
  for (const { author, begin, end } of blocks) {
    for (let at = 0; at < trimmed.length; at++) {
      if (!begin.test(trimmed[at]!)) continue
      let last = at + 1
      while (last < trimmed.length && !end.test(trimmed[last]!)) last++
      if (last === trimmed.length) break
      const to = last + 1
      authors.push({ author, kind: 'managed', from: at + 1, to, evidence: [at + 1, to] })
      at = to - 1
    }
  }
  for (const { author, lines: shown } of defaults) {
    const evidence = shown.map((pattern) => trimmed.findIndex((line) => pattern.test(line)) + 1)
    if (evidence.includes(0) || authors.some((one) => one.author === author)) continue
    authors.push({ author, kind: 'default', from: 1, to: lines.length, evidence })
  }
  return authors
}
