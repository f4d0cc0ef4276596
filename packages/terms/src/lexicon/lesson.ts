import { allMatches } from '../all-matches.ts'
import { remembering } from '../remembering.ts'

/** Words for what a machine learns from, told in any way. All patterns run on plain, lower-case text. */

/** A place where a text speaks of a machine's learning. */
export interface Lesson {
  readonly from: number
  readonly to: number
  readonly kind: 'train' | 'develop' | 'learn'
  /** Its own words name a machine that learns: nothing around need do so. */
  readonly ai: boolean
}

/** A thing that learns. */
const learner =
  "(?:a\\.?i\\.?(?![\\w'])|artificial[- ]intelligence|machine[- ]learn\\w*|deep[- ]learning|neural[- ]net\\w*|l?lms?\\b|models?\\b|algorithms?\\b|classifiers?\\b|recogni[sz]ers?\\b|recognition\\b|detectors?\\b|(?:neural |detection |matching |recognition |deep )?networks?\\b|generators?\\b|chat ?bots?\\b|bots?\\b|assistants?\\b|describers?\\b|transcribers?\\b|predictors?\\b|(?:comparison|recommendation|translation|speech|voice|search|matching|inference|ranking|our|the|next) engines?\\b|embeddings?\\b|(?:learning|intelligent|automated|driver[- ]assistance|generative|recommendation) (?:systems?|software|technolog\\w+)|filters?\\b)"

const gap = (most: number): string => `(?:[\\w'’"“”()/&.-]{1,30},?\\s+){0,${most}}?`

const plainGap = (most: number): string =>
  `(?:(?!(?:using|with|by|through|via|that|which|from|in|on|so|and our)\\b)[\\w'’"“”()/&.-]{1,30},?\\s+){0,${most}}?`

/** What training is fed with. */
const stock =
  '(?:re-?|pre-?|co-?)?(?:training|fine-?tuning|tuning|retraining)[ -](?:or \\w+ )?(?:(?:and|model|ai) )?(?:sets?|splits?|data ?sets?|data|materials?|corpus|corpora|pools?|mix(?:es)?|collections?|pipelines?|pairs?|examples?|environments?|stores?|samples?|stock|rights?|inputs?|process(?:es)?|jobs?|batch(?:es)?|purposes?|runs?)\\b'

const patterns: readonly (readonly [ai: boolean, RegExp, kind?: Lesson['kind']])[] = [
  // "train", whatever its object; people are left out below
  [true, new RegExp(`\\b(?:re-?|pre-?|co-?)?train(?:s|ed|ing)?\\b\\s+${gap(7)}${learner}`, 'g')],
  [
    true,
    new RegExp(
      `\\b${learner}[\\s,]+(?:(?:is|are|was|were|be|being|been|has|have|will|can|that|which|may|then|then|also|anew|continuously|not|never|models?|and|each|every)\\s+){1,4}(?:re-?|pre-?)?(?:trained|fine-?tuned|tuned|refined|improved|taught|calibrated|retrained|perfected|sharpened)\\b`,
      'g',
    ),
  ],
  [
    true,
    new RegExp(
      `\\b${learner}['’]s?\\s+(?:\\w+\\s+)?(?:re-?)?(?:training|learning|improvement|instruction|education|tuning|development)\\b`,
      'g',
    ),
  ],
  [
    true,
    /\b(?:ai|a\.i\.|model|machine[- ]learning|artificial[- ]intelligence|algorithm)[ -](?:re-?)?(?:training|tuning|learning|improvement|development|refinement|optimi[sz]ation|building)\b/g,
  ],
  [
    true,
    /\b(?:(?:re-?)?train(?:s|ing)?|teach(?:es|ing)?|develop(?:s|ing)?|build(?:s|ing)?) (?:our |the |its |their )?(?:later|future|next|newer|coming) (?:versions?|generations?|releases?|agents?)\b/g,
  ],
  [false, /\b(?:they|it|these|those)(?:['’]ve| have| has|['’]re| are| is) (?:been |being )?(?:taught|trained) on\b/g],
  [true, /\b(?:re-?)?training (?:sets?|splits?|corpus|corpora|pools?|mix|collections?|pairs?|data ?sets?)\b/g],
  [false, new RegExp(`\\b${stock}`, 'g')],
  [
    true,
    /\b(?:set|sets|corpus|pool|material|data|examples?|collection|images|image set|recordings|pairs?|stock|signals|chats|contracts) (?:of [\w -]{1,30} )?(?:on|from|with|out of) which\b[^.;]{0,60}?\b(?:(?:re-?)?train(?:s|ed)?|learns?|(?:fine-?)?tuned?)\b/g,
  ],
  [
    false,
    /(?<!\b(?:for|and|or|quality|including|follow|by|air|bus|of|as|,|:) )(?<!, )\b(?:re-?|pre-?)?train(?:s|ed|ing)?\b(?!,? (?:and|or|&) (?:product|quality|support|development|evaluation|monitor|coach|consult|education|improv|other))(?![ ,]+(?:quality|consult|coach|monitor|materials?, |videos?|required|or bus|by|audio))|(?<=\b(?:used|use|uses|using|anything|content|data|inputs?|them|it|recordings?|process\w*|,) for )training\b(?!,? (?:and|or|&)|, (?:quality|monitor))|(?<=\b(?:and|or|of|nor|by|who) )(?:re-?)?train(?:s|ing)? (?:on|with|upon|from|the engines?|its|their|our|them)\b/g,
  ],
  // development of a thing that learns
  [
    true,
    new RegExp(
      `\\b(?:teach(?:es|ing)?|fine-?tun(?:e|es|ed|ing)|tun(?:e|es|ed|ing)|calibrat(?:e|es|ed|ing)|distil(?:l|s|ls|led|ling)?)\\s+${plainGap(6)}${learner}(?!-|[ ](?:powered|based|generated|assisted|driven|features?|services?|tools?|accounts?|products?))`,
      'g',
    ),
  ],
  [
    true,
    new RegExp(
      `\\b(?:refin(?:e|es|ed|ing)|perfect(?:s|ed|ing)?|sharpen(?:s|ed|ing)?|hon(?:e|es|ed|ing)|develop(?:s|ed|ing)?|build(?:s|ing)?|improv(?:e|es|ed|ing)|enhanc(?:e|es|ed|ing)|optimi[sz](?:e|es|ed|ing)|advances?|adapt(?:s|ed|ing)?|adjust(?:s|ed|ing)?|enrich(?:es|ed|ing)?|strengthen(?:s|ed|ing)?)\\s+${plainGap(6)}${learner}(?!-|[ ](?:powered|based|generated|assisted|driven|features?|services?|tools?|accounts?|products?))`,
      'g',
    ),
    'develop',
  ],
  [
    true,
    new RegExp(
      `\\b(?:training|development|improvement|refinement|enhancement|creation|tuning|perfection|calibration|advancement)(?:,? (?:and|or|,) \\w+){0,2} (?:of|for) ${gap(6)}${learner}`,
      'g',
    ),
    'develop',
  ],
  [
    true,
    new RegExp(
      `\\b${learner}\\s+${gap(3)}(?:learns?|gets? (?:better|smarter|cleverer)|grows? (?:better|smarter)|becomes? (?:better|smarter))\\b`,
      'g',
    ),
  ],
  [
    true,
    new RegExp(
      `\\b(?:from|with|by|on) (?:which|what|them|it|these|those) (?:the |our |that |its )?${gap(3)}${learner}\\s+(?:\\w+\\s+)?(?:learns?|improves?)\\b`,
      'g',
    ),
  ],
  [false, /\blearns? (?:anything |something |nothing )?(?:from|how)\b|\blearning from\b/g, 'learn'],
  [
    true,
    /\bfor (?:the purposes? of |any |our |their )?machine[- ]learning\b(?! (?:features?|tools?|services?|products?|powered|to\b))/g,
  ],
  [
    true,
    new RegExp(`\\b(?:fed|feeds?|feeding|flows?|poured?|placed?)\\s+(?:in)?to\\s+${gap(4)}${learner}`, 'g'),
    'develop',
  ],
  [
    true,
    new RegExp(
      `\\b(?:fodder|food|lessons?|raw material|teaching material|examples?|ground truth) for ${gap(5)}${learner}`,
      'g',
    ),
  ],
  [true, /\bmak(?:e|es|ing) (?:it|our (?:ai|models?)|the (?:ai|models?)) (?:smarter|better|cleverer)\b/g],
]

/** Training of people, and journeys by rail. */
const people =
  /\b(?:employees?|staff|personnel|workforce|team|agents?|drivers?|athlet\w+|physical|fitness|security|privacy|compliance|safety|awareness|professional|vocational|onboarding|medical|military|weight|strength|mandatory|annual|adequate|appropriate|regular|in-person|providing|undergo\w*|receiv\w+|dictionary, and)\s+(?:[\w-]+\s+)?train(?:ing|ed|s)?\b|\btrain(?:ing|ed|s)?\s+(?:(?:and|or|of|for|our|your|their|its|all|every|new|up|to|twelve|member)\s+){0,4}(?:employees?|staff|personnel|workers?|teams?|moderators?|people|users?|customers?|drivers?|volunteers?|contractors?|individuals?|students?|members?|annotators?|counsellors|advis[eo]rs?|colleagues|clinicians?|doctors?|nurses?|teachers?|interpreters?|apprentices?|children|pupils|guards?|pilots?|dogs?|courses?|sessions?|programmes?|programs?|videos?|workshops?|events?|twelve)\b|\btrained (?:annotators?|counsellors?|staff|teams?|people|personnel)|\btrain (?:stations?|tickets?|travel|journeys?|operators?|lines?|services)\b|\btraining you have\b|\btraining (?:providers?|bod(?:y|ies)|organi[sz]ations?|cent(?:er|re)s?|institutions?|levy)\b|\bthat training annually|\bsame training\b/g

/** Finds where plain, lower-case text tells of a machine's learning, earliest first, overlaps merged. */
export const findLessons = remembering(searchLessons, 1_000)

function searchLessons(text: string): readonly Lesson[] {
  if (
    !/train|learn|taught|model|\bai\b|a\.i\.|artificial|tun(?:e|ing)|classifier|recogni|detect|network|smarter|\bbot\b|algorithm/.test(
      text,
    )
  )
    return []
  const spoiled: [number, number][] = []
  for (const match of allMatches(text, people)) spoiled.push([match.index, match.index + match[0].length])
  const found: Lesson[] = []
  for (const [ai, pattern, kind = 'train'] of patterns)
    for (const match of allMatches(text, pattern)) {
      const from = match.index
      const to = from + match[0].length
      if (spoiled.some(([a, b]) => a < to && b > from) || found.some((other) => other.from < to && other.to > from))
        continue
      found.push({ from, to, kind, ai })
    }
  return found.sort((a, b) => a.from - b.from)
}
