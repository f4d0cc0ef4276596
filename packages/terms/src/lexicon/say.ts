/**
 * Words by which a person keeps a say in what is done with what is theirs, beside the settled phrases of `condition.ts`.
 * Both run on plain, lower-case text.
 */

/** A thing on a screen that is switched. */
const control = '(?:box|tick ?box|checkbox|toggle|switch|slider|setting|option|preference|permission|button|tile|dial)'
/** Who has the say. */
const person =
  '(?:you|they|he or she|an? \\w+|the (?:\\w+ )?(?:user|author|owner|creator|customer|client|member|artist|patient|pupil|parent|caller|driver|sender|host|subscriber|household|account ?holder|account owner|contributor|controller|writer|photographer|performer|clinic|hospital|school|employer|seller|shop|adult|holder|administrator|admin|traveller|student|uploader|participant|guardian|plant manager|organi[sz]ation|person concerned|data subject)|users?|authors?|owners?|creators?|customers?|clients?|members?|artists?|patients?|parents?|contributors?|administrators?|admins?|hosts?|teachers?|pupils?|subscribers?|whose \\w+|who)'

/** The use goes on until somebody says no. */
export const letsRefuse = new RegExp(
  [
    `\\bunless ${person} (?:\\w+ ){0,3}?(?:says?|tells?|told|objects?|objected|asks?|asked|refuses?|refused|declines?|declined|complains?|withdraws?|withdrawn|unticks?|opted|marks?|marked|sets?|instructs?|instructed|directs?|chooses?|changes?|switch(?:es|ed)?|turn(?:s|ed)?)\\b(?! (?:yes|it on|this on))`,
    `\\bunless (?:[\\w"“”']+ ){0,6}?${control}\\b[^.;]{0,40}\\b(?:ticked|off|unticked|cleared|set|checked)\\b`,
    `\\b(?:un-?tick|un-?check|unselect|untoggle|deselect)(?:s|ed|ing)?\\b`,
    `\\b(?:you|users?|customers?|clients?|members?|authors?|creators?|contributors?|adults?|pupils?|patients?|panellists|administrators?|admins?|drivers|hosts|hospitals?|clinics?|schools?|artists?|owners?|anyone|who|an? (?:user|hospital|customer|member|author|school|client|clinic|creator|user|contributor)) (?:can|may|could|are free to|is free to|are entitled to) (?:\\w+ ){0,3}?(?:end|stop|leave|refuse|withdraw|revoke|exclude|object|oppose|decline|opt|pick|choose|decide|elect|have (?:it|them) (?:removed|taken out)|take (?:it|them|yours) out|instruct us|tell us|ask us|switch|untick|change)\\b`,
    `\\bto leave,|\\bto object,|\\bchecked? box to leave|\\bcheckbox to leave\\b`,
    `\\b(?:until|for as long as|as long as|so long as|while) (?:you|they|${person}) (?:\\w+ ){0,3}?(?:say stop|not (?:asked|told|objected|opted|said|revoked|withdrawn)|withdraw|revoke|object|leaves?)\\b`,
    `\\b(?:otherwise|no|so) (?:beforehand|in advance)\\b|\\bhas told us beforehand\\b`,
    `\\b(?:do|does|did) not (?:wish|want|like) (?:this|that|it)\\b|\\b(?:don't|doesn't|didn't) (?:wish|want|like) (?:this|that|it)\\b|\\bunwilling (?:to|that)\\b|\\bdislikes? the idea\\b|\\bif that's not your thing\\b`,
    `\\b(?:users?|people|anyone|those) (?:who )?(?:are )?unwilling\\b`,
    `\\b(?:turned|switched|set) (?:it |them |this )?off\\b|\\bturning off\\b|\\bswitching (?:the \\w+|it) off\\b|\\bclose the switch\\b|\\bcan be (?:turned|switched) off\\b|\\bcan be (?:declined|refused|stopped|changed)\\b`,
    `\\bsubject to your (?:privacy )?(?:choices?|settings?|preferences?)\\b|\\bis (?:yours|your choice|up to you)\\b`,
    `\\bupon (?:such|your|an?) (?:election|objection|request|notice)\\b|\\b(?:may|can) at any time (?:elect|object|opt|choose|ask|instruct|withdraw|revoke|end|stop)\\b`,
    `\\bif ${person} (?:refuses?|rejects?|declines?|objects? to|disagrees? with|answers? ["“']?no)\\b|\\b(?:you|users?) (?:may|can) (?:close|shut|deactivate|cancel) (?:it|this|that)\\b`,
    `\\bchange (?:your|their|its) (?:choice|mind)\\b|\\bwaive\\w* the discount\\b`,
    `\\bobjections? (?:received|made|raised|sent)\\b|\\b(?:at|upon|on|within \\d+ days of) (?:your|the (?:user|customer)'s) (?:request|objection)\\b`,
    `\\blet(?:s|ting)? (?:you|users|customers|members|authors|creators) (?:\\w+ )?(?:exclude|opt|leave|decline|refuse|choose|turn)\\b`,
    `\\bleav(?:e|es|ing) (?:it|this|the [\\w ]{1,24}?|"[^"]{1,30}"|“[^”]{1,30}”) (?:on|enabled|ticked|checked)\\b`,
  ].join('|'),
)

/** The use waits for somebody's yes. */
export const letsJoin = new RegExp(
  [
    `\\b(?:if|where|when|once|after|until|unless|before|in case|only) (?:,? ?and only (?:if|where),? )?(?:for |from |to |of |in relation to )?${person}(?:[,]? [\\w'-]+){0,9}?,? (?:agree(?:s|d)?|consent(?:s|ed)?|opt(?:s|ed)?[- ]in|tick(?:s|ed)?|check(?:s|ed)?|press(?:es|ed)?|click(?:s|ed)?|tap(?:s|ped)?|flip(?:s|ped)?|enabl(?:e|es|ed)|activat(?:e|es|ed)|accept(?:s|ed)?|sign(?:s|ed)?|join(?:s|ed)?|chos(?:e|en)|choose(?:s)?|donat(?:e|es|ed)|select(?:s|ed)?|allow(?:s|ed)?|permit(?:s|ted)?|given|gives?|granted|invit(?:e|es|ed)|volunteer(?:s|ed)?|instruct(?:s|ed)?|issued|answer(?:s|ed)?|enrol(?:s|led)?|said yes|says? yes|so chose|approv(?:e|es|ed)|elect(?:s|ed)?|ordered|named|confirm(?:s|ed)?|submit(?:s|ted)?|rat(?:e|es|ed)|switched (?:it |this )?on|turn(?:s|ed)? (?:it |this |"[^"]+" |“[^”]+” )?on)\\b`,
    `\\b(?:who|whose (?:[\\w-]+ ){1,2}(?:has|have|is|are)|that|which) (?:have |has |had )?(?:\\w+ )?(?:agreed|consented|ticked|signed(?! (?:an? |the |our |its )?(?:[\\w-]+ ){0,3}?(?:agreements?|contracts?|licen[cs]es?|ndas?)\\b)|joined|opted in|accepted|flipped|given (?:us )?(?:leave|permission|consent|the nod)|switched on|volunteered|enrolled)\\b`,
    `\\bonly (?:if|when|where|once|after|with) (?:the |an? |your |their |such )?(?:[\\w-]+ ){0,4}?(?:${control}|consent|yes|agreement|approval|permission|agreed|ticked|signed|consented)\\b`,
    `\\b(?:if|where|when|once|as long as|for as long as) (?:the |your |that |this |an? )?(?:[\\w"“”'-]+ ){0,5}?(?:${control})?"? ?(?:is|are|was|stands|remains|has been|have been) (?:\\w+ )?(?:ticked|checked|on|lit|enabled|activated|switched on|turned on|given|set to (?:yes|on|open))\\b`,
    `\\b(?:we|it|he|she|they|\\w+) (?:will )?(?:always )?asks? (?:you |for your [\\w ]{1,20}|the \\w+ )?(?:before|first|whether|separately)\\b`,
    `\\b(?:is|are) your (?:\\w+ )?consent\\b|\\bonly with your (?:yes|nod|say-so|leave|agreement)\\b|\\bgiven us (?:the|your) nod\\b|\\bif you say yes\\b|\\bwithout your (?:yes|say-so|nod|leave|agreement)\\b`,
    `\\bflip(?:s|ped)? (?:the|a|this) [\\w"“” ]{0,40}?(?:toggle|switch)\\b|\\bthe toggle is off\\b|\\b(?:is|are|stays?|remains?) \\W{0,3}off\\W{0,3} (?:until|unless|by default)\\b|\\bboxes are unticked\\b|\\bleft? (?:the )?[^.;]{0,50}\\b(?:checked|ticked)\\b`,
    `\\b(?:join(?:ing)?|taking part|participation|contribut\\w+|donat\\w+|sharing|enrol\\w+) (?:is|are|remains?) (?:entirely |purely |wholly )?(?:voluntary|optional|a separate)\\b`,
    `\\b(?:may|can) (?:\\w+ )?(?:choose|elect|decide|agree|volunteer|offer|consent) to (?:take part|join|participate|contribute|share|donate)\\b|\\bdonate (?:\\w+ )?(?:clips|samples|recordings|data|your|examples|photos|images|conversations)\\b`,
    `\\b(?:signed|written|separate|prior|documented|explicit|express) (?:written |prior )?(?:instruction|release|consent|approval|permission|authori[sz]ation|agreement|rider)\\b(?! with)`,
    `\\bonly if so (?:enrolled|elected|agreed|chosen|opted|enabled|configured)\\b`,
    `\\baccept (?:the|our|this|an) invitation\\b|\\btick the (?:ones|boxes?|clips|files|items)\\b|\\bmarked "?“?(?:open|yes|shared?|general|training|ok|allow)`,
    `\\b(?:with|upon|on|after|against) (?:the )?(?:[\\w']+ ){0,3}(?:prior |written |express |explicit |informed )+(?:consent|approval|permission|release|agreement)\\b`,
  ].join('|'),
)

/** Only some plans, levels or places are meant. */
export const ofSome =
  /\b(?:on|with|in|under|at|for|through|via|select) (?!multiple tiers)(?:the |our |an? )?["“]?[\w'’-]+["”]?(?: [\w-]+)? (?:plans?|tiers?|versions?|editions?|endpoints?|levels?|packages?|subscriptions?)\b|\blevel ["“]\w+["”]|\b(?:the )?free (?:translator|version|tier|plan|endpoint|app|edition|service|chat|users)\b|\b(?:customers|users|members|accounts|people|tenants|workspaces|residents|adults) (?:who are )?(?:hosted|based|located|resident|residing|living) in\b/

/** The user is told how to keep out, or asked in. */
export const saysChoice =
  /\bopt(?:s|ed|ing)?[- ]?(?:ed |ing )?(?:out|in)\b|\bopt-?(?:out|in)s?\b|\bdo(?:n't| not) want\b|\bobject to\b|\bturn(?:ed|ing)? (?:\w+ )?off\b|\bdisabl|\b(?:select|choose|control|decide)s? whether\b|\bif you (?:choose|agree|allow|consent|enable|opt)|\b(?:ask|tell|instruct|request|direct|require) us (?:not )?to\b|\b(?:ask|tell|instruct|direct|request|require) (?!you\b)[\w.' -]{1,30}? (?:not to|to (?:stop|cease|exclude|refrain))\b|\bask(?:s|ed)? (?:you |users |customers |members )?(?:whether|if)\b|\bchoices? about\b|\b(?:can|may) object\b|\bif you (?:would |'d )?(?:prefer|rather)\b|\bunless (?:you|the (?:user|author|customer|creator)|they)\b[^.;]{0,30}\b(?:opt|object|tell|ask)/

/** The user is given a say, not an order. */
export const mayAsk =
  /\b(?:you|users?|customers?|authors?|creators?|administrators?|admins?) (?:can|may|could|are able to|have the (?:right|option|ability|choice))\b|\b(?:ask|tell|instruct|direct|request) us\b|\bif you (?:would |'d )?(?:prefer|rather|do not|don't)\b/

/** It is others whom the choice lets in: "each channel decides whether other companies may use its videos to …". */
export const othersMay =
  /\b(?:whether|if|that) (?:any |some |certain )?(?:other|outside|external|third[- ]party|ai) (?:\w+ )?(?:companies|firms|organi[sz]ations|developers|labs|parties|businesses|services) (?:may|can|could|are allowed to|are able to) (?:use|access|take|have)\b[^.;]*$/

/** Words of an exception: they make a bar one that a person can lift. */
export const lifts = /\b(?:unless|until|except|save|only|without|absent|otherwise|by default|if|other than|before)\b/

/** "We do not, unless you tell us to": whoever says nothing is left out, by whatever verb he would ask. */
export const unlessAsked =
  /\b(?:unless|until|except (?:if|when|where))(?: and until| or until)? (?:you|users?|members?|(?:the|an?|our|each) (?:user|customer|author|creator|member|subscriber|artist|photographer|owner|administrator|admin)s?)\b(?![^.;,]*(?:\bnot\b|n't\b|\bopt(?:ed|s)?[- ]?out\b))[^.;,]*/
