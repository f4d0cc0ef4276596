/** Words for what is told of training. All patterns run on plain, lower-case text. */

const org =
  '(?:compan(?:y|ies)(?! (?:name|account))|firms?|vendors?|suppliers?|providers?|makers?|manufacturers?|universit(?:y|ies)|institutes?|laborator(?:y|ies)|labs?|start-?ups?|hospitals?|insurers?|licensees?|sublicensees?|buyers?|purchasers?|brands?|broadcasters?|hosts?|sub-?processors?|sub-?contractors?|partners?|collaborators?|advertisers?|advertising networks?|brokers?|third part(?:y|ies)|third persons?|freelancers?|agencies|businesses|organi[sz]ations|resellers?|galleries|developers|researchers)'

/** Somebody else than the service and its users. */
export const otherParties = new RegExp(
  [
    `\\b(?:(?:the|an?|that|which|our|its|their|any|other|such|these|those|certain|selected|chosen|outside|external|independent|third[- ]party|every|each|no|another|some|two|three|four|several|both|model|ai|technology|industry|network|data|dataset|cloud|hosting|speech|language|image|drug|chip|car|camera|kitchen-robot|integrated|generative) )+(?:(?!user|customer|data\\b|your)[\\w-]+ ){0,2}?${org}\\b(?! (?:data|content|feeds?|agreements?|contracts?|terms|models?|may not be)\\b|['’]s?\\s+(?:agreements?|contracts?|terms|website|own website|policy))`,
    `\\b(?:companies|firms|vendors|suppliers|providers|makers|manufacturers|universities|institutes|laboratories|labs|start-?ups|licensees|buyers|purchasers|sub-?processors|partners|collaborators|third parties|third persons|developers of [\\w -]{1,40}?models|holders of (?:a |the )?[\\w ]{1,20}licen[cs]es?|record companies|producers|operators of [\\w -]{1,30}models|those who (?:help|work for|host|supply)|anyone else|anybody else|nobody else|no one else|others|to no one|anyone outside|someone else)\\b(?! (?:data|content)\\b)`,
    `\\b(?:recognition|transcription|translation|moderation|inference|hosting|speech|detection) (?:service|provider|vendor|company|firm|supplier)s?\\b`,
  ].join('|'),
  'g',
)

/** What belongs to the people the service is for. */
export const ownData =
  /(?<!\bof )\byours?\b(?! (?:use|right|licen[cs]e|compliance|app\b|own (?:use|purposes?|risk))|(?:,| is| are) )(?! (?:own )?(?:model|ai|algorithm|network|agent|applications?|products?|competing))|\bwhat (?:you|users?|members|people|customers|clients|they|visitors|players|pupils|your child|anyone) (?:\w+ ){0,2}?(?:write|type|say|upload|post|share|send|store|draw|record|enter|read|submit|tell|ask|dictate|put|speak|do|sing|play|hear|create|make|save|discuss)s?\b|\b(?:that|which|things|anything|everything|nothing|whatever|photos?|content|texts?|data|works?|pictures|information) (?:that )?you(?: or your \w+)? (?:\w+ ){0,2}?(?:write|type|say|upload|post|share|send|store|draw|record|enter|submit|tell|give|ask|dictate|put|publish|provide|create|make|save|edit|correct|rate|speak|scan)\b|\b(?:customers?|clients?|users?|members?|subscribers?|patients?|pupils?|students?|employees?|applicants?|candidates?|residents?|contributors?|authors?|creators?|artists?|sellers?|guests?|drivers?|riders?|players?|hosts?|learners?|teachers?|speakers?|children|child|callers?|job-seekers|panellists?|visitors?|performers?|testers?|uploaders?|tenants?|depositors?|illustrators?|passengers?|people|controller|purchaser|shoppers?|owners?|government|authority|school|firm|household|children)['’](?:s\b|(?= ))|\b(?:customers?|clients?|users?|members?|subscribers?|patients?|pupils?|students?|employees?|applicant|learners?|student|government|matter|client|controller|purchaser|workspace|tenant|survey|creative) (?:data|content|files?|materials?|records?|inputs?|prompts?|photos?|posts?|messages?|conversations?|documents?|information|recordings?|calls|briefs?|submissions?|works?|questions|matter|matters)\b|\b(?:recordings?|data|files|photos|posts|messages|chats|conversations|notes|texts|documents|works|content|pictures|images|clips|feedback|essays|songs|tickets|voices?|sessions|records|transcripts) (?:of|from|by) (?:our |all |the |any |a )?(?:[\w-]+ )?(?:customers?|clients?|users?|members?|subscribers?|patients?|pupils?|students?|children|adults|drivers|contributors?|people|employees|players|creators?|callers?|authors?|artists?|cars)\b|\bpersonal data\b|\bpersonal information\b|\b(?:inputs?|prompts?|user-generated|uploads?)\b/

/** Marks of a rule for those who take data from the service. */
export const strangers =
  /\b(?:licensee|data recipient|recipient|broker|distributor|the dataset|data ?sets?|benchmark|corpus is|archive|(?:our|the|this) (?:[\w-]+ )?api\b|api (?:data|clients?|keys?|content|users?)\b|(?:through|via|over) (?:the|our) api|feed\b|endpoint|(?:outside|within|under) the licen[cs]e|these pages|this (?:site|website|page|corpus|collection|archive)|our (?:articles|pages|site|website|journalism)|open data|licen[cs]ed? (?:materials?|data|content)|outputs?\b|results produced|responses are|scraping|crawl\w*|robots?\.txt|bots\b|reproduction|reproduced|cc0|creative commons|public domain|developer must|partner app|staff may|other members'|each other's)\b/

/** Words of a contract with somebody. */
export const agreement =
  /\b(?:contracts?|contractual\w*|agreements?|(?:has|have|had|is|are|been) (?:\w+ )?(?:agreed|promised|undertaken|bound|committed|obliged|obligated|forbidden|barred|waived|instructed|prohibited)|undertakes?|promised|pledged|covenants?|duty|obligations?|obligated|instructed|require (?:that )?|procure|see to it|terms with|conditions with|signed)\b/

const denied =
  "\\b(?:not|never|none|nobody|nothing|nowhere|neither|nor|cannot|refus(?:e|es|ed)|refrain\\w*|abstain\\w*|desist\\w*|forbid\\w*|forbidden|prohibit\\w*|barr?s|barred|banned|rul(?:e|es|ed|ing) out|exclud(?:e|es|ed|ing)|preclud\\w+|waiv(?:e|es|ed)|declin(?:e|ed)|free from|stays? (?:out|clear)|kept (?:out|away)|ceas(?:e|es|ed) to|stop(?:s|ped)? (?=\\w+ing\\b)|no longer|keep (?:[\\w' ]{1,30} )?out|left out|shut out|prevents?|free of|shield\\w*|withh(?:eld|old)\\w*|off[- ]limits|isn't|aren't|can't|won't|don't|doesn't|didn't|wasn't|weren't|hasn't|haven't|needn't|mustn't|shouldn't|couldn't)\\b"

/** What denies: before the words of training, in them, or after. */
export const denials = {
  before: new RegExp(
    `${denied}(?!\\s+(?:only|just|merely|limited)\\b)[^.]{0,200}$|\\bno (?!longer than|later|matter|doubt|names?\\b|account|more than|account|charge|cost)[^.]{0,160}$|\\bno$`,
  ),
  inside:
    /\btrains? no\b|\btraining no\b|\b(?:not|never|no) (?:\w+ )?(?:re-?)?train|\bno (?:\w+ )?training|\bn't (?:\w+ )?train/,
  after:
    /^[^.;]{0,140}?\b(?:is|are|was|were|be|being|remains?|has been|have been) (?:\w+ ){0,3}?(?:forbidden|excluded|ruled out|prohibited|barred|banned|off limits|out of the question|not (?:permitted|allowed|done|something|among|part)|never)\b|^[^.;,]{0,100}\b(?:does|do|will|is|are|did) (?:not|never) (?:\w+ )?(?:take place|happen|occur|form|include|extend|cover)|^[^.;]{0,40}\b(?:never on|not on) (?:yours?|those|what)\b|^[^.;|]{0,60}\|\s*(?:no|never)\b/,
  lead: /\b(?:does|do|shall|will|may|must|can) (?:not|never) (?:\w+ ){0,3}?(?:include|extend|cover|use|be used|permit|allow)\b[^.]{0,120}:?\W*$|\bnever\b[^.]{0,60}:\W*$|\bnot (?:to|for|use)\b[^.]{0,60}:\W*$/,
}

/** What people leave with a service, named without its owner. */
export const peoplesWords =
  /\b(?:recordings?|diaries|letters|conversations?|chats?|messages?|posts|photos?|pictures|clips?|notes|transcripts?|prompts?|inputs?|feedback|tickets?|comments|reviews|corrections?|telemetry|snippets?|interactions?|queries|searches|ratings|trips|drives|dictations?|voice|submissions|uploads?|uploaded|files|sentences|utterances|sessions|calls|e-?mails?|mails?|personal data|diary|questions|answers|drawings|sketches|designs|requests?|profiles|traces|scans|keystrokes?|screenshots?|sounds?|transactions?|edits?|essays|papers|dialogues?|opinions|reports?|journal|entries|documents|content|works)\b/

/** What people do something with: "the songs you skip". */
export const whatYouDo =
  /\b(?!(?:models?|services?|terms|apps?|sites?|products?|tools?|features?|settings?|rights?|is|was|as|this|choices?|plans?|agents?|unless|yes|us)\b)[a-z]{3,}s you (?:may |have |can |\w+ly )?(?!(?:may|can|are|will|must|shall|agree|have|do|want|wish)\b)[a-z]{3,}\b/

/** "Does not seek out data to train on": neither promise nor practice [N24]. */
export const notSought = /\bnot (?:\w+ )?(?:seek|look for|solicit|target)\b[^.;]{0,80}$/

/** "Do so", "likewise", "the same ban": words that go back to what was said [X8]. */
export const goesBack =
  /\bdo(?:es|ing)? (?:so|likewise|the same|it either)\b|\bfor (?:the same|that) (?:purpose|end)s?\b|\b(?:may|can|will) likewise\b|\bthe same (?:ban|prohibition|rule|undertaking|promise|commitment|duty|restriction) (?:is|applies|binds|holds)\b/

/** Things that learn. */
export const machines =
  /\ba\.?i\b|artificial|machine[- ]learn|\bmodels?\b|llm|generative|algorithm|classifier|neural|chat ?bot|\bbots?\b|speech|recogni[sz](?:er|ers|ing)\b|detector|learning system|assistant/
