import type { Names } from './lexicon/subject.ts'

const generic = new Set(
  'plugin plugins integration integrations bot bots agent agents model models use uses using used access you your we our us the this that these those it they users user content services service site website platform customer customers company data information information personal terms policy privacy please if in to for by as and or when any all such each may will shall can is are our its their he she who what how why where not no yes section article part agreement licensee subscriber member members developer developers party parties third partner partners provider providers person individual anyone nobody everyone people child children parent student students employer employee applicable law laws eu eea uk gdpr ccpa california content output outputs input inputs materials material data features feature feedback submissions submission nothing except unless without although however provided subject by on at from with upon under further also additionally before after during visitors contributors creator creators publisher publishers advertiser advertisers seller sellers buyer buyers merchant merchants player players client clients products product software app apps license licence api apis account accounts conduct each some many most one certain other others state states federal commission court courts county city i he december january february march april june july august september october november effective date last updated update version'.split(
    ' ',
  ),
)

/** Names that stand as doers in one clause, in its own case: "Example does not use …". */
export function namesIn(clause: string, known: Names): Names {
  let names: Set<string> | null = null
  for (const match of clause.matchAll(
    /(?<![\w-]|\b[Yy]our |\b[Tt]he |\b[Aa]ny |\b[Aa]ll |\b[Ee]ach |\b[Oo]ur |\b[Ss]uch )([a-z]?[A-Z][\w&.-]*(?: [A-Z][\w&.-]*){0,3})(?:\)|["”]\)?)?(?:,? (?:and|or) (?:its|our|their) [\w ]{3,30}?)?(?:,[^,]{0,60},)?\s+(?:also |hereby |never |only )?(?:may|will|shall|does|do not|can|cannot|uses?|agrees?|grants?|collects|processes|trains|develops|reserves|is not|won['’]t|doesn['’]t|has (?:no|not))\b/g,
  )) {
    const name = match[1]!.toLowerCase()
    if (
      known.has(name) ||
      name.split(' ').some((part) => generic.has(part)) ||
      /(?:ing|ings|tions?|ments?|ers|ors|ies)$/.test(name)
    )
      continue
    names ??= new Set(known)
    names.add(name)
  }
  return names ?? known
}

const doing =
  /(?<![\w-])([a-z]?[A-Z][\w.&-]{0,30}(?: [A-Z][\w&-]{1,20}){0,2}) (?:may|will|shall|does|do not|reserves?|uses?|grants?|collects?|is not|can|cannot|and its affiliates|makes no|provides|processes|has the right|reserves)\b/g
const defined =
  /\(?["“]([A-Z][\w.&-]{0,30}(?: [A-Z][\w&-]{1,20}){0,2}),?["”]?[,)]?,? (?:or )?["“]?(?:we|us|our|Company)\b|["“](?:we|us|our|Company),?["”],? ?(?:or|and|,)? ?["“]([A-Z][\w.&-]{0,30}(?: [A-Z][\w&-]{1,20})?),?["”]/g

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
      key.split(' ').some((part) => generic.has(part)) ||
      /(?:ing|ings|tions?|ments?)$/.test(key)
    )
      return
    found.push([key, weight])
  }
  for (const match of line.matchAll(doing)) add(match[1], 1)
  for (const match of line.matchAll(defined)) add(match[1] ?? match[2], 4)
  return found
}
