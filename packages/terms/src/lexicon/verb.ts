/** Verbs, and the small words around them, by what they do to a use. All of it for plain, lower-case text. */

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '))

/** Words that open a verb group. */
export const auxiliaries = setOf(
  "may must shall shalt should can could will would do does did is are was were be has have had cannot can't won't don't doesn't didn't mustn't shan't isn't aren't wasn't weren't shouldn't wouldn't couldn't haven't hasn't might we'll you'll they'll it'll we'd you'd they'd we're you're they're we've you've they've it's",
)

/** Those that may follow another, and then count: "does not and will not use". */
export const modals = setOf('may must shall should can could will would do does')

/** What denies the verb it stands before. */
export const denials = setOf('not never neither nowise')

/** What may stand between an auxiliary and its verb, and changes neither. */
export const between = setOf(
  'also otherwise hereby further ever then themselves itself yourself only and or nor to please at any time under circumstances in way event manner case times you we they i , be been being have attempt attempts try seek agree intentionally still now already always sometimes need continue ourselves themselves',
)

/** Verbs of what is done with data and content: told of somebody, they are a practice. */
export const useVerbs =
  /^(?:us(?:e|es|ed)|process(?:es|ed)?|utili[sz](?:e|es|ed)|shar(?:e|es|ed)|analy[sz](?:e|es|ed)|leverag(?:e|es|ed)|train(?:s|ed)?|fine-?tun(?:e|es|ed)|develop(?:s|ed)?|improv(?:e|es|ed)|collect(?:s|ed)?|disclos(?:e|es|ed)|sell|sells|sold|rel(?:y|ies)|employ(?:s|ed)?|combin(?:e|es|ed)|stor(?:e|es|ed)|retain(?:s|ed)?|conduct(?:s|ed)?|build|builds|built|creat(?:e|es|ed)|mak(?:e|es)|made|provid(?:e|es|ed)|receiv(?:e|es|ed)|transfer(?:s|red)?|perform(?:s|ed)?|feed|feeds|fed|work|works|need|needs|keep|keeps|appl(?:y|ies|ied)|engag(?:e|es|ed)|aggregat(?:e|es|ed)|anonymi[sz](?:e|es|ed)|review(?:s|ed)?|access(?:es|ed)?|obtain(?:s|ed)?|ingest(?:s|ed)?|incorporat(?:e|es|ed)|licen[sc](?:e|es|ed)|enhanc(?:e|es|ed)|continue|continues|carry|undertake)$/

/** Verbs that give leave, or bring others to do something. */
export const leaveVerbs =
  /^(?:permit(?:s|ted|ting)?|allow(?:s|ed|ing)?|authori[sz](?:e|es|ed|ing)|enabl(?:e|es|ed|ing)|let|lets|letting|grant(?:s|ed|ing)?|licen[sc](?:e|es|ed|ing)|assist(?:s|ed|ing)?|encourag(?:e|es|ed|ing)|help(?:s|ing)?|caus(?:e|es|ing)|facilitat(?:e|es|ing)|induc(?:e|es|ing)|entitle[ds]?|instruct(?:s|ed|ing)?|consent(?:s|ed|ing)?|give|gives|giving)$/

/** Leave as a noun. */
export const leaveNouns = /^(?:rights?|licen[sc]es?|permissions?|authori[sz]ations?|authority|consents?)$/

/** Verbs that bar. */
export const banVerbs =
  /^(?:prohibit(?:s|ed|ing)?|excludes?|against|forbid(?:s|den|ding)?|bann(?:ed|ing)|bans?|barred|bars|disallow(?:s|ed)?|restrict(?:s|ed)?|preclud(?:e|es|ed)|prevented|excluded?)$/

/** Verbs that, denied or not, say nothing of use: "does not claim ownership", "is not responsible for". */
export const neutralVerbs =
  /^(?:claims?|guarantees?|warrants?|responsible|liable|own|owns|endorses?|controls?|represents?|constitutes?|affects?|limits?|limited|means?|impl(?:y|ies)|know|believe|requires?|required|obligated|necessary|want|wish|like|understand|contains?|exist|always|available|possible|able|sure|aware|intended|designed|subject|described|set|defined|considered|deemed|based|referred|called|found|located|includ(?:e|es|ed)|change|changed|prevent|protect|ensure|verify|detect|identify|monitor|comply|expect|assume|remain|depend|vary|result|lead|appear|become|seem|object|opt|opted|withdraw|choose|select|find|learn|contact|visit|see|read|click|disabled?|stop|turn|request|ask|exercise|adjust|manage|update|delete|a|an|the|your|our|all|on|of|for|no|more|part|one|interpreted|construed|waive|replace|accept|obtain|submit|there|it|expected|still|as|appropriate|right|also|it's|made|need|suitable|complete|accurate|apply|applies|applicable|covered|governed)$/

/** Text that begins with what is done, and with nobody who does it: "Use robots to …", "Selling …". Any case. */
export const actFirst =
  /^\s*(?:(?:use|access|employ|deploy|utili[sz]e|develop|create|make|modify|adapt|copy|reproduce|distribute|publish|sell|resell|rent|lease|transfer|sublicense|license|reverse|attempt|engage|interfere|circumvent|bypass|remove|post|upload|transmit|send|impersonate|violate|infringe|launch|download|store|index|mine|data-?mine|scrape|crawl|harvest|collect|extract|gather|train|fine-?tune|feed|build|frame|mirror|share|disclose|disrupt|probe|test|monitor|decompile|translate|display|exploit|misuse|submit|introduce|conduct|perform|encourage|assist|permit|allow)(?! of\b)|(?:using|accessing|employing|deploying|developing|creating|making|modifying|copying|reproducing|distributing|publishing|selling|reselling|renting|transferring|sublicensing|attempting|engaging|interfering|circumventing|bypassing|removing|posting|uploading|transmitting|sending|impersonating|violating|infringing|launching|downloading|storing|indexing|mining|scraping|crawling|harvesting|collecting|extracting|gathering|training|fine-?tuning|feeding|building|framing|sharing|disclosing|disrupting|probing|testing|monitoring|submitting|introducing|conducting)(?! (?:is|are|may|can|will|must)\b))\s/i
