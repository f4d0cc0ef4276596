/** Rules for those who use the service: no word on what the operator or a partner does [X9]. All patterns run on plain, lower-case text. */

/** Whether a sentence orders, permits or disclaims something for those who use the service. */
export function speaksToPublic(own: string): boolean {
  return (
    (imperative.test(own) && !own.includes('|')) || disclaims.test(own) || bindsPublic.test(own) || handedOut.test(own)
  )
}

/** "Do not …". */
export const imperative = /^\W*(?:just |please |so |but |and )?(?:do not|don't|never) (?!worry)[a-z]+/
const bindsPublic =
  /\b(?:you|users?(?: of [\w ]{1,40})?|customers|licensees?|broker|subscribers?|developers?|distributor|publishers?|members|staff|community members|whoever|visitors) (?:[\w-]+ ){0,6}?(?:(?:may|shall|must|can|will) not|cannot|agrees? not to|undertakes? not to|will have their)\b|\b(?:you|anyone|anybody|everyone)\b[^.;]{0,40}? (?:may|can|are free to|is free to) (?:\w+,? ){0,4}?(?:train|fine-?tune|develop|build)\b|\bcan be used in (?:a|any) (?:commercial|academic)\b/
/** What the service hands out. */
const handedOut =
  /^\W*(?:the |all )?(?:responses|results|outputs?|the right to use (?:results|outputs?))\b|\blicen[cs]ed? (?:for|of|to use) (?:datasets?|data ?sets)\b|^\W*(?:one-time )?licen[cs]e for\b|\bsynthetic (?:data|tables|records|rows)\b/

/** Whether those who use the service are ordered or given leave; a say of theirs is neither. */
export const ordersPublic =
  /\b(?:you|users?|customers?|licensees?|developers?|members|subscribers?|visitors|participants?|clients?|nobody|anyone|publishers?) (?:and (?:your|their) [\w ]{1,30})?(?:also |hereby |further |expressly )?(?:may|must|shall|will|can|cannot|should|agrees?|undertakes?|are|is) (?:not|never|only|n't|prohibited|forbidden)\b|\byou (?:may|can|must|shall|agree|warrant|represent|will not)\b(?! (?:\w+ )?(?:opt|choose|object|change|turn|switch|ask|decide|withdraw|untick|disable|pick|select|tell|instruct|to let|to allow|to the))|^\W*(?:please )?(?:do not|don't|never) [a-z]+|\bprohibited uses?\b|\bthird part(?:y|ies) (?:to|claim)/

/** Pointers, disclaimers, and training material that is none of a machine. */
export const disclaims =
  /^\W*(?:for (?:more|further|additional) (?:information|details)|to (?:learn|find out|read) more|learn more|read (?:more|our|about)|see (?:our|the)\b)|\btraining (?:or fine-?tuning )?data (?:that )?(?:(?:the )?customer|you|provided)\b|\b(?:process|filter|curate|clean|seek out) (?:\w+ ){0,2}training data\b|\bno undertaking\b|\btraining materials?, (?:training )?(?:videos|manuals|guides|documentation)|\bkeep\b[^.;]{0,200}\b(?:apart|separate)\b|\bwe refuse (?:purposes|requests|applications)|\bmodels? of (?:your|one's) own\b|\b(?:training|train) your (?:own )?(?:[\w-]+ ){0,3}?models?\b|\bgrants? (?:to )?(?:you|the customer|customers|licensees?|users|the licensee|subscriber)\b|\bnot (?:responsible|liable)\b|\b(?:do|does) not (?:control|review|guarantee|warrant)\b|\bno (?:\w+ (?:or \w+ )?)?(?:representations?|warrant\w+|guarantees?|control|influence)\b|\bindemnif\w+|\bstrives? to\b|\binfring\w+\b|\bdo(?:es)? not consent\b|\bpatterns in data\b|\bbreach of these\b/

/** Headings over rules for those who use the service. */
export const conduct =
  /\b(?:rules|conduct|acceptable use|prohibited|restrictions?|you may not|guidelines|permitted use|your obligations|licen[cs]e)\b/i
