/** What a clause says is used. All patterns run on plain, lower-case text. */

/** The service's AI output. */
export const outputNoun =
  /\b(?:outputs?|(?:to )?generat(?:e|es|ing) (?:[\w-]+ ){0,2}?(?:content|images?|text|materials?)|ai[- ]generated (?:content|materials?|images?|text)|generated (?:content|images?|voices?|materials?|text|data|results?|audio|speech|music|songs?|videos?|clips?|tracks?|code|works?|media|answers?|responses?|documents?)|generations|completions?|synthetic (?:voices?|data|records?|images?|media)|suggestions?|machine translations?|what you (?:generate|create) (?:in|with|using)|(?:results?|responses?|answers|voices?|images?|content|text|data|anything|music|audio|songs?|tracks?|stems?|lyrics|pictures?|videos?|clips?|designs?|code|summar(?:y|ies)|translations?|transcripts?|materials?) (?:that is |that are |you )?(?:generated|created|produced|made|returned) (?:by|through|with|using|in|from(?! (?:them|it|these|those)\b))|(?:text|images?|songs?|audio|video|code|content|answers?|results?|data) (?:that|which) [\w-]+ (?:produces?|generates?|creates?|returns?|makes?)\b|(?:answers|responses|replies) from|(?:content|data|anything|results?) (?:you )?(?:obtained|received|returned|retrieved) (?:by|from|through) (?:the |our |any )?(?:ai\b|assistant|model|chatbot)|\w+ created voices|model (?:behaviou?r|responses?|outputs?|weights)|its responses|data from the ai services?|data (?:you )?get from them|(?:the|our|any) (?:ai|generative)[- ](?:services?|features?|tools?|functionality|models?)|(?!or |and )\w+ ai services?|responses (?:from|of))/

/** What an AI made, by other words than "output". */
export const madeByAi =
  /\b(?:what|whatever|anything|everything) (?:the |our |it |an? |\w+ )?(?:types?|writes?|says|makes?|generates?|produces?|draws|returns|replies)\b(?! for sale)|\b(?:the (?:bot|assistant|model|app|ai|generator|chatbot)'s) (?:replies|answers|responses|suggestions|texts?|songs?|images?)\b|\bgenerated (?:pieces?|assets?|songs?|faces)\b|\bsynthesi[sz]ed\b|\bsynthetic (?:faces|voices?|data|images|records)\b|\b(?:produced|written|made|created|generated) by (?:the |our |an? )?(?:ai\b|artificial|models?|assistant|bot|generator|machine|engine)|\b(?:our|the) (?:generator|models?|ai|assistant|bot|engine) (?:writes?|makes?|produces?|generates?)\b|\bresponses\b|\boutputs?\b/

/** What the service holds: content, data, material. */
export const contentNoun =
  /\b(?:content|data(?!\s*protection)|materials?|information|databases?|(?:web)?sites?|web ?pages?|pages?|works?|articles?|posts?|texts?|images?|photos?|photographs?|videos?|audio|music|recordings?|api|apis|documentation|publications?|listings?|reviews?|profiles?|metadata|collections?|archives?|catalogu?e?s?|maps?|ugc|assets?|intellectual property|news|stories|journalism|feeds?|files?|(?:any|no|part) (?:part )?of (?:it|them|the)|any part of|portion of|designs?|artworks?|submissions?|transcripts?|episodes?|stories|forecasts?|footage|tracks?|scans|entries|records?|tables?|data ?sets?|papers?|books?|chapters?|repositor\w+|anything|items?|stems|artworks?|comments?|licensed materials?)\b/

/** What belongs to the user: their data, content, inputs. */
export const userNoun =
  /\b(?:your (?:[\w-]+ ){0,3}?(?:data|information|content|inputs?|prompts?|files?|conversations?|chats?|messages?|interactions?|documents?|posts?|photos?|images?|videos?|voice|audio|recordings?|stories|submissions?|feedback|queries|communications?|emails?|usage|activity|personal|code|works?|materials?|notes|meetings?|transcripts?)|(?:customer|user|users'|user's|subscriber|client|member|end user|student|employee|candidate)(?:'s|s')? (?:[\w-]+ )?(?:data|content|information|inputs?|prompts?|files|materials|conversations|generated content)|user[- ](?:generated|submitted)(?: content| input)?|personal (?:data|information)|inputs?|prompts?|ugc|conversations?|chat (?:data|logs|history)|call (?:data|recordings?)|feedback|telemetry|usage data|interaction data|information (?:we|that we|you|about you|collected|provided)|data (?:we|that we|you|about you|collected|provided|subject)|the (?:information|data) (?:we|you)|publicly available (?:information|data|content)|such (?:data|information)|this (?:data|information)|these (?:data|recordings)|interactions?|submissions?|recordings?|de-?identified|aggregated|anonymi[sz]ed|information|data)\b/

/** Limits a ban to what competes with the operator. */
export const competing =
  /\bcompet(?:e|es|ed|ing|itive|itively|itor|itors|ition)\b|\b(?:substantially |directly )?similar (?:to|products?|services?|models?|foundation|or competing|functionality|features|generative|large)|\brival|\bsubstitut|\breplicat\w+ (?:the|our)/

/** Kinds of data so narrow that a word on them is no word on all, each with what it is called. */
const kindsOfData: readonly (readonly [string, RegExp])[] = [
  [
    'Google user data',
    /\b(?:google (?:workspace|apps|user data|drive|api|account|calendar|fit|photos)|gmail|workspace (?:api|data|user))\b/,
  ],
  ['data of identity providers', /\b(?:idp|identity (?:and access|provider))\b/],
  ['Microsoft 365 data', /\bmicrosoft (?:graph|365)\b|\boutlook\b/],
  [
    'data of connected services',
    /\b(?:third[- ]party api|api integrations?|integrations?|connected (?:accounts?|apps?|services?)|slack|zoom|notion|shopify)\b/,
  ],
  ['health data', /\b(?:health (?:data|information|records?)|copilot health|hipaa|phi)\b/],
  ['data of calls', /\bcall data\b/],
  ['biometric data', /\bbiometric\b/],
  ['payment and financial data', /\b(?:payment|financial data)\b/],
  ['private repositories', /\b(?:private )?repositor\w+/],
  ['private messages', /\b(?:private messages?|direct messages?|dms)\b/],
  ['e-mail content', /\bemail (?:content|bodies)\b/],
  ['phone numbers and text messages', /\b(?:mobile (?:information|numbers?|opt)|sms|phone numbers?)\b/],
  ['content of pages', /\bpage content\b/],
  ['voice recordings', /\bvoice recordings?\b/],
  ['location data', /\blocation data\b/],
  ['data of government customers', /\bgovernment\b/],
  ["children's data", /\b(?:children|minors?|under (?:the age of )?1[3-8])\b/],
  ['sensitive data', /\b(?:sensitive|special categor\w+|classified)\b/],
]

/** The narrow kind of data that plain, lower-case words are on, the first that is named; null: none. */
export function kindOfData(text: string): string | null {
  let found: string | null = null
  let first = text.length
  for (const [name, pattern] of kindsOfData) {
    const at = text.search(pattern)
    if (at === -1 || at >= first) continue
    found = name
    first = at
  }
  return found
}

/** What belongs to the service rather than to the user: a ban on its use binds the public. */
export const servicesOwn =
  /\b(?:the|our|any|this|all|such|x|licensed|api|developer|site|service|platform|collective|noai) (?:[\w-]+ ){0,3}?(?:content|data|materials?|information|databases?|sites?|websites?|api|apis|works|articles|services?|platform|property)\b/

/** What is the user's own: a ban on its use binds the operator. */
export const usersOwn =
  /\byour (?:[\w-]+ ){0,3}?(?:data|information|content|inputs?|prompts?|files?|conversations?|chats?|messages?|documents?|posts?|photos?|images?|videos?|voice|recordings?|stories|submissions?|feedback|queries|communications?|e?-?mails?|usage|activity|code|works?|materials?|notes|meetings?|transcripts?|drafts?|vault|threads|tickets|mailbox|diary|everything)\b|\b(?:information|data|content) you (?:provide|submit|share|upload|enter|give)|\b(?:everything|anything|what|whatever|all that|that which) you (?:\w+ )?(?:enter|type|write|upload|submit|post|say|share|create|send|provide|store|make|give)|\bpersonal (?:data|information)|\b(?:customer|client|subscriber|student|pupil|authority|matter|patient|employee|children|user|member|visitor|end user)(?:'s|s'|s)? (?:[\w-]+ )?(?:data|content|photos?|work|submissions?|files?|documents?|information|material|posts?|images?|recordings?|prompts?|inputs?)/
