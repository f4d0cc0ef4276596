import { allMatches } from '../all-matches.ts'
import { remembering } from '../remembering.ts'
import { minedByMachine } from './mining.ts'
import { concernsCollecting } from './trigger.ts'

/** Words for access and collection by machines. All patterns run on plain, lower-case text. */

export type CollectingKind =
  /** The act has a name of its own: scrape, crawl, mine. */
  | 'act'
  /** A tool is named: robots, automated means. It needs an act beside it: access, collect, copy. */
  | 'tool'
  /** A weaker name for the act: extract data, systematic retrieval, bulk download. */
  | 'bulk'
  /** Gathering that is not automated by itself: harvest e-mail addresses. */
  | 'gather'

export interface CollectingMention {
  readonly kind: CollectingKind
  readonly from: number
  readonly to: number
}

const patterns: readonly (readonly [CollectingKind, RegExp])[] = [
  [
    'act',
    /\b(?:(?:web|screen|data|content|page|site|database)[- ]?)?scrap(?:e|es|ing)\b|\b(?:(?:web|screen)[- ])?scraped\b/g,
  ],
  ['act', /\b(?:web[- ]?)?crawl(?:s|ing)?\b|\bcrawled\b/g],
  ['act', new RegExp(`\\b${minedByMachine}`, 'g')],
  ['act', /\bsearch engines?\b[^.;]{0,40}\b(?:to|may|can) (?:index|crawl|cache|spider)\b/g],
  ['act', /\bspider(?:ing)\b|\b(?:to|not|or|and|,) spider\b|"spider"/g],
  ['tool', /\b(?:(?:web|screen|data|content|site)[- ]?)?(?:scrapers?|crawlers?|spiders?|harvesters?)\b/g],
  [
    'act',
    /\b(?:data|text|content|web)[- ]?(?:and[- ]data[- ]?)?min(?:e|es|ed|ing|er|ers)\b|\bmin(?:e|ing) (?:data|content|information|text)\b|\btext (?:and|or|and\/or) data (?:aggregation|mining|analysis)|\btdm\b/g,
  ],
  ['act', /\bweb[- ]?(?:harvest\w*|data extract\w*|extract\w*)|\bscreen[- ]?captur\w+/g],
  ['tool', /\b(?:ro)?bots?\b(?!\.txt)|\bbotnets?\b|\bweb[- ]?bots?\b/g],
  [
    'tool',
    /(?<!non-)\b(?:automat(?:ed|ic|ion)|mechani[sz]ed|programmatic|non-?human|computeri[sz]ed|algorithmic|electronic)(?:,? (?:and|or|and\/or|or other|, manual|manual)(?: otherwise)?(?: \w+)?)?[\s/]+(?:[\w-]+[\s/]+){0,2}?(?:(?:or|and|and\/or) [\w-]+ )?(?:means|methods?|systems?|process(?:es)?|devices?|tools?|software|programs?|scripts?|manners?|mechanisms?|agents?|technolog\w+|algorithms?|techniques?|procedures?|routines?|applications?|ways?|fashion|bots?|traffic|interactions?)\b|\b(?:automated|programmatic|non-?human)(?:,? (?:or |and )?[\w-]+,?){0,3} (?:use|uses|services?|functions?|data|access|collection|downloads?|downloading|search(?:es)?|searching|extraction|retrieval|harvesting|gathering|copying|indexing|querying|browsing|reading|monitoring|mining|capture|capturing|scraping|crawling|export|queries|query|requests?|[ei]nquir(?:y|ies)|interrogation|visits?|traffic)\b|\bautomatic (?:[\w-]+ (?:or|and) )?(?:queries|query|requests?|[ei]nquir(?:y|ies)|retrieval|extraction|downloads?)\b|\((?:automated|automatic)(?:,? or otherwise)?\)|\bautomated or otherwise\b/g,
  ],
  [
    'tool',
    /\bprogrammatically\b|\b(?:by|through|via|using|in an?) (?:any )?(?<!non-)(?:automat(?:ed|ion|ic)|programmatic)(?: means| or otherwise| or manual\w*)?\b|\bautomatically (?:access|collect|cop|download|extract|retriev|search|scrap|gather|index|quer)\w*|\bautomated\b(?=[^.]{0,40}\b(?:access|scrap|collect|extract|download))/g,
  ],
  [
    'tool',
    /\b(?:off-?line readers?|site search\s*(?:and)?\/?\s*(?:and )?retrieval applications?|search\/retrieval applications?|data[- ]?(?:gathering|collection|extraction|mining)(?:,? (?:and|or|and\/or)? ?(?:similar )?(?:data )?(?:gathering|extraction|mining|collection))*(?: and extraction)? (?:tools?|methods?|software|devices?|programs?|processes|activities)|(?:gathering|extraction) tools?|browser (?:plug-?ins?|extensions?|add-?ons?)|ai agents?|ais\b|autonomous agents?|intelligent agents?|download managers?|(?<!generated |game |shell )scripts?(?! (?:or|and) (?:video|story|code))|wget|curl|deep-?link(?:s|ing)?|headless browsers?|ai assistants?(?= to)|(?:a|any|computer) programs?(?= (?:to|that|which) (?:cop|collect|download|extract|pull|save|harvest|read|access|retriev))|software (?:to|that) (?:copy|collect|download|extract|pull|save|harvest|read)|indexing agents?|web (?:wanderers?|walkers?))\b/g,
  ],
  [
    'bulk',
    /\b(?:extract(?:s|ed|ing|ion)?|export(?:s|ed|ing)?|pull(?:s|ed|ing)?|siphon\w*)(?: (?:of|or|and|any|all|the|other|substantial|parts?|portions?|reutili[sz]\w+|reuse|re-use|copy|download|data|its?|user|underlying|our|[\w'-]+'s|,)){0,7},? (?:data|content|information|database|materials?|metadata|pages|records|catalogue|listings|corpus)\b/g,
  ],
  [
    'bulk',
    /\b(?:systematic(?:ally)?|bulk|mass|wholesale|large[- ]scale|massively|repeatedly|regularly|substantially)(?:,? (?:and|or|automated|automatic\w*|regular\w*|repeated\w*|otherwise|or otherwise))*[\s-]+(?:[\w-]+ ){0,2}?(?:retriev\w*|download\w*|cop(?:y|ies|ying)|collect\w*|extract\w*|harvest\w*|gather\w*|cach\w*|stor\w*|export\w*|feeds?|access\w*|reproduc\w*|duplicat\w*|compil\w*|re-?utili[sz]\w*)/g,
  ],
  [
    'bulk',
    /\b(?:retriev\w*|download\w*|cop(?:y|ying)|collect\w*|extract\w*)(?:[\w\s,/-]{0,60}?)\b(?:in bulk|systematically|automatically|by automated)/g,
  ],
  [
    'bulk',
    /\b(?:undocumented|unsupported|unauthori[sz]ed)(?: or (?:undocumented|unsupported))? (?:methods?|means|manner|interfaces?) (?:to|for|of) (?:access|search|scrap|collect|download|extract)\w*|\b(?:means|methods?|interface|technology)(?: or (?:means|interface))?\b[^.;]{0,40}? other than (?:the|through|via|those|our|by|as)\b|\buse (?:any|a) (?:\w+ )?(?:method|means) to (?:extract|scrape)\b|\bquery (?:[\w']+ ){0,4}automatically/g,
  ],
  [
    'bulk',
    /\bmass (?:download|export|copying)|\bbulk feeds?\b|\bpre-?fetch(?:ing)?,? (?:cach\w+|index\w+|stor\w+)|\bbulk (?:download|export|access|data|collection)\w*/g,
  ],
  [
    'tool',
    /\b(?:by|with|using|through|via|by means of|by way of) (?:an? |any |the )?(?:computer )?(?:programs?|scripts?|macros?|mechanical means)\b(?! of\b)/g,
  ],
  ['gather', /\bharvest(?:s|ed|ing|er|ers)?\b/g],
]

/** Finds where plain, lower-case text speaks of collection by machines, earliest first. */
export const findCollecting = remembering(searchCollecting, 1_000)

function searchCollecting(text: string): readonly CollectingMention[] {
  if (!concernsCollecting(text)) return []
  const found: CollectingMention[] = []
  for (const [kind, pattern] of patterns) {
    for (const match of allMatches(text, pattern)) {
      const from = match.index
      const to = from + match[0].length
      // "may not be copied, downloaded, scraped": a participle needs its "be"
      if (
        /(?:scraped|crawled)$/.test(match[0]) &&
        !/\bbe(?:en)?\b[^.;]*$/.test(text.slice(Math.max(0, from - 160), from))
      )
        continue
      if (!found.some((other) => other.from < to && other.to > from)) found.push({ kind, from, to })
    }
  }
  return found.sort((a, b) => a.from - b.from)
}

/** One door for machines: the API, the feed, the dump; the rest is shut. */
export const door =
  /\b(?:must|have to|has to|shall|should|only|exclusively|sole|one automated|by no other|other(?:wise)? than|anything but|instead of|in place of|reserved for|asks?|is required|goes? through|take place|takes place)\b[^.;]{0,80}\b(?:apis?|interface|interfaces|endpoints?|feeds?|dumps?|snapshot service|file service|export|mining service|gateway|sftp|bulk folders?)\b|\b(?:apis?|interface|endpoints?|feeds?|dumps?|gateway)\b[^.;]{0,60}\b(?:is|are) the (?:only|one|sole)\b|\b(?:through|via|over|by|using|use) (?:the|our|its) (?:[\w-]+ ){0,2}?(?:apis?|interface|endpoints?|feeds?|dumps?|file service)\b[^.;]{0,30}\b(?:only|alone|by no other|and no)\b/

/** Calls up to a number in a time. */
export const callLimits =
  /\b(?:up to|no more than|at most|(?:is|are) limited to|maximum of|below|under) [\d,.]+\w* (?:automated |api )?(?:requests?|calls?|queries) (?:per|an?|each|every) (?:second|minute|hour|day|month)\b/

/** The operator's own machine that visits other sites: "Our crawler obeys your robots.txt". */
export const ownCrawler =
  /^\W*(?:(?:like|as) [^,.;]{0,60}, )?our (?:own )?(?:web |search )?(?:crawlers?|(?:ro)?bots?|spiders?)\b(?! (?:policy|policies|rules|guidelines|protection|traffic)\b)/
