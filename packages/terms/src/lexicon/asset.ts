/** What a clause says is used. All patterns run on plain, lower-case text. */

/** The service's AI output. */
export const outputNoun =
  /\b(?:outputs?|(?:to )?generat(?:e|es|ing) (?:[\w-]+ ){0,2}?(?:content|images?|text|materials?)|ai[- ]generated (?:content|materials?|images?|text)|generated (?:content|images?|voices?|materials?|text|data|results?)|generations|completions?|synthetic (?:voices?|data|records?|images?|media)|suggestions?|machine translations?|what you (?:generate|create) (?:in|with|using)|(?:results?|responses?|answers|voices?|images?|content|text|data|anything|music|audio) (?:that is |that are |you )?(?:generated|created|produced|made) (?:by|from|through|with|using)|(?:answers|responses|replies) from|(?:content|data|anything|results?) (?:you )?(?:obtained|received|returned|retrieved) (?:by|from|through) (?:the |our |any )?(?:ai\b|assistant|model|chatbot)|\w+ created voices|model (?:behaviou?r|responses?|outputs?|weights)|its responses|data from the ai services?|data (?:you )?get from them|(?:the|our|any) (?:ai|generative)[- ](?:services?|features?|tools?|functionality|models?)|(?!or |and )\w+ ai services?|responses (?:from|of))/

/** The service as such, when used to build something. */
export const serviceNoun =
  /\b(?:services?|platform|products?|software|tools?|features?|app(?:lication)?s?|systems?|models?|technolog\w+|offerings?|beta|plugin requests)\b/

/** What the service holds: content, data, material. */
export const contentNoun =
  /\b(?:content|data(?!\s*protection)|materials?|information|databases?|(?:web)?sites?|web ?pages?|pages?|works?|articles?|posts?|texts?|images?|photos?|photographs?|videos?|audio|music|recordings?|api|apis|documentation|publications?|listings?|reviews?|profiles?|metadata|collections?|archives?|catalogu?e?s?|maps?|ugc|assets?|intellectual property|news|stories|journalism|feeds?|files?|any part of|portion of|designs?|artworks?|submissions?|transcripts?|episodes?|stories|forecasts?|footage|tracks?|scans|entries|records?|tables?|data ?sets?|papers?|books?|chapters?|repositor\w+|anything|items?|stems|artworks?|comments?|licensed materials?)\b/

/** What belongs to the user: their data, content, inputs. */
export const userNoun =
  /\b(?:your (?:[\w-]+ ){0,3}?(?:data|information|content|inputs?|prompts?|files?|conversations?|chats?|messages?|interactions?|documents?|posts?|photos?|images?|videos?|voice|audio|recordings?|stories|submissions?|feedback|queries|communications?|emails?|usage|activity|personal|code|works?|materials?|notes|meetings?|transcripts?)|(?:customer|user|users'|user's|subscriber|client|member|end user|student|employee|candidate)(?:'s|s')? (?:[\w-]+ )?(?:data|content|information|inputs?|prompts?|files|materials|conversations|generated content)|user[- ](?:generated|submitted)(?: content| input)?|personal (?:data|information)|inputs?|prompts?|ugc|conversations?|chat (?:data|logs|history)|call (?:data|recordings?)|feedback|telemetry|usage data|interaction data|information (?:we|that we|you|about you|collected|provided)|data (?:we|that we|you|about you|collected|provided|subject)|the (?:information|data) (?:we|you)|publicly available (?:information|data|content)|such (?:data|information)|this (?:data|information)|these (?:data|recordings)|interactions?|submissions?|recordings?|de-?identified|aggregated|anonymi[sz]ed|information|data)\b/

/** Limits a ban to what competes with the operator. */
export const competing =
  /\bcompet(?:e|es|ed|ing|itive|itively|itor|itors|ition)\b|\b(?:substantially |directly )?similar (?:to|products?|services?|models?|foundation|or competing|functionality|features|generative|large)|\brival|\bsubstitut|\breplicat\w+ (?:the|our)/

/** Kinds of data so narrow that a word on them is no word on all. */
export const narrow =
  /\b(?:google (?:workspace|apps|user data|drive|api|account|calendar|fit|photos)|gmail|workspace (?:api|data|user)|idp\b|identity (?:and access|provider)|microsoft (?:graph|365)|third[- ]party api|api integrations?|integrations?|connected (?:accounts?|apps?|services?)|health (?:data|information|records?)|copilot health|hipaa|phi\b|government|children|minors?|under (?:the age of )?1[3-8]|students?|call data|biometric|payment|financial data|(?:private )?repositor\w+|private messages?|direct messages?|dms\b|email (?:content|bodies)|mobile (?:information|numbers?|opt)|sms|phone numbers?|slack|zoom|notion|shopify|outlook|page content|voice recordings?|location data|sensitive|special categor\w+|classified)\b/
