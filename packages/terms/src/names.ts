import { allMatches } from './all-matches.ts'
import type { Names, Subject } from './lexicon/subject.ts'

const generic = new Set(
  'ai llm ml api research technology cloud model recipient applicants guests participants crawlers buyers affiliates advertisers licensees contractors nor neither either both others robots spiders students institutions libraries companies businesses artists journalists images photos posts videos recordings chats conversations tickets messages files documents uploads prompts works books articles schools teachers employees staff parts items bots here there where this program programme programmes programs agreement network team group participation plugin plugins integration integrations bot bots agent agents model models use uses using used access you your we our us the this that these those it they users user content services service site website platform customer customers company data information information personal terms policy privacy please if in to for by as and or when any all such each may will shall can is are our its their he she who what how why where not no yes section article part agreement licensee subscriber member members developer developers party parties third partner partners provider providers person individual anyone anybody nobody everyone everybody someone somebody whoever people child children parent student students employer employee applicable law laws eu eea uk gdpr ccpa california content output outputs input inputs materials material data features feature feedback submissions submission nothing except unless without although however provided subject by on at from with upon under further also additionally before after during visitors contributors creator creators publisher publishers advertiser advertisers seller sellers buyer buyers merchant merchants player players client clients products product software app apps license licence api apis account accounts conduct each some many most one certain other others state states federal commission court courts county city i he december january february march april june july august september october november effective date last updated update version'.split(
    ' ',
  ),
)

/** The letters it begins with are asked for first: hardly any place has them, and what stands before is asked of every place. */
const doer =
  /(?=[a-z]?[A-Z])(?:(?<![\w-]|\b[Yy]our |\b[Tt]he |\b[Aa]ny |\b[Aa]ll |\b[Ee]ach |\b[Oo]ur |\b[Ss]uch )([a-z]?[A-Z][\w&.-]*(?: [A-Z][\w&.-]*){0,3})(?:\)|["”]\)?)?(?:,? (?:and|or|nor) (?:its|our|their|any) [\w -]{3,40}?)?(?:,[^,]{0,60},)?(?:,? (?:which|who)(?= (?:(?:may|can|will) (?!not\b)|uses?\b|trains?\b)))?\s+(?:also |hereby |never |only |currently |itself |neither |does not and )?(?:may|will|shall|does|do not|can|cannot|uses?|agrees?|grants?|collects|processes|trains|develops|reserves|retains|keeps|fine-tunes|feeds|draws|adapts|stores|records|lets|gives|opens|has bound|is not|was not|has not|has (?:no|not)|represents|acknowledges|undertakes|won['’]t|doesn['’]t|from using|the (?:\w+ )?right|\w+s? (?:not )?to train)\b|(?<=\b(?:[Nn]either|nor|by|permits?|allows?|grants?|authori[sz]es?|entitles?|prevents?|—|–|-) )([a-z]?[A-Z][\w&.-]*(?: [A-Z][\w&.-]*){0,2}))/g

/**
 * The names a line brings in as somebody else's, lower case: "run by Agewell Ltd", "a collaboration with Orison".
 */
export function othersOf(line: string): string[] {
  const found: string[] = []
  // "run by a provider in Sydney": from then on "the provider" is that one
  if (line.includes('provider') && bringsProvider.test(line)) found.push('the provider')
  for (const match of worksForIn(line)) {
    // "this site is operated by Example Ltd": the operator itself
    if (
      itsOwn.test(line.slice(Math.max(0, match.index - 80), match.index)) ||
      /^[^.;]{0,20}[(“"]/.test(line.slice(match.index + match[0].length))
    )
      continue
    const name = match[1]!.toLowerCase()
    if (name.split(' ').some((part) => generic.has(part))) continue
    found.push(name)
    // "Agewell Ltd" is "Agewell" from then on
    const short = withoutForm(name)
    if (short !== name) found.push(short)
  }
  return found
}

/**
 * Names that stand as doers in one clause, in its own case: "Example does not use …". A name that the words around
 * introduce as somebody else ("our provider, Example", "sent to Example") is a partner's; any other is the operator's.
 */
export function namesIn(clause: string, known: Names, around = clause): Names {
  let names: Map<string, Subject> | null = null
  // "… is provided by a supplier. The supplier may …": brought in as somebody else
  for (const match of allMatches(around, broughtIn)) {
    names ??= new Map(known)
    names.set(match[1]!.toLowerCase(), 'partner')
  }
  for (const match of worksForIn(around)) {
    if (itsOwn.test(around.slice(Math.max(0, match.index - 80), match.index))) continue
    const name = match[1]!.toLowerCase()
    if (known.has(name) || isOwn(name, known) || name.split(' ').some((part) => generic.has(part))) continue
    names ??= new Map(known)
    names.set(name, 'partner')
    names.set(withoutForm(name), 'partner')
  }
  for (const match of allMatches(clause, doer)) {
    const stands = match[1] ?? match[2]
    if (stands === undefined) continue
    const name = stands.toLowerCase()
    if (
      known.has(name) ||
      names?.has(name) ||
      [...known.keys()].some((other) => other.startsWith(name) || name.startsWith(`${other} `)) ||
      partsOf(name).some((part) => generic.has(part)) ||
      /(?:ing|ings|tions?|ments?|ers|ors|ies)$/.test(name)
    )
      continue
    names ??= new Map(known)
    const others = introduced(stands, around) || controlsAlone.test(clause.slice(match.index))
    names.set(name, others ? 'partner' : 'operator')
  }
  return names ?? known
}

/** The words of a name; "AI" at its end is one of a name. */
const partsOf = (name: string): string[] => name.replace(/(?<=\w) ai$/, '').split(' ')

/** Whether a name is what the text calls its own operator, in full or for short. */
function isOwn(name: string, known: Names): boolean {
  return [...known].some(([own, whose]) => whose === 'operator' && (own.startsWith(name) || name.startsWith(own)))
}

const withoutForm = (name: string): string =>
  name.replace(/ (?:ltd|inc|llc|gmbh|ag|bv|plc|corp|co|speech|research|labs?)$/, '')

const itsOwn =
  /\b(?:[Tt]his|[Tt]hese|[Oo]ur|[Tt]he) (?:[\w-]+ ){0,2}(?:sites?|websites?|services?|apps?|platform|applications?|terms|policy|notice|agreement)\b[^.]{0,50}$|\b(?:[Yy]our|[Aa]n?|[Tt]he|[Tt]his|[Tt]hese) (?:[\w-]+ )?(?:contract|agreement|terms) $|\b[Ii]t is (?:owned and )?$/
const broughtIn =
  /\b(?:[Aa]n|[Aa]|[Oo]ur|[Ii]ts|[Tt]heir|[Oo]utside|[Ee]xternal|[Tt]hird[- ]party) (?:[\w-]+ ){0,3}?(supplier|provider|vendor|processor|host)\b(?! (?:of ours|and you|shall|may|will|agrees))/g
/** "Run by Agewell Ltd", "our sponsor, Prismatek", "obtained from Echelon Speech". */
const bringsProvider =
  /\b(?:by|of|with|use|uses|using|to|from|through|engage|engages|our) (?:an? |one |another )?(?:[\w-]+ ){0,3}?provider\b(?! (?:of (?:this|these|our|the (?:service|site|website|app|platform))|shall|may|will|agrees|and you))/
const worksFor =
  /\b(?:(?:run|powered|hosted|examined)(?: for us)? by|obtained from|(?:provided|supplied|operated) for us by|(?:collaboration|partnership|cooperation) with|(?:our|its|their) (?:[\w-]+ ){0,2}?(?:sponsor|supplier|provider|vendor|partner|collaborator|processor|host|insurer|lab|laboratory),?|(?:review|network|research|analytics|technology) (?:company|partner|firm),?) ([A-Z][\w&-]+(?: [A-Z][\w&-]+)?)\b(?! (?:users?|customers?))/g
/** A capital after the last word of what it begins with: without one there is no match, and most lines have none. */
const mayWorkFor =
  / (?=[A-Z])(?<=(?:by|from|with|sponsor|supplier|provider|vendor|partner|collaborator|processor|host|insurer|lab|laboratory|company|firm),? )/
const worksForIn = (text: string) => (mayWorkFor.test(text) ? allMatches(text, worksFor) : [])

/** Whoever is a controller apart from the operator does not work for it: "Verifly also processes it as an independent controller". */
const controlsAlone = /^[^.;]{0,120}\b(?:independent|separate|autonomous|sole) (?:data )?controllers?\b/

/** Whether a name is brought in as somebody else's. */
function introduced(name: string, around: string): boolean {
  if (
    /^(?:openai|anthropic|google|microsoft|meta|mistral|cohere|amazon|aws|azure|deepgram|gemini|claude|chatgpt)\b/i.test(
      name,
    )
  )
    return true
  for (let at = around.indexOf(name); at !== -1; at = around.indexOf(name, at + name.length)) {
    if (ofGroup.test(around.slice(Math.max(0, at - 30), at))) continue
    if (
      /\b(?:partners?|providers?|suppliers?|vendors?|processors?|compan(?:y|ies)|developers?|models?|provided|powered|operated|supplied|hosted|sent|passed|shared|account|agreement|contract|connect(?:ing)?|rely on|relies on|through|via|uses?|called|plug-in|tools? (?:such as|like))(?:,| from| of| by| to| with| as| such as| including| like| the)*(?: the| our| an?)? ["“(]?$/.test(
        around.slice(Math.max(0, at - 60), at),
      ) ||
      handedTo.test(around.slice(Math.max(0, at - 90), at))
    )
      return true
  }
  return false
}

/** "Our sister company Example" is of one house with the operator. */
const ofGroup = /\b(?:sister|group|parent|affiliated?|subsidiary|holding)(?: company)?,? $/

/** "We share logs with Example": somebody who is given something. */
const handedTo =
  /(?<!\b(?:you|users?|customers?|members?|they) )\b(?:shar(?:e|es|ing)|sells?|selling|licen[sc]es?|licen[sc]ing|transfers?|transferring|disclos(?:e|es|ing)|send(?:s|ing)?|provid(?:e|es|ing)|giv(?:e|es|ing))\b[^.;]{0,60}\b(?:with|to) ["“(]?$/

const doing =
  /(?<![\w-])([a-z]?[A-Z][\w.&-]{0,30}(?: [A-Z][\w&-]{1,20}){0,2}) (?:may|will|shall|does|do not|reserves?|uses?|grants?|collects?|is not|can|cannot|and its affiliates|makes no|provides|processes|has the right|reserves)\b/g
const defined =
  /\(?["“]([A-Z][\w.&-]{0,30}(?: [A-Z][\w&-]{1,20}){0,2}),?["”]?[,)]?,? (?:or )?["“]?(?:we|us|our|Company)\b|["“](?:we|us|our|Company),?["”],? ?(?:or|and|,)? ?["“]([A-Z][\w.&-]{0,30}(?: [A-Z][\w&-]{1,20})?),?["”]/g

/** A company, house or body of some legal form, and what the text calls it from then on: "Example B.V., Leiden (“the Publisher”)". */
const party =
  /\b(?:Inc|Ltd|Limited|LLC|LLP|plc|PLC|GmbH|AG|SE|KG|N\.?V|B\.?V|S\.?A(?:\.?S)?|S\.?[Rr]\.?[Ll]|e\.\s?V|Pty|Oy|AB|AS|ApS|A\/S|Corp(?:oration)?|Company|Foundation|Association|Authority|University|Institute|Society|Museum|Trust|Council|Library)\b[^()\n]{0,160}\(\s?(?:hereinafter |hereafter |referred to (?:herein |below )?as |called |in what follows )*["“„](?:the )?(Publisher|University|Museum|Library|Authority|Bank|Agency|Foundation|Association|Institute|Council|Trust|Office|Academy|Society|Studio|Broadcaster|Airline|Club|House|Centre|Center|Institution|Bureau|Organi[sz]ation|Cooperative|Municipality|Ministry|Federation|Firm|Group|Operator)["”]\s?\)/g
/** The end of it, which is rarer than its beginning. */
const calledInBrackets = /["“„](?:the )?[A-Z][a-z]+["”]\s?\)/

const withoutAi = (name: string): string => name.replace(/(?<=\w) ai$/, '')

/**
 * The names a line gives its operator, lower case, each with its weight: a name stands where "we" would
 * ("Example may …"), or is defined to mean "we". A name that is often given is the operator's.
 */
export function namesOf(line: string): [name: string, weight: number][] {
  const found: [string, number][] = []
  const add = (name: string | undefined, weight: number): void => {
    const key = name?.toLowerCase()
    if (
      key === undefined ||
      withoutAi(key)
        .split(' ')
        .some((part) => generic.has(part)) ||
      /(?:ing|ings|tions?|ments?)$/.test(key)
    )
      return
    found.push([key, weight])
    // "Ostrava AI" is "Ostrava" for short
    if (withoutAi(key) !== key) found.push([withoutAi(key), weight])
  }
  for (const match of allMatches(line, doing)) add(match[1], 1)
  for (const match of allMatches(line, defined)) add(match[1] ?? match[2], 4)
  if (calledInBrackets.test(line))
    for (const match of allMatches(line, party)) found.push([`the ${match[1]!.toLowerCase()}`, 4])
  return found
}
