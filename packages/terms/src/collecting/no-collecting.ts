import { ownCrawler } from '../lexicon/collecting.ts'
import type { Act } from './act.ts'

/** Whether a mention tells of no collecting from the service by whoever visits it: nothing is to be read from it. */
export function isNoCollecting(act: Act): boolean {
  return (
    (act.kind !== 'act' && isNoAct(act)) ||
    isOfPeople(act) ||
    isOfSuppliers(act) ||
    isElsewhere(act) ||
    isInvitation(act) ||
    isMark(act)
  )
}

/** What only tells of machines, or of taking data out, must tell that they fetch something from the service. */
function isNoAct(act: Act): boolean {
  if (aboutUser.test(act.own) || /\by?our (?:\w+ )?$/.test(act.before)) return true
  return (
    isRisk(act) ||
    isForOtherEnds(act) ||
    isHandedOn(act) ||
    (act.kind === 'tool' && isIdleTool(act)) ||
    (act.kind === 'bulk' && isByHand(act)) ||
    (act.kind === 'gather' && !gathered.test(act.own))
  )
}

/** How the service gathers data itself, automated decisions, and the like [K5, K18]. */
export const aboutUser =
  /\bprocess\w*\b[^.]{0,60}\bby automated means|\bby automated means\b[^.]{0,80}\b(?:consent|contract)\b|\bautomated (?:decision|individual|profil)|\bautomatic(?:ally)? downloads? (?:on|onto|to)\b|\bautomatic(?:ally)? (?:collect|receiv|record|log|gather|stor|generat|renew)|\bcookies?\b|\bweb beacons?\b|\bpixels?\b|\bdata portability|\bmachine[- ]readable format|\bchat ?bots?\b|\bbot (?:developer|owner|account)|\bautomated (?:moderation|phone|telephone|dial(?:l?ing|l?ers?|l?ed)\b|call|text|sms|messag|email|e-mail)/
const gathered =
  /\b(?:data|content|information|materials?|metadata|records|pages|collections?|catalogu?e|oai|api|them|listings|texts?|images)\b/

/** What may happen to the service, to a network or to a system under test is no rule on reading. */
function isRisk({ leads, around }: Act): boolean {
  return /\b(?:responsible|liable|liability)\b[^.]*$/.test(leads) || underTest.test(around)
}

const underTest = /\bwi-?fi\b|\bport scan|\bports\b|\bweakness(?:es)?\b/

/** Tools barred for other ends (spam, cheating, accounts, load), with no fetching of content beside [K3]. */
function isForOtherEnds({ own }: Act): boolean {
  return servesOtherEnds(own)
}

/** Whether plain, lower-case words bar machines for other ends than fetching content. */
export function servesOtherEnds(own: string): boolean {
  return (
    otherPurpose.test(own) &&
    !contentFetching.test(own.replace(toolWords, ' ').replace(personalGathering, ' ')) &&
    !accessBy.test(own)
  )
}

/** Purposes for which robots are barred that have nothing to do with collecting. */
const otherPurpose =
  /\b(?:spam\w*|cheat\w*|hacks?\b|exploits?\b|mods?\b|game(?:play|s)?\b|gaming|fake|inauthentic|artificial(?:ly)?\b(?! intelligence)|inflat\w*|manipulat\w*|click[- ]?fraud|impressions?|clicks?\b|followers?|likes\b|votes?|voting|ratings?|streams?\b|plays\b|views?\b|(?:creat(?:e|es|ing)|open(?:s|ing)?|make|making|set(?:ting)? up) (?:\w+ ){0,3}accounts?|sign(?:ing)?[- ]?up|(?:free|bonus|trial|promotional) credits|regist(?:er|ration)\w*|account creation|accounts? (?:by|through|via|using)|log ?in|purchas\w*|tickets?|bids?\b|auction\w*|denial[- ]of|vulnerab\w*|penetration|load[- ]?test\w*|stress[- ]?test\w*|overload\w*|overburden\w*|disrupt\w*|interfer\w*|impair\w*|attack\w*|malware|virus\w*|trojan\w*|worms?\b|phish\w*|unsolicited|bulk (?:e-?mail|messag)|(?<!request )messages?\b|post(?:ing)? content|communicat\w+|contact(?:ing)? (?:other )?(?:members|users|people)|(?:post|upload|submit|add)(?:ing)? (?:more )?(?:user )?(?:content|listings|comments|reviews)|advertis\w*|traffic|monetiz\w*|sweepstakes|contest\w*|entries|gambl\w*|redeem\w*|trad(?:e|ing)|comment\w*|follow(?:ing)?|virtual (?:goods|items|currenc\w+)|in-game|(?:grab|snatch|snap up|accept|claim|book)\w* (?:[\w-]+ ){0,3}(?:offers|slots|orders|appointments|seats|rides|trips|shifts|jobs|deliveries))\b/
const contentFetching =
  /\b(?:(?:collect|gather)\w*(?! (?:virtual|in-game|game) )|cop(?:y|ies|ying)|extract\w*|retriev\w*|index(?:es|ing)?|harvest\w*|scrap\w*|crawl\w*|(?:data|text|content)[- ]?min\w*|mine (?:data|content|information)|obtain\w*|acquir\w*|cach(?:e|ing)|aggregat\w*|compil\w*|reproduc\w*|(?<!\b(?:inflat|boost|swell|manipulat|artificial|fak)\w*\b[^.;]{0,60})download(?:s|ing)?(?! (?:or stream|counts?|figures|metrics))|search(?:es|ing)? (?:the|our)|pull(?:s|ing)?|grab\w*(?! (?:[\w-]+ ){0,3}(?:offers|slots|orders|appointments|seats|tickets|rides|trips|shifts|jobs|deliveries))|fetch\w*|mirror\w*|ingest\w*|siphon\w*|export\w*|monitor\w*)\b/
const toolWords = /\b(?:data[- ]?(?:gathering|collection|extraction|mining)|off-?line readers?)\b/g
/** Gathering of names and addresses, which is no collection of content. */
const personalGathering =
  /\b(?:addresses|e-?mails|phone numbers|numbers)\b[^.;]{0,30}\b(?:harvest|collect|gather|scrap|obtain)ed\b[^.;]{0,80}|\b[\w-]+-harvesting software\b|\b(?:collect|harvest|gather|obtain)\w*\b[^,;.]{0,80}?\b(?:user ?names?|e-?mail|addresses|personal|phone|contact|passwords?|identif)\w*[^,;.]{0,80}?\b(?:by|through|using|via) [^,;.]{0,40}|\b(?:collect|harvest|gather|obtain)\w*\b[^,;.]{0,80}?\b(?:user ?names?|e-?mail|addresses|personal|phone|contact|passwords?|identif)\w*/g
/** The tool is the way in: "use robots to access the site". */
const accessBy =
  /\bthat access(?:es)?\b|\b(?:robots?|bots?|spiders?|crawlers?|scrapers?|automated|automatic|scripts?)\b[^.;,]{0,90}\bto (?:\w+,? (?:or |and )?){0,2}?access\b|\baccess(?:ing|es)?\b(?! (?:control|by viruses))[^.;]{0,90}\b(?:robots?|bots?|spiders?|crawlers?|scrapers?|automated|automatic) |\baccess(?:ing)? .{0,40}\b(?:by|through|via|using) (?:any )?(?:robots?|bots?|automat)/

/** What is handed on to others is not collected from the service [K15]. */
function isHandedOn({ before }: Act): boolean {
  return /\b(?:provid\w+|offer\w*|enabl\w+|display\w*)(?: or [\w ]{1,20}| access to| any)*(?:,? [\w-]+){0,2} $/.test(
    before,
  )
}

/** A tool with no act beside it, passed off as a person, or kept out itself [K2, K3]. */
function isIdleTool(act: Act): boolean {
  return (
    passedOff.test(act.before) || isKeptOut(act) || !(actsItself.test(act.words) || isUsedOnSite(act) || fetches(act))
  )
}

/** Who passes a machine off as a person reads nothing with it. */
const passedOff =
  /\b(?:pass(?:es|ing)? off|disguis(?:e|es|ing)|present(?:s|ing)?|represent(?:s|ing)?|portray(?:s|ing)?) (?:[\w-]+ ){0,4}$/
const actsItself =
  /\b(?:access|uses?\b|collection|download|extraction|retrieval|harvest|gather|copy|index|quer|search|scrap|crawl|mining|capture|export|reading|programmatically)/

/** "Measures that restrict crawlers". */
function isKeptOut({ before, words }: Act): boolean {
  return (
    /\b(?:restrict|block|prevent|limit|den[yi])\w* (?:[\w-]+ )?$/.test(before) &&
    /^(?:crawlers?|bots?|robots?|googlebot|spiders?)$/.test(words) &&
    !/\bto (?:circumvent|bypass)/.test(before)
  )
}

/** "The use of robots is prohibited", "do not use bots on our site": whatever for [K17]. */
function isUsedOnSite({ own }: Act): boolean {
  return (
    onSite.test(own) ||
    /\b(?:use|using) of (?:any )?(?:robots|crawlers|scrapers|spiders)\b/.test(own) ||
    usedBy.test(own)
  )
}

const onSite =
  /\b(?:bots?|robots?|crawlers?|scrapers?|spiders?|headless browsers?)\b[^.;]{0,40}\b(?:on|with|against|to browse) (?:our|the|this) (?:web ?)?(?:site|service|platform|app)/
const usedBy = /\bused by (?:[\w-]+ (?:or|and) )?(?:an? |any )?(?:ais?\b|bots?|robots?|automated)/

/** What makes the use of a tool a collection: something is fetched from the service. */
function fetches({ before, after, leads }: Act): boolean {
  return fetching.test(before + after) || fetching.test(leads)
}

const fetching =
  /\b(?:access\w*|collect\w*|cop(?:y|ies|ied|ying)|download\w*|extract\w*|retriev\w*|index\w*|search\w*|gather\w*|monitor\w*|acquir\w*|obtain\w*|view\w*|scan\w*|quer(?:y|ies|ying)|navigat\w*|reproduc\w*|interact(?:s|ing)?|cach(?:e|ed|ing)|harvest\w*|scrap\w*|crawl\w*|mine|mining|read(?:s|ing)?|pull(?:s|ing)?|grab\w*|fetch\w*|rip(?:s|ping)?|dump(?:s|ing)?|mirror\w*|clon(?:e|es|ing)|ingest\w*|lift(?:ing)?|siphon\w*|export\w*|visit(?:s|ing)?|data|us(?:e|es|ing) (?:of )?(?:the|our|this|any part of the|\w+'s) (?:[\w.-]+ ){0,2}?(?:web ?)?(?:site|service|platform|app)\w*|(?:when|while|whilst|in connection with|in the course of|during|for) (?:the )?(?:use|using|accessing|visiting) (?:of )?(?:[\w.'-]+ ){0,3}(?:web ?)?(?:sites?|services?|platforms?|apps?|portals?))\b/

/** Taking data out is no collecting by machines unless something says that machines do it, or that it is much [K15]. */
function isByHand({ words, around }: Act): boolean {
  return /^(?:extract|export|pull|siphon)/.test(words) && !byMachine.test(around)
}

const byMachine =
  /\bautomat|\bsystematic|\bscrap|\bcrawl|\bspider|\b(?:ro)?bots?\b|\bbulk\b|\bmass\b|\bharvest|\bmin(?:e|ing)\b|\bprogram(?:s|matic)|\bscripts?\b|\bsubstantial|\blarge|\bsoftware\b|\btools?\b|\bdatabase/

/** Addresses that are gathered to write or call to: no collection of content [K4]. */
function isOfPeople({ own, words, after }: Act): boolean {
  return addressesToWriteTo.test(own) || (words.includes('min') && /^\w* for e-?mail addresses/.test(after))
}

export const addressesToWriteTo =
  /\b(?:collect|gather|harvest|compil|obtain|mine)\w* (?:(?:the|our|any|other|members'|users'|member|user|people's) ){0,2}(?:(?:e-?mail|mail|postal|phone) )?(?:addresses|phone numbers|numbers|e-?mails)\b[^.;]{0,120}?\b(?:mailing lists?|mailings?|spam\w*|unsolicited|junk|marketing|advertis\w+|to sell (?:them|it|things)|newsletters?|solicit\w*|(?:to|may|can|of|for) (?:writ(?:e|ing)|send(?:ing)?|mail(?:ing)?|contact(?:ing)?|call(?:ing)?)\b)/

/** Gathering of what is personal: left out where it is no act by its name [K4]. */
export const personalOnly =
  /\b(?:e-?mail addresses|email|phone numbers?|personal(?:ly)?[- ](?:identifi\w+ )?(?:data|information|details)|contact (?:information|details)|usernames?|user names|passwords?|credentials|account (?:names?|information)|login|screen names|identit\w+|about (?:other )?(?:users|others|people|players|members)|(?:users'?|user's|other users'?|others'?) (?:personal |private )?(?:information|data|details))\b/

/** What the operator has bound its suppliers to is no rule for visitors [K6]. */
function isOfSuppliers({ own }: Act): boolean {
  return ofSuppliers.test(own)
}

const ofSuppliers =
  /\b(?:our|the|their|these) (?:contracts?|agreements?)\b[^.;]{0,40}\b(?:forbids?|prohibits?|bars?|prevents?|(?:does|do)(?: not|n't) (?:allow|permit|let)) (?:them|it|(?:the|our|these|such|any) (?:[\w-]+ )?(?:contractors?|suppliers?|vendors?|providers?|processors?|partners?|agenc(?:y|ies)|compan(?:y|ies)))\b/

/** Pages and data that are not the service's [K6]. */
function isElsewhere({ own, from }: Act): boolean {
  return actsElsewhere.test(own.slice(from)) || ownCrawler.test(own) || speaksOfElsewhere(own)
}

/** Whether plain, lower-case words speak of other pages than the service's. */
export function speaksOfElsewhere(own: string): boolean {
  if (whereBarred.test(own)) return true
  return (
    elsewhere.test(own) &&
    !/\b(?:our|the) (?:site|service|platform|website|content|app)/.test(own.replace(byMeans, ' '))
  )
}

/** The service as a means, and not as what is read. */
const byMeans = /\b(?:not|to|by) us(?:e|ing) (?:our|the) (?:services?|platform)(?= to\b)/

const elsewhere =
  /\b(?:the target(?:ed)? (?:web ?)?(?:sites?|hosts?|servers?)|another (?:source|site|website)|(?:some|many|certain) (?:web ?)?sites|an? (?:web ?)?(?:site|page)s? (?:whose|that (?:forbids?|prohibits?|bars?|bans?))|other (?:sites|websites|sources)|third[- ]party (?:sites?|websites?|sources?)|your (?:web ?)?(?:site|sites|website|landing|pages?|destinations?|content|feeds?|servers?)|publisher(?:'s|s)? (?:web ?)?(?:site|sites)|the web\b|from the internet|(?:the )?(?:wider|open|public|rest of the) (?:internet|web))\b(?! (?:services?|sites?|pages?|portal))/
/** "On websites where you are restricted by the website". */
const whereBarred = /\b(?:web ?)?sites (?:where|that) (?:you are|restrict|block|forbid|prohibit)/
/** "Scrapes third-party websites": what is collected is named right after. */
const actsElsewhere =
  /^(?:scrap|crawl|spider|harvest|index)\w* (?:any |other |content (?:from|of) |data (?:from|of) )?(?:third[- ]part(?:y|ies)(?:'s?)?|other people's|others'|other|external|unrelated) (?:web ?)?(?:sites?|services?|platforms?|pages?)\b/

/** "Put it where crawlers can find it"; bots "not welcome" in a text on personal data are no visitors. */
function isInvitation({ own, context }: Act): boolean {
  return (
    /\b(?:where|so that|that) (?:\w+ )?(?:crawlers|bots|robots|scrapers) (?:will|can|could|might|may) (?:find|reach|see)/.test(
      own,
    ) ||
    (/\b(?:ro)?bots (?:are|is) not welcome\b/.test(own) && context.privacy)
  )
}

/** A mark that "has not been scraped" off a product. */
function isMark({ own, words }: Act): boolean {
  return /^(?:scraped|crawled)$/.test(words) && !content.test(own)
}

const content =
  /\b(?:content|data|site|website|information|pages?|services?|materials?|platform|posts?|profiles?|text)\b/
