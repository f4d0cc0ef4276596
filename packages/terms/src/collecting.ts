import type { Condition } from '@proviso/rights'
import { type Clause, clauseText } from './clause.ts'
import type { Context } from './context.ts'
import type { Governed } from './grammar/force.ts'
import { governs } from './grammar/governing.ts'
import { reservesMining } from './grammar/reservation.ts'
import { type CollectingMention, door, findCollecting } from './lexicon/collecting.ts'
import { findConditions, isLimited } from './lexicon/condition.ts'
import { namesIn } from './names.ts'
import type { StatementDraft } from './statement-draft.ts'

/** What makes the use of a tool a collection: something is fetched from the service. */
const fetching =
  /\b(?:access\w*|collect\w*|cop(?:y|ies|ied|ying)|download\w*|extract\w*|retriev\w*|index\w*|search\w*|gather\w*|monitor\w*|acquir\w*|obtain\w*|view\w*|scan\w*|quer(?:y|ies|ying)|navigat\w*|reproduc\w*|interact(?:s|ing)?|cach(?:e|ed|ing)|harvest\w*|scrap\w*|crawl\w*|mine|mining|read(?:s|ing)?|pull(?:s|ing)?|grab\w*|fetch\w*|rip(?:s|ping)?|dump(?:s|ing)?|mirror\w*|clon(?:e|es|ing)|ingest\w*|lift(?:ing)?|siphon\w*|export\w*|visit(?:s|ing)?|data|us(?:e|es|ing) (?:of )?(?:the|our|this|any part of the|\w+'s) (?:[\w.-]+ ){0,2}?(?:web ?)?(?:site|service|platform|app)\w*|(?:when|while|whilst|in connection with|in the course of|during|for) (?:the )?(?:use|using|accessing|visiting) (?:of )?(?:[\w.'-]+ ){0,3}(?:web ?)?(?:sites?|services?|platforms?|apps?|portals?))\b/
const contentFetching =
  /\b(?:collect\w*|cop(?:y|ies|ying)|extract\w*|retriev\w*|index(?:es|ing)?|gather\w*|harvest\w*|scrap\w*|crawl\w*|(?:data|text|content)[- ]?min\w*|mine (?:data|content|information)|obtain\w*|acquir\w*|cach(?:e|ing)|aggregat\w*|compil\w*|reproduc\w*|(?<!\b(?:inflat|boost|swell|manipulat|artificial|fak)\w*\b[^.;]{0,60})download(?:s|ing)?(?! (?:or stream|counts?|figures|metrics))|search(?:es|ing)? (?:the|our)|pull(?:s|ing)?|grab\w*|fetch\w*|mirror\w*|ingest\w*|siphon\w*|export\w*|monitor\w*)\b/
/** Purposes for which robots are barred that have nothing to do with collecting. */
const otherPurpose =
  /\b(?:spam\w*|cheat\w*|hacks?\b|exploits?\b|mods?\b|game(?:play|s)?\b|gaming|fake|inauthentic|artificial(?:ly)?\b(?! intelligence)|inflat\w*|manipulat\w*|click[- ]?fraud|impressions?|clicks?\b|followers?|likes\b|votes?|voting|ratings?|streams?\b|plays\b|views?\b|(?:creat(?:e|es|ing)|open(?:s|ing)?|make|making|set(?:ting)? up) (?:\w+ ){0,3}accounts?|sign(?:ing)?[- ]?up|(?:free|bonus|trial|promotional) credits|regist(?:er|ration)\w*|account creation|accounts? (?:by|through|via|using)|log ?in|purchas\w*|tickets?|bids?\b|auction\w*|denial[- ]of|vulnerab\w*|penetration|load[- ]?test\w*|stress[- ]?test\w*|overload\w*|overburden\w*|disrupt\w*|interfer\w*|impair\w*|attack\w*|malware|virus\w*|trojan\w*|worms?\b|phish\w*|unsolicited|bulk (?:e-?mail|messag)|(?<!request )messages?\b|post(?:ing)? content|communicat\w+|contact(?:ing)? (?:other )?(?:members|users|people)|(?:post|upload|submit|add)(?:ing)? (?:more )?(?:user )?(?:content|listings|comments|reviews)|advertis\w*|traffic|monetiz\w*|sweepstakes|contest\w*|entries|gambl\w*|redeem\w*|trad(?:e|ing)|comment\w*|follow(?:ing)?)\b/
const personalOnly =
  /\b(?:e-?mail addresses|email|phone numbers?|personal(?:ly)?[- ](?:identifi\w+ )?(?:data|information|details)|contact (?:information|details)|usernames?|user names|passwords?|credentials|account (?:names?|information)|login|screen names|identit\w+|about (?:other )?(?:users|others|people|players|members)|(?:users'?|user's|other users'?|others'?) (?:personal |private )?(?:information|data|details))\b/
/** What is collected is the user's: how the service itself gathers data, automated decisions, and the like. */
const aboutUser =
  /\bprocess\w*\b[^.]{0,60}\bby automated means|\bby automated means\b[^.]{0,80}\b(?:consent|contract)\b|\bautomated (?:decision|individual|profil)|\bautomatic(?:ally)? (?:collect|receiv|record|log|gather|stor|generat|renew)|\bcookies?\b|\bweb beacons?\b|\bpixels?\b|\bdata portability|\bmachine[- ]readable format|\bchat ?bots?\b|\bbot (?:developer|owner|account)|\bautomated (?:moderation|phone|telephone|dial(?:l?ing|l?ers?|l?ed)\b|call|text|sms|messag|email|e-mail)/

const byMachine =
  /\bautomat|\bsystematic|\bscrap|\bcrawl|\bspider|\b(?:ro)?bots?\b|\bbulk\b|\bmass\b|\bharvest|\bmin(?:e|ing)\b|\bprogram(?:s|matic)|\bscripts?\b|\bsubstantial|\blarge|\bsoftware\b|\btools?\b|\bdatabase/

/** The tool is the way in: "use robots to access the site". */
const accessBy =
  /\bthat access(?:es)?\b|\b(?:robots?|bots?|spiders?|crawlers?|scrapers?|automated|automatic|scripts?)\b[^.;,]{0,90}\bto (?:\w+,? (?:or |and )?){0,2}?access\b|\baccess(?:ing|es)?\b(?! (?:control|by viruses))[^.;]{0,90}\b(?:robots?|bots?|spiders?|crawlers?|scrapers?|automated|automatic) |\baccess(?:ing)? .{0,40}\b(?:by|through|via|using) (?:any )?(?:robots?|bots?|automat)/
const toolWords = /\b(?:data[- ]?(?:gathering|collection|extraction|mining)|off-?line readers?)\b/g
/** Gathering of names and addresses, which is no collection of content. */
const personalGathering =
  /\b(?:collect|harvest|gather|obtain)\w*\b[^,;.]{0,80}?\b(?:user ?names?|e-?mail|addresses|personal|phone|contact|passwords?|identif)\w*[^,;.]{0,80}?\b(?:by|through|using|via) [^,;.]{0,40}|\b(?:collect|harvest|gather|obtain)\w*\b[^,;.]{0,80}?\b(?:user ?names?|e-?mail|addresses|personal|phone|contact|passwords?|identif)\w*/g
/** "Our contracts forbid them to …": who is bound was picked by the operator. */
const ofSuppliers =
  /\b(?:our|the|their|these) (?:contracts?|agreements?)\b[^.;]{0,40}\b(?:forbids?|prohibits?|bars?|prevents?|(?:does|do)(?: not|n't) (?:allow|permit|let)) (?:them|it|(?:the|our|these|such|any) (?:[\w-]+ )?(?:contractors?|suppliers?|vendors?|providers?|processors?|partners?|agenc(?:y|ies)|compan(?:y|ies)))\b/
/** Addresses that are gathered to write or call to, or to sell, and nothing else. */
const addressesToWriteTo =
  /\b(?:collect|gather|harvest|compil|obtain|mine)\w* (?:(?:the|our|any|other|members'|users'|member|user|people's) ){0,2}(?:(?:e-?mail|mail|postal|phone) )?(?:addresses|phone numbers|numbers|e-?mails)\b[^.;]{0,120}?\b(?:mailing lists?|mailings?|spam\w*|unsolicited|junk|marketing|advertis\w+|to sell (?:them|it|things)|newsletters?|solicit\w*|(?:to|may|can|of|for) (?:writ(?:e|ing)|send(?:ing)?|mail(?:ing)?|contact(?:ing)?|call(?:ing)?)\b)/
/** Pages and data that are not the service's. */
const elsewhere =
  /\b(?:another (?:source|site|website)|(?:some|many|certain) (?:web ?)?sites|an? (?:web ?)?(?:site|page)s? (?:whose|that (?:forbids?|prohibits?|bars?|bans?))|other (?:sites|websites|sources)|third[- ]party (?:sites?|websites?|sources?)|your (?:web ?)?(?:site|sites|website|landing|pages?|destinations?|content|feeds?|servers?)|publisher(?:'s|s)? (?:web ?)?(?:site|sites)|the web\b|from the internet|(?:the )?(?:wider|open|public|rest of the) (?:internet|web))\b(?! (?:services?|sites?|pages?|portal))/

/** "scrapes third-party websites": what is collected is named right after. */
const actsElsewhere =
  /^(?:scrap|crawl|spider|harvest|index)\w* (?:any |other |content (?:from|of) |data (?:from|of) )?(?:third[- ]part(?:y|ies)(?:'s?)?|other people's|others'|other|external|unrelated) (?:web ?)?(?:sites?|services?|platforms?|pages?)\b/

/** "… using automated means, except: (a) public search engines, as robots.txt allows": the exception, as its own item. */
function exempted(clause: Clause, own: string): StatementDraft | null {
  const lead = clause.leads.at(-1)?.toLowerCase()
  if (
    lead === undefined ||
    !/\bexcept(?:ions?)?(?: (?:that|as|for|in the following \w+))?\W*$/.test(lead) ||
    findCollecting(lead).length === 0
  )
    return null
  const conditions = findConditions(own, ['robots-txt', 'search-engine'])
  if (conditions.length === 0) return null
  return {
    effect: 'conditional',
    actor: 'public',
    usage: 'crawl',
    asset: 'content',
    conditions,
    confidence: 0.9,
  }
}

/** Calls up to a number in a time: collecting within a rate. What forbids to get round a limit says nothing of the rest. */
export const callLimits =
  /\b(?:up to|no more than|at most|(?:is|are) limited to|maximum of|below|under) [\d,.]+\w* (?:automated |api )?(?:requests?|calls?|queries) (?:per|an?|each|every) (?:second|minute|hour|day|month)\b/

function rateLimited(own: string): StatementDraft | null {
  if (!callLimits.test(own) || aboutUser.test(own)) return null
  return {
    effect: 'conditional',
    actor: 'public',
    usage: 'crawl',
    asset: 'content',
    conditions: [{ kind: 'rate-limit' }],
    confidence: 0.7,
  }
}

/** What a clause says on collecting by machines; null when nothing. */
export function readCollecting(clause: Clause, context: Context): StatementDraft | null {
  const own = clauseText(clause).toLowerCase()
  const leads = clause.leads.join(' ').toLowerCase()
  const exceptionOf = exempted(clause, own)
  if (exceptionOf !== null) return exceptionOf
  const rated = rateLimited(own)
  if (rated !== null) return rated
  const mentions = findCollecting(own).filter((mention) => mention.kind !== 'gather' || !personalOnly.test(own))
  if (mentions.length === 0) return null
  const around = `${leads} ${own}`
  const mention = best(mentions, own)
  if (mention === null) return null
  if (/\b(?:ro)?bots (?:are|is) not welcome\b/.test(own) && context.privacy) return null
  if (/min/.test(own.slice(mention.from, mention.to)) && /^\w* for e-?mail addresses/.test(own.slice(mention.to)))
    return null
  if (mention.kind !== 'act' && (aboutUser.test(own) || /\by?our (?:\w+ )?$/.test(own.slice(0, mention.from))))
    return null
  // what the operator has bound its suppliers to is no rule for visitors
  if (ofSuppliers.test(own)) return null
  if (addressesToWriteTo.test(own)) return null
  // what may happen to the service, to a network or to a system under test is no rule on reading
  if (
    mention.kind !== 'act' &&
    (/\b(?:responsible|liable|liability)\b[^.]*$/.test(leads) ||
      /\bwi-?fi\b|\bport scan|\bports\b|\bweakness(?:es)?\b/.test(around))
  )
    return null
  if (
    /\b(?:where|so that|that) (?:\w+ )?(?:crawlers|bots|robots|scrapers) (?:will|can|could|might|may) (?:find|reach|see)/.test(
      own,
    )
  )
    return null
  // who passes a machine off as a person reads nothing with it
  if (
    mention.kind === 'tool' &&
    /\b(?:pass(?:es|ing)? off|disguis(?:e|es|ing)|present(?:s|ing)?|represent(?:s|ing)?|portray(?:s|ing)?) (?:[\w-]+ ){0,4}$/.test(
      own.slice(0, mention.from),
    )
  )
    return null
  // a mark "has not been scraped" off a product
  if (
    /^(?:scraped|crawled)$/.test(own.slice(mention.from, mention.to)) &&
    !/\b(?:content|data|site|website|information|pages?|services?|materials?|platform|posts?|profiles?|text)\b/.test(
      own,
    )
  )
    return null
  const acts =
    /\b(?:access|uses?\b|collection|download|extraction|retrieval|harvest|gather|copy|index|quer|search|scrap|crawl|mining|capture|export|reading|programmatically)/.test(
      own.slice(mention.from, mention.to),
    )
  // "the use of robots is prohibited", "do not use bots on our site": whatever for
  const onSite =
    /\b(?:bots?|robots?|crawlers?|scrapers?|spiders?|headless browsers?)\b[^.;]{0,40}\b(?:on|with|against|to browse) (?:our|the|this) (?:web ?)?(?:site|service|platform|app)/.test(
      own,
    ) || /\b(?:use|using) of (?:any )?(?:robots|crawlers|scrapers|spiders)\b/.test(own)
  if (
    mention.kind === 'tool' &&
    !acts &&
    !onSite &&
    !/\bused by (?:[\w-]+ (?:or|and) )?(?:an? |any )?(?:ais?\b|bots?|robots?|automated)/.test(own) &&
    !fetching.test(own.slice(0, mention.from) + own.slice(mention.to)) &&
    !fetching.test(leads)
  )
    return null
  if (
    mention.kind !== 'act' &&
    otherPurpose.test(own) &&
    !contentFetching.test(own.replace(toolWords, ' ').replace(personalGathering, ' ')) &&
    !accessBy.test(own)
  )
    return null
  if (actsElsewhere.test(own.slice(mention.from))) return null
  if (elsewhere.test(own) && !/\b(?:our|the) (?:site|service|platform|website|content|app)/.test(own)) return null
  // taking data out is no collecting by machines unless something says that machines do it, or that it is much
  if (
    mention.kind === 'bulk' &&
    /^(?:extract|export|pull|siphon)/.test(own.slice(mention.from, mention.to)) &&
    !byMachine.test(around)
  )
    return null
  // what is handed on to others is not collected from the service
  if (
    mention.kind !== 'act' &&
    /\b(?:provid\w+|offer\w*|enabl\w+|display\w*)(?: or [\w ]{1,20}| access to| any)*(?:,? [\w-]+){0,2} $/.test(
      own.slice(0, mention.from),
    )
  )
    return null
  if (
    /\b(?:restrict|block|prevent|limit|den[yi])\w* (?:[\w-]+ )?$/.test(own.slice(0, mention.from)) &&
    mention.kind === 'tool' &&
    /^(?:crawlers?|bots?|robots?|googlebot|spiders?)$/.test(own.slice(mention.from, mention.to)) &&
    !/\bto (?:circumvent|bypass)/.test(own.slice(0, mention.from))
  )
    return null
  if (
    mention.kind === 'gather' &&
    !/\b(?:data|content|information|materials?|metadata|records|pages|collections?|catalogu?e|oai|api|them|listings|texts?|images)\b/.test(
      own,
    )
  )
    return null

  const trade =
    /^\W*by\b/.test(own) && /,\s*(?:you|the user) (?:hereby )?(?:waive|grant|agree)/.test(own.slice(mention.to))
  if (trade)
    return {
      effect: 'conditional',
      actor: 'public',
      usage: 'crawl',
      asset: 'content',
      conditions: [{ kind: 'licence', note: 'against something in return' }],
      confidence: 0.7,
    }
  const governed =
    misconduct(own, mention) ??
    (/\bno (?:[\w-]+,? (?:or |and )?){0,3}$/.test(own.slice(0, mention.from)) &&
    !/\b(?:is|are|was|were|has|have|there)\b/.test(own)
      ? plainBan
      : null) ??
    reservesMining(own, mention.from) ??
    ofTool(own, mention) ??
    ifThen(own, mention) ??
    governs(
      own,
      mention.from,
      clause.leads,
      clause.path,
      namesIn(clauseText(clause), context.names, `${clause.previous} ${clauseText(clause)}`),
    )
  if (governed === null || governed.subject === 'operator') return null
  // "it shall be no breach if …" leaves free
  if (
    /\bnot (?:constitute |be |count as |regarded as |considered )?(?:an? )?(?:breach|violation|infringement)\b[^.;]{0,60}\bif\b/.test(
      own,
    )
  )
    return null
  // of a row of bans only the one that is read counts
  const part = segmentAround(own, mention)
  const conditions = findConditions(`${leads} ${part}`, ['robots-txt', 'search-engine', 'rate-limit', 'class'])
  if (/\bno-?ai\b/.test(around)) conditions.push({ kind: 'class', note: 'content so marked by its author' })
  if (insideTraining(own, mention)) conditions.push({ kind: 'class', note: 'only for training AI' })
  const draft = (
    effect: StatementDraft['effect'],
    found: readonly Condition[],
    confidence: number,
  ): StatementDraft => ({
    effect,
    actor: 'public',
    usage: 'crawl',
    asset: 'content',
    conditions: found,
    confidence,
  })
  const example = misconduct(own, mention) !== null
  const confidence = example
    ? exampleConfidence
    : (mention.kind === 'act' ? 0.95 : mention.kind === 'tool' ? 0.9 : 0.75) - (governed.where === 'heading' ? 0.15 : 0)
  if (governed.force === 'forbid') {
    const robots = conditions.some((condition) => condition.kind === 'robots-txt')
    const search = conditions.some((condition) => condition.kind === 'search-engine')
    const exempts =
      /\b(?:except(?:ed|ing|ions?)?|exempt(?:ed|ions?)?|unless|other than|save|however|but|provided|permi(?:t|ssi)\w*|grants?|allow\w*|only|excluded from this|outside this|not (?:meant|affected|covered))\b/.test(
        own,
      )
    // "our robots.txt is no permission": the ban stands
    if (robots && /\b(?:does|shall|do|will|is) not\b[^.]{0,60}\b(?:constitut|permission|licen|permit)/.test(own))
      return draft('disallow', [], confidence)
    if (
      /\bfor (?:any |your own |its own |their own |direct |primarily )?commercial\b/.test(part) &&
      !/\bnon-?commercial\b|\bpersonal (?:or|and)\b|\bany (?:other )?purpose\b/.test(own)
    )
      conditions.push({ kind: 'non-commercial' })
    if (/\b(?:otherwise|other) than (?:via|through|by|by means of|using|over) (?:the|our) (?:\w+ )?apis?\b/.test(part))
      return draft(
        'conditional',
        [...conditions, { kind: 'class', note: 'only through the API or under a licence' }],
        confidence - 0.1,
      )
    if (search && exempts) return draft('conditional', conditions, confidence)
    // "in violation of robots.txt" bars less than all; "unless robots.txt allows" leaves something
    if (
      robots &&
      !/\b(?:disregard|ignor|circumvent|bypass|violat|breach|fail\w* to (?:comply|respect|honou?r))/.test(own)
    )
      return draft('conditional', conditions, confidence)
    return draft(
      'disallow',
      conditions.filter((condition) => condition.kind !== 'search-engine'),
      confidence,
    )
  }
  if (/\byour own (?:web ?sites?|sites?|data|archive|content|posts|records|files|account)\b/.test(own)) return null
  // leave: plain, or with a string attached in this sentence or the next
  const near = `${own} ${clause.next.toLowerCase()}`
  const strings = findConditions(near, [
    'robots-txt',
    'search-engine',
    'rate-limit',
    'non-commercial',
    'attribution',
    'class',
  ])
  if (
    governed.force !== 'permit' ||
    (mention.kind !== 'act' &&
      !/\b(?:ro)?bots?\b|crawl|scrap|spider|harvest|\bautomated\b|wget|\bscripts?\b|\bbulk\b|\bmin(?:e|ing)\b/.test(
        own,
      ))
  )
    return null
  if (/\bupdates?\b|\badd-?ons?\b|opt-?out/.test(own)) return null
  if (/\b(?:api|licen[cs]e|agreement)\b/.test(own) && /\bonly\b/.test(own))
    strings.push({ kind: 'class', note: 'only through the API or under a licence' })
  else if (door.test(own)) strings.push({ kind: 'class', note: 'only through the API or under a licence' })
  if (strings.length === 0 && isLimited(own)) strings.push({ kind: 'class', note: 'within the limits the text sets' })
  if (strings.length > 0) return draft('conditional', strings, confidence - 0.1)
  if (
    governed.where === 'after' ||
    LEAVE.test(own.slice(0, mention.to)) ||
    /\b(?:may|can)\b/.test(own.slice(mention.to, mention.to + 6))
  )
    return draft('allow', [], confidence - 0.3)
  return null
}

/** The segment of a row ("…; …; …") that holds a mention. */
function segmentAround(own: string, { from, to }: CollectingMention): string {
  let end = own.indexOf(';', to)
  // "…; public search engines are exempt": the exception is part of the ban
  if (end !== -1 && /^;[^;]{0,200}\b(?:exempt|excepted|excluded|not affected|does not apply)/.test(own.slice(end)))
    end = own.indexOf(';', end + 1)
  return own.slice(own.lastIndexOf(';', from) + 1, end === -1 ? own.length : end)
}

/** The tool is the doer: "crawlers may visit …", "robots must not …". */
function ofTool(own: string, mention: CollectingMention): Governed | null {
  if (
    !/^(?:crawlers|robots|bots|spiders|scrapers)$/.test(own.slice(mention.from, mention.to)) ||
    /\b(?:our|chat|cancel) $/.test(own.slice(0, mention.from))
  )
    return null
  const rest = own.slice(mention.to)
  const modal =
    /^\s*(?:\([^)]*\)\s*)?(?:may|must|shall|can|should)(?<not>\s+not\b)?(?!\s+be\b)|^\s*(?<cannot>cannot|can't|(?:are|is) (?:\w+ )?(?:prohibited|forbidden|banned|excluded|not (?:allowed|permitted|welcome)))\b/.exec(
      rest,
    )
  if (modal === null) return null
  const denied = modal.groups?.not !== undefined || modal.groups?.cannot !== undefined
  if (!denied && /^\s*(?:must|shall|should)/.test(rest)) return null
  return { force: denied ? 'forbid' : 'permit', subject: 'public', passive: false, told: false, where: 'own' }
}

/** "If you operate a crawler, you may access the site, subject to …": leave, given to those who use the tool. */
function ifThen(own: string, mention: CollectingMention): Governed | null {
  if (!/\bif you (?:operate|run|use|are|own|maintain)\b[^.;:]*$/.test(own.slice(0, mention.from))) return null
  if (
    !/^[^.;:]*,\s*(?:[^.;:]{0,80},\s*)?(?:you (?:may|can)\b(?! not)|we (?:conditionally )?(?:grant|permit|allow)\b)/.test(
      own.slice(mention.to),
    )
  )
    return null
  return { force: 'permit', subject: 'public', passive: false, told: false, where: 'after' }
}

/** Leave given in so many words: "you may …", "robots are welcome to …". */
const LEAVE =
  /\b(?:you|anyone|anybody|users?|developers?|robots|bots|crawlers|spiders|researchers|everybody|everyone|the public) (?:may|can|are (?:\w+ )?(?:free|allowed|permitted|welcome)(?: to)?)\b|\bfree to\b|\bwelcome\b/

const plainBan: Governed = { force: 'forbid', subject: 'public', passive: false, told: false, where: 'own' }

/** Named as an example of harm or abuse: "causes harm, for example by hacking or scraping". */
function misconduct(own: string, mention: CollectingMention): Governed | null {
  if (mention.kind !== 'act') return null
  const before = own.slice(0, mention.from)
  if (
    /\b(?:harm|abuse|misuse|abusive|misconduct|liability)\w*\b[^.]{0,200}\b(?:for example|such as|including|e\.g\.|by|like)\b[^.]{0,160}$/.test(
      before,
    )
  )
    return { force: 'forbid', subject: 'public', passive: false, told: false, where: 'own' }
  return null
}

/** Whether collecting is named only as a means of a ban on training: "use the data (including by crawling) to train …". */
function insideTraining(own: string, mention: CollectingMention): boolean {
  const open = own.lastIndexOf('(', mention.from)
  return (
    open !== -1 &&
    own.indexOf(')', open) > mention.from &&
    /\b(?:to|for|of) (?:the purposes? of )?(?:train|develop|creat|build|fine)/.test(own.slice(own.indexOf(')', open)))
  )
}

/** How sure an example of abuse makes: less than any rule on the same thing. */
export const exampleConfidence = 0.6

/** The mention that speaks clearest. */
function best(mentions: readonly CollectingMention[], own: string): CollectingMention | null {
  for (const kind of ['act', 'tool', 'bulk', 'gather'] as const) {
    const found = mentions.find(
      (mention) =>
        mention.kind === kind &&
        !(
          kind === 'tool' &&
          /^bots?$/.test(own.slice(mention.from, mention.to)) &&
          /\b(?:chat|cancel) ?$/.test(own.slice(0, mention.from))
        ),
    )
    if (found !== undefined) return found
  }
  return null
}
