import type { Condition, ConditionKind } from '@proviso/rights'
import { remembering } from '../remembering.ts'
import { letsJoin, letsRefuse } from './say.ts'

/** Words by which an affected user or the actor keeps a say. All patterns run on plain, lower-case text. */
const optOut =
  /\brequest (?:exclusion|that we (?:stop|not|do not|exclude))\b|\bwant(?:s)? to be excluded\b|\bin accordance with your (?:choices|settings|preferences)\b|\b(?:unless|if|when|while|where) (?:you(?:r)? )?(?:have )?[\w' -]{1,40} (?:is|are|has been|set to|turned|switched) (?:not )?(?:on|off|enabled|disabled|activated|deactivated|turned o\w+|switched o\w+)\b|\b(?:you|creators|users|authors|members|administrators|admins|customers) (?:can|may) exclude\b|\bexclude your \w+|\bswitch(?:ing)? off\b|\b(?:ability|able|option|choice) to (?:control|choose|manage|limit|restrict|decline|stop|adjust|decide)\b|\b(?:ask|tell|instruct|direct|request|require) (?!you\b)[\w.' -]{1,30}? (?:not to|to (?:stop|cease|exclude|refrain))\b|\bunless (?:your|an?|the) (?:\w+ )?(?:admin\w*|organi[sz]ation|school|employer|workspace|account)\b[^.;]{0,40}\b(?:off|disabl|opt|object|private|switch)|\bdo(?:es)? not wish for (?:this|it)\b|\bmay leave (?:it|the program)|\bswitch(?:ed|ing)? (?:this|it|that|them)(?: \w+){0,2} off\b|\bdecline (?:in|this|to|it)\b|\b(?:may|can) (?:decline|refuse)\b|\bobjection (?:form|to)\b|\bwould (?:rather|prefer)(?: that)? (?:we|you|it) (?:did not|didn't|not)\b|\b(?:prefer|rather) (?:we|that we) (?:didn't|did not)\b|\btick\w* [^.]{0,30}exclude|\bto keep (?:your|their|my) [\w ]{1,30} out of\b|\bnot (?:wish|want) to take part\b|\bdisallow \w+ in your robots|\bno[- ]train(?:ing)?\b[^.]{0,20}\b(?:label|tag|switch)|\bincognito\b|\btemporary chat|\baccount to private\b|\b(?:ask|tell|direct|instruct|request) us (?:not to|to stop)\b|\bleft the (?:training )?switch on\b|\byes\s*[-–] use the (?:objection|opt)|\bopt(?:s|ed|ing)?[- ]?(?:ed |ing )?out\b|\bopt-?outs?\b|\bobject(?:s|ing|ion)? to\b|\bright to object\b|\bturn (?:[\w-]+ ){0,3}?off\b|\bswitch(?:ed)? off\b|\b(?:you|users?|customers?|can|may|option|ability|how)\b[^.;]{0,60}\b(?:disabl(?:e|es|ed|ing)|deactivat\w+|turn(?:ed|ing)? off)\b|\bunless you (?:have )?(?:objected|opted out|direct|tell|choose|object|opt|ask|request|decline|disable|turn|change|elect|indicate|instruct us not|do not)|\bif you (?:do not|don't|would (?:rather|prefer)) (?:want|wish|like|agree|consent|not)|\bwithdraw (?:your )?consent|\b(?:choose|select|decide|control|manage|elect) (?:not|whether|if|how|what|which)\b|\bun(?:check|tick|select)\b|\bdeselect|\bpreferences you have set|\bset your preferences|\b(?:user|account|privacy|data|your|in|the|app|profile|training)\s+(?:control|setting|preference)s?\b|\bsubject to your (?:\w+ )?(?:settings|preferences|choices)\b|\bexclude (?:your|their|my)|\bask us (?:not )?to (?:stop|exclude)|(?<!\b(?:help(?:s|ed|ing)?|us|we|we also|order) )\bto (?:stop|prevent|limit|restrict) (?:us|the use|our use|this use|your|such)|\bdon't want us to|\bdo not want us to|\bnot to have (?:your|their)|\b(?:can|may|could|able to) object\b|\b(?:if you )?(?:would |'d )?(?:prefer|rather) (?:we|that we|us) (?:did ?n['o]t|not)\b|\bright to (?:decline|refuse)|\blimit or opt/
const optIn =
  /\bchoose to (?:let|allow|permit|share|make|contribute|license)\b|\|\s*(?:your |explicit |the user's )?consent\s*(?:\||$|\()|\bif,? and only if,? (?:you|the (?:user|author|customer))\b|\bif you (?:tap|click|enrol+|press|tick|toggle|donate|contribute|volunteer|submit (?:a )?(?:rating|feedback|report))\b|\byou (?:may|can) (?:permit|allow|authori[sz]e) us\b|\bonly (?:if|when|where) (?:your|an?|the) (?:\w+ )?(?:admin\w*|organi[sz]ation|school|employer|parent|guardian|author|artist|photographer|creator|customer)\b|\b(?:always|first|then) ask (?:you )?first\b|\b(?:we(?:'ll| will)|will) (?:always )?ask (?:you )?(?:first|before)|\bif you (?:switch|turn) (?:it|this|that|them) on\b|\bonly if you answer yes\b|\bif you (?:join|sign|have joined)\b|\bonly if\W+you sign|\bonly (?:for|from) (?:\w+ ){1,3}who (?:accept|agree|consent|opt)\w*|\bwho (?:have )?(?:accept|agree|consent|opt)(?:ed|s)?\b(?! to (?:these|the|our|this|connect|use|receive|link))|\bsolely where\b|\bwhere you have (?:agreed|consented|opted)|\bonly when you (?:press|click|tap|choose|turn|enable|switch|tick)|\bunless (?:the |an? |you |your )?[\w' ]{0,40}\b(?:has|have|ticks?|enables?|opts?(?! ?-?out)|consents?|agrees?) ?(?:enabled|opted|agreed|consented|ticked|turned|given|chosen|allowed|permitted)?\b|\b(?:always )?ask(?:s|ed)? (?:you )?first\b|\bwill ask for your (?:consent|agreement|permission)|\bif you have not (?:agreed|consented)|\bwith the [\w']+(?:'s)? (?:agreement|consent|permission)|\bonly if you (?:say|agree|consent|choose|opt|allow|tell)|\bdocumented an instruction|\bhas opted in\b|\bwhere the (?:author|creator|user|artist|writer|owner|photographer) has\b|\bonly with (?:your|verifiable|their|the|parental|explicit|prior)\b|\bby opting in\b|\bturned on\b|\bopt(?:s|ed|ing)?[- ]?(?:ed |ing )?in\b|\bopt-?ins?\b|\b(?:with(?! wh(?:ich|om|ose)\b)|without|unless|upon|only|subject to|obtain\w*|receiv\w*|given?|require\w*|seek|absent|ask for|prior|explicit(?:ly)?|express|your) (?:[\w',/-]+ ){0,5}?(?:consent|permission|authori[sz]ation(?! (?:rates?|codes?|tokens?|keys?|requests?|holds?))|instructions?)\b|\bconsent(?:s|ed)? to\b|\b(?:you|user|users|customer|customers) (?:\w+ )?(?:consent|consents|expressly agree|explicitly agree|give us permission)|\bif you (?:choose|agree|allow|consent|enable|share|permit|elect|decide|turn on|provide (?:us )?(?:with )?(?:feedback|permission)|give|have (?:consented|opted|agreed|enabled)|participate|voluntarily|rate|submit feedback|select)|\bunless you (?:consent|agree|expressly|explicitly|give|provide|authori[sz]e|have|specifically|instruct|permit|allow|enable|affirmatively|share)|\bunless (?:expressly |explicitly |specifically |otherwise )?(?:authori[sz]ed|permitted|agreed|instructed|directed|requested) by (?:you|the (?:user|customer|client|government)|customer|user)|\bonly\b[^.;]{0,60}\bvoluntar\w+|\bvoluntar\w+\b(?! (?:(?:choose|chose|decide|elect) to )?(?:provide|submit|disclose|supply|give)\b)|\bat your (?:direction|request|instruction|option)|\bwith the (?:user|customer|creator)'?s?'? (?:consent|permission)|\byou (?:may|can) choose to (?:share|provide|allow|let)|\bonly (?:if|when|where) (?:you|the user|customer)|\bexplicit opt|\bask(?:s|ed|ing)? (?:you )?for (?:your )?(?:consent|permission)|\ballow(?:s|ed)? us to\b|\bdoes not consent\b|\bdo not consent\b/
const tier =
  /\b(?:if|where|when|unless) (?:you|the \w+|an? \w+) (?:are|is) (?:in the|resident|located|based|established|aged|under|over|older|younger|at least|of age|not of age|a minor|a child|sixteen|eighteen|thirteen|\d+)\b|\b(?:free|paid|enterprise|business|team|teams|pro|individual|consumer|education|api|premium|non-?enterprise) (?:tier|plan|plans|version|versions|users?|customers?|subscri\w+|accounts?|edition|workspaces?)\b|\bdepending on (?:your|the) (?:plan|subscription|tier|settings)|\bvolume licen[cs]|\b(?:enterprise|business|team|paying|eu|eea|uk|european) (?:users|customers|members|residents)(?:'s?)?\b|\bprivate (?:channels|messages|repositories|mode)\b|\b(?:free|paying|paid|enterprise|business|team) (?:users|subscribers|customers|members|organi[sz]ations)\b|\busers? of [\w ]{1,20}\b(?:free|pro|plus|enterprise)\b|\bunder (?:the age of )?(?:13|16|18)\b|\b(?:people|users|posts|content) (?:by|from|of) (?:people |users )?in the (?:eea|eu|uk|european)|\b(?:free|plus|business|enterprise|pro|team|paid|education|personal|work)(?:,| or| and)? (?:(?:free|plus|business|enterprise|pro|team|paid|education|personal|work) )?(?:plans?|accounts?|tiers?|customers?|users?)\b|\b(?:does|do|shall) not apply to\b|\baccounts provided by\b|\b(?:residents|people|users|adults) (?:of|in) the (?:eea|eu|uk|european|united)|\b(?:all )?other accounts\b|\bapi (?:customers|users|data|inputs?)\b|\b(?:sent|submitted|data) (?:through|via|to) (?:our|the) api\b|\bincognito\b/
const deidentified =
  /\b(?:such use|this use|(?:data|information|it) (?:is|are|will be|shall be))\b[^.;]{0,60}\b(?:aggregated|anonymi[sz]ed|de-?identified|pseudonymi[sz]ed)\b|\b(?:is|are|be|been) (?:first |always )?(?:aggregated|anonymi[sz]ed|de-?identified)\b[^.;]{0,40}\b(?:before\b|prior to\b|(?:if|when|where|whenever) (?:it|they) (?:is|are) used\b)|\bonly (?:after|once|when|if|where)\b[^.;]{0,140}\b(?:removed|stripped|masked|blurred|redacted|scrubbed|dissociated|aggregated|anonymi[sz]ed|de-?identified|pseudonymi[sz]ed)\b/
const searchEngine =
  /\bsearch engines?\b|\bsearch (?:index(?:es|ing)?|indices|crawlers?|services?|results?)\b|\bsearchable (?:ind(?:ex|ices)|indexes)|\bindexing (?:purposes|by search)|\bgooglebot|\bbingbot|\binternet search|\bweb search\b/
const robotsTxt =
  /\brobots?\.txt\b|\brobots?[- ]exclusion|\brobots? (?:file|header|meta)|\bmachine[- ]readable (?:instruction|signal|file|mean|prohibition|format)\w*|\brobots (?:protocol|standard|directive)/
const rateLimit =
  /\bmore (?:request|page|traffic)?[\w ]{0,25}(?:than|in a given)[\w ,]{0,40}\b(?:human|person|individual|user)|\bhuman (?:can|could|user)[\w ]{0,30}(?:produce|generate|make)|\brate[- ]limit|\bexcessive(?:ly)? (?:\w+ ){0,3}(?:requests?|load|volume|amount|number|traffic|access|scraping|crawling|queries)|\bunreasonabl[ey] (?:\w+ ){0,3}(?:requests?|load|burden|volume)|\breasonabl[ey] (?:number|rate|volume|limits?|request)|\brequests? per (?:second|minute|hour|day)|\bfaster than\b/
const nonCommercial =
  /\bnon-?commercial(?:ly)?\b|\bfor commercial (?:purposes?|use|gain)|\bcommercial (?:purposes?|use|exploitation|ai|model)|\bcommercially available\b|\bpersonal(?:,| and| or|, and|, or) non-?commercial/
const redistribution =
  /\bfor (?:the )?purposes? of (?:publish|sell|distribut|redistribut|resell)\w*|\bin order to (?:publish|sell|distribut|redistribut|resell)\w*/
/** Leave given with a string attached: "provided that", "as long as", "only within". */
const limitedLeave =
  /\b(?:following (?:\w+ )?(?:reasons?|purposes?|cases?|uses?|ends?|persons|people|users) only|only for the following|provided|on (?:the )?condition|so long as|as long as|only (?:if|when|where|through|via|for|with|within|to)|if (?:it|they|you|the)|except|unless|limited to|to the extent|within the|but not|outside th(?:e|ose)|personal use|for your own|subscribers? (?:to|of)|registered|holders?)\b/
const attribution =
  /\bwith(?:out)? (?:proper |appropriate |due )?(?:attribution|crediting|credit)\b|\bprovided (?:that )?(?:you )?(?:credit|attribute)|\b(?:have to|must|need to) (?:give|provide) (?:\w+ )?(?:credit|attribution)\b/
const reciprocity = /\bwaive any and all\b|\breciproc/

/** What holds for some plans, regions or groups of users. */
export const someOnly: Condition = { kind: 'class', note: 'some plans or users only' }
/** What holds within limits of no kind that is known. */
export const withinLimits: Condition = { kind: 'class', note: 'within the limits the text sets' }

/** Whether only some plans, regions or groups of users are meant. */
export const isTier = remembering((text) => tier.test(text), 500)

const keepsOut = remembering((text) => optOut.test(text) || letsRefuse.test(text), 500)
const joinsIn = remembering((text) => optIn.test(text) || letsJoin.test(text), 500)

/** Whether leave is given under some condition, whatever its kind. */
export function isLimited(text: string): boolean {
  return limitedLeave.test(text)
}

/** Finds the conditions a stretch of plain, lower-case text names, of the kinds asked for. */
export function findConditions(text: string, kinds: readonly ConditionKind[]): Condition[] {
  const found: Condition[] = []
  for (const kind of kinds) {
    switch (kind) {
      case 'opt-out':
        if (keepsOut(text)) found.push({ kind })
        break
      case 'opt-in':
        if (joinsIn(text)) found.push({ kind })
        break
      case 'class':
        if (isTier(text)) found.push(someOnly)
        else if (deidentified.test(text)) found.push({ kind, note: 'only once no person can be told from it' })
        else if (redistribution.test(text)) found.push({ kind, note: 'only for republishing or resale' })
        break
      case 'search-engine':
        if (searchEngine.test(text)) found.push({ kind })
        break
      case 'robots-txt':
        if (robotsTxt.test(text)) found.push({ kind })
        break
      case 'rate-limit':
        if (rateLimit.test(text)) found.push({ kind })
        break
      case 'non-commercial':
        if (nonCommercial.test(text)) found.push({ kind })
        break
      case 'attribution':
        if (attribution.test(text)) found.push({ kind })
        break
      case 'licence':
        if (reciprocity.test(text)) found.push({ kind, note: 'against a waiver in return' })
        break
      default:
        break
    }
  }
  return found
}
