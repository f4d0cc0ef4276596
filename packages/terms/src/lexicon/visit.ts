/** Words for machines that come to read, and for what becomes of them. All patterns run on plain, lower-case text. */

/** Who comes: a machine that needs no word beside it to be known as one. */
const machine =
  '(?:(?:ro)?bots?(?!\\.txt)|crawlers?|spiders?|scrapers?|(?:data|text|content) ?miners?|harvesters?|(?:mass|bulk)[- ]?downloaders?|headless browsers?|wget|curl|scripts?(?! or)|macros?|daemons?|cron(?: jobs?)?|web wanderers?|off-?line (?:readers?|browsers?)|indexers?|(?:software|ai|llm|user|shopping|browsing|buying|autonomous|intelligent|indexing|web) (?:agents?|assistants?)|agents? (?:which|that|acting)|unattended (?:clients?|collectors?|processes|programs?|access)|(?:automat(?:ed|ic|i[sz]ed)|machine|robotic|programmatic|non-?human|unattended|computeri[sz]ed|mechanical|large-scale,? automated) (?:[\\w-]+ )?(?:visitors?|agents?|assistants?|tools?|programs?|clients?|systems?|software|process(?:es)?|devices?|means|callers?|readers?|users?|requests?|look-?ups?|quer(?:y|ies|ying)|retrieval|extraction|cop(?:y|ies|ying)|downloads?|downloading|collect(?:ion|ing)|access(?:ing)?|gathering|browsing|reading|harvest(?:s|ing)?|capture|search(?:es|ing)?|visits?|traffic|indexing|duplication|reproduction|calls|monitoring|consultation|polling|fetching))'

/** What can be such a machine, where it does what one does. */
const device =
  '(?<!\\b(?:the|our|this|that|its|mobile|open[- ]source|licensed|accounting) )(?:(?:computer|client|third-party|other|home-made|outside) )?(?:programs?|software(?: tools?)?|machines?|computers?|tools?|applications?|apps?|assistants?|process(?:es)?|loops?|browser extensions?|extensions?|add-?ons?|plug-?ins?|technolog(?:y|ies)|algorithms?)'

/** What it does. */
const doing =
  '(?:fetch(?:es|ed|ing)?|reads?|reading|cop(?:y|ies|ied|ying)|collect(?:s|ed|ing)?|gather(?:s|ed|ing)?|download(?:s|ed|ing)?|index(?:es|ed|ing)?|quer(?:y|ies|ied|ying)|retriev(?:e|es|ed|ing|al)|visit(?:s|ed|ing)?|brows(?:e|es|ed|ing)|poll(?:s|ed|ing)?|pull(?:s|ed|ing)?|mirror(?:s|ed|ing)?|harvest(?:s|ed|ing)?|siphon(?:s|ed|ing)?|vacuum(?:s|ed|ing)?|hoover(?:s|ed|ing)?|slurp(?:s|ed|ing)?|scoop(?:s|ed|ing)?|suck(?:s|ed|ing)?|trawl(?:s|ed|ing)?|sweep(?:s|ing)?|swept|drain(?:s|ed|ing)?|skim(?:s|med|ming)?|draw(?:s|n|ing)? off|lift(?:s|ed|ing)?|rip(?:s|ped|ping)?|strip(?:s|ped|ping)?|(?:walk|page|pages|go|goes|going|step|click|run|work|leaf|comb|loop|cycle)(?:s|ed|ing)? (?:\\w+ )?through|catalogu?e[sd]?|catalogu?ing|cach(?:e|es|ed|ing)|archiv(?:e|es|ed|ing)|monitor(?:s|ed|ing)?|track(?:ed|ing)|consult(?:s|ed|ing)?|extract(?:s|ed|ing|ion)?|tak(?:e|es|ing) (?:over|copies)|taken over|call(?:s|ed|ing)? (?:up|upon)|enumerat(?:e|es|ed|ing|ion)|iterat(?:e|es|ed|ing)|replicat(?:e|es|ed|ing|ion)|duplicat(?:e|es|ed|ing|ion)|reproduc(?:e|es|ed|ing|tion)|stitch(?:es|ed|ing)?|sav(?:e|es|ed|ing)|stor(?:e|es|ed|ing)|record(?:s|ed|ing)? (?:it|them|the)|scan(?:s|ned|ning)?|interrogat(?:e|es|ed|ing)|consum(?:e|es|ed|ing)|look(?:s|ed|ing)? up|look-?ups|dump(?:s|ed|ing)?|export(?:s|ed|ing)?|grab(?:s|bed|bing)?|captur(?:e|es|ed|ing)|search(?:es|ed|ing)?|bulk-order\\w*|mine[sd]?|mining)'

/** Done by a machine: "with a program", "by script", "robotically". */
const manner = `(?:(?:by whatever tool|by|with|through|via|using|by means of|by way of|with the (?:aid|help|assistance) of|aided by|employing|running)(?: (?:an?|any|some|its|their|your|one's|the use of|whatever|such))*(?: [\\w"'-]+){0,2}? (?:${machine}|"bot"|programs?\\b|software\\b|machines?\\b|computers?\\b|add-?ons?\\b|extensions?\\b|automation\\b|macros?\\b|technolog(?:y|ies)\\b)|by (?:machines?|scripts?|programs?|software|robots?|computers?|bots?|automation|oai-pmh)\\b|robotically|mechanically|automatically|programmatically|systematically|in bulk|en masse|wholesale|unattended|in an? (?:automat\\w+|robotic|systematic|mechanical|programmatic) (?:fashion|manner|way)|in automat\\w+ (?:fashion|manner)|without (?:a (?:person|human)|anyone|anybody|human)|cell by cell|entry by entry|page by page|one after the other)`

const things =
  /\b(?:pages?|(?:web ?)?sites?|content|contents|data|databases?|records?|articles?|listings?|notices|posts?|catalogu?e|archives?|directory|directories|collections?|maps?|tiles?|texts?|works?|images?|photos?|photographs|pictures|prices?|offers?|adverts|ads|vacancies|lots|entries|profiles?|it|them|everything|set|feed|server|register|registry|look-?ups?|recordings?|stories|poems|songs?|lyrics|papers?|journals?|books?|concordances|messages?|history|marketplace|platform|portal|service|api|rates|tables?|dictionary|corpus|schedules?|results?|materials?|information|metadata|items?|documents?|files?|names|words|numbers?|auctions?|we|us)\b/

const devices = new RegExp(
  `\\b(?:have|having|let|lets|letting|make|making|set|setting) (?:an?|any|some|your|their|the) (?:[\\w-]+ )?(?:programs?|software|scripts?|machines?|computers?|bots?|assistants?|tools?) (?:[\\w-]+ )?${doing}\\b|\\b${device}(?:,? (?:and|or) [\\w-]+)?(?: (?:acting|running|operated|written|used|made)[\\w ' -]{0,40}?)?,? (?:that|which|to|may|can|could|must|shall|should|cannot|so as to)(?: (?!be\\b)\\w+){0,3}? ?\\b${doing}\\b|\\b${device} (?:reading|copying|collecting|downloading|fetching|scanning|browsing|trawling|walking|paging)\\b`,
)
const machines = new RegExp(`\\b${machine}\\b`)
const done = new RegExp(`\\b${doing}\\b[^.;]{0,110}?\\b${manner}`)
const mannerFirst = new RegExp(
  `\\b(?:by means of|with the (?:aid|help) of|using|by) (?:an? |any )?(?:${machine}|software|programs?|machines?)[^.;]{0,60}?\\b${doing}\\b`,
)
const mined =
  /\b(?:text|texts|data)(?: or| and|,| &|\/)* ?(?:text|texts|data)?[- ]mining\b|\bmining (?:of|the) (?:[\w-]+ )?(?:texts?|data|works?|content|pages|repertoire|articles)|\bcomputational (?:analysis|reading)|\bpurposes? of mining\b|\bkind of mining\b|\btdm\b|\b(?:can|may|be|to) mined?\b(?! (?:crypto|coins?|bitcoin|for gold))/

/** Where a stretch tells of machines that read. */
export interface Visit {
  readonly kind: /** a machine is named */ 'machine' | 'mined' | /** an act with "by machine" */ 'done' | 'device'
  readonly from: number
  readonly to: number
}

/** Finds where plain, lower-case text tells of machines that read; null when it does not. */
export function findVisit(text: string): Visit | null {
  for (const [pattern, kind] of kinds) {
    const match = pattern.exec(text)
    if (match === null) continue
    if (kind === 'device' && !things.test(text)) continue
    return { kind, from: match.index, to: match.index + match[0].length }
  }
  return null
}
const kinds = [
  [mined, 'mined'],
  [done, 'done'],
  [mannerFirst, 'done'],
  [machines, 'machine'],
  [devices, 'device'],
] as const

/** Whether a stretch names something fetched. */
export function fetches(text: string): boolean {
  return fetched.test(text)
}
const fetched =
  /\b(?:fetch\w*|read(?:s|ing)?|cop(?:y|ies|ied|ying)|collect\w*|gather\w*|download\w*|index(?:es|ed|ing)?|quer(?:y|ies|ied|ying)|retriev\w+|visit\w*|brows(?!ers?\b)\w+|poll(?:s|ed|ing)?|pull(?:s|ed|ing)?|mirror\w*|harvest\w*|siphon\w*|vacuum\w*|hoover\w*|slurp\w*|scoop\w*|trawl\w*|swe(?:ep|eps|pt)|drain\w*|skim\w*|lift\w*|catalogu\w+|cach\w+|archiv\w+|consult\w*|extract\w*|take copies|replicat\w+|duplicat\w+|reproduc\w+|stitch\w*|look-?ups?|scrap\w+|crawl\w*|consult\w*|monitor\w*|extraction|retrieval|access to the|aspiration|look up)\b/

/** The cheap question before: words without one of which no stretch tells of such a visit. */
export const visiting =
  /(?:ro)?bot|crawl|spider|scrap|miner|mining|\bmined?\b|harvest|download|wget|curl|script|macro|cron|offline|off-line|index|agent|unattended|automat|machine|programm?|software|computer|assistant|\btools?\b|\bloops?\b|add-?on|plug-?in|extension|systematic|bulk|masse|mechanical|wholesale|search|exclusion|poll|disallow|human|cell by|entry by|page by|one after|computational|tdm/

/** One door for machines: the API, the feed, the dump; the rest is shut. */
export const door =
  /\b(?:must|have to|has to|shall|should|only|exclusively|sole|one automated|by no other|other(?:wise)? than|anything but|instead of|in place of|reserved for|asks?|is required|goes? through|take place|takes place)\b[^.;]{0,80}\b(?:apis?|interface|interfaces|endpoints?|feeds?|dumps?|snapshot service|file service|export|mining service|gateway|sftp|bulk folders?)\b|\b(?:apis?|interface|endpoints?|feeds?|dumps?|gateway)\b[^.;]{0,60}\b(?:is|are) the (?:only|one|sole)\b|\b(?:through|via|over|by|using|use) (?:the|our|its) (?:[\w-]+ ){0,2}?(?:apis?|interface|endpoints?|feeds?|dumps?|file service)\b[^.;]{0,30}\b(?:only|alone|by no other|and no)\b/
