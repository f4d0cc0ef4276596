import { allMatches } from '../all-matches.ts'
import { remembering } from '../remembering.ts'
import { minedByMachine } from './mining.ts'
import { concernsTraining } from './trigger.ts'

/** Words for developing AI on something. All patterns run on plain, lower-case text. */

const between = (most: number): string => `(?:[\\w'’"()/&.-]{1,40},?\\s+){0,${most}}?`

/** Things that are AI whatever stands around them. */
const aiNoun =
  "(?:ais\\b|a\\.?i\\.?(?:/ml)?(?![\\w.'])|ai(?=[-/])|artificial[- ]intelligen\\w*|machine[- ]?learn\\w*|ml(?:/ai)?\\b|deep[- ]learning|neural[- ]net\\w*|l?lms?\\b|(?:large |small )?(?:language|learning) (?:learning )?models?|generative[- ](?:ai|model|technolog|artificial|pre)\\w*|gen[- ]?ai\\b|foundation(?:al)? (?:or frontier )?models?|frontier models?|chat ?bots?|gpt\\b|diffusion models?|algorithmic (?:models?|systems?|tools?))"

/** What some AIs are called: with "train" before it none is taken for anything else. */
const knownAis =
  '(?:grok|gemini|claude|chatgpt|copilot|llama|bard|siri|alexa|bixby|cortana|google assistant|meta ai|apple intelligence|firefly|sora|dall[-· ]?e|midjourney|stable diffusion)\\b(?! (?:users?|customers?|subscribers?|administrators?))'

/** Things that are AI when they are trained or developed. */
const modelNoun = `(?:${aiNoun}|${knownAis}|models?\\b|algorithms?\\b|classifiers?\\b|(?:image|video|voice|text|music|code) generators?\\b|(?:virtual|voice|digital) assistants?\\b|embeddings?\\b|ours\\b|theirs\\b|(?:automated|intelligent|learning|computer[- ]vision|recommendation|ranking|transcription|detection) (?:systems?|technolog\\w+)|voice recognition|speech recognition|recognition (?:systems?|technolog\\w+)|recommender systems?|(?:the|our|its|their|your|any|such) (?:own )?(?:software|engines?|assistants?|filters?|detectors?|generators?|technolog\\w+|systems?)|(?:computer )?programs (?:that|which) learn|software (?:that|which) learns)`

const trainVerb =
  '(?:(?:pre-?|re-?)?train(?:s|ed|ing)?|fine[- ]?tun(?:e|es|ed|ing)|teach(?:es|ing)?|(?:model )?distill?(?:s|ed|ing|ation)?)'
const developVerb =
  '(?:(?:development|improvement|creation|enhancement|refinement|validation|evaluation|testing)(?: (?:and|or) \\w+)? of|develop(?:s|ed|ing)?|build(?:s|ing)?|creat(?:e|es|ed|ing)|improv(?:e|es|ed|ing)|enhanc(?:e|es|ed|ing)|refin(?:e|es|ed|ing)|teach(?:es|ing)?|validat(?:e|es|ing)|test(?:s|ing)?|evaluat(?:e|es|ing)|calibrat\\w+|optimi[sz]\\w+|inform(?:s|ing)?|advanc(?:e|es|ing)|(?<!\\b(?:data|news|rss|api|activity|live|social|product) )feed(?:s|ing)?(?= (?:it|them|your|the|our|this|these|any|data|content|user|customer|such|into|all))|fed|populat\\w+|power(?:s|ing)?|enrich\\w*|perfect(?:s|ing)?|revis(?:e|es|ing)|mak(?:e|es|ing))'
/** Words that turn the AI noun into a means: "improve our services using AI" develops no AI. */
const means =
  '(?:using|with|through|via|by|powered|based|leveraging|that|which|when|where|if|because|at|for|in|on|from|to|so|how|whether|well|according|you|we|they|he|it|accounts?|videos?|texts?|responses?|results?|outputs?|created|generated|is|are|was|can|may|will)'

/** What a machine does that has learned it. */
const skill =
  '(?:recognition|generation|recommendation|ranking|search|moderation|classification|detection|transcription|translation|prediction|forecasting|matching|personali[sz]ation|similarity|tagging|keywording|captioning|summari[sz]ation|synthesis|perception|understanding|scoring|segmentation|speech|language|voice|vision|image|video|text|music|audio|spam|fraud|safety|biometric)'
/** Machines that are trained, told by what they can do: "our search, tagging and image-generation systems". */
const skilled = `${skill}(?:[- ]${skill})?(?:(?:,|,? and|,? or) ${skill}(?:[- ]${skill})?){0,4} (?:systems?|technolog\\w+|engines?|software|tools?|features?|filters?)`

const otherKinds = 'business|pricing|3d|financial|role|delivery|operating|revenue|scale|threat|economic|moneti[sz]ation'

/** What stands before models that learn nothing. */
const otherModels = `${otherKinds}|data|service|licensing|subscription`

/** Words that say that something learns: an algorithm alone need not. */
export const learning = new RegExp(
  String.raw`\b(?:a\.?i\.?|artificial|machine[- ]?learning|(?<!\b(?:${otherModels}) )models?|(?<!\b(?:other|risk|financial|statistical|pricing|3d|economic) )modell?ing|neural|llms?|gpt|chat ?bots?|generative|(?:re-?|pre-?)?train(?:s|ed|ing(?! (?:and )?development\b))?(?! (?:and \w+ )?(?:(?:our|its|the|their|new|all) )?(?:[\w-]+ )?(?:teams?|staff|employees|colleagues|volunteers|personnel|agents|people|instructors|trainers|tutors|coaches|drivers|advisers|advisors)\b)|fine-?tun\w*|distil\w*|data ?sets?|corpus|corpora|learn\w*|teach\w*|taught|intelligen\w+|recogni[sz]ers?|classifiers?)\b`,
)

export type TrainingKind = 'train' | 'develop' | 'purpose' | 'dataset' | 'mining' | 'bare'

/** A place where a text speaks of developing AI. */
export interface TrainingMention {
  readonly kind: TrainingKind
  readonly from: number
  readonly to: number
}

const patterns: readonly (readonly [TrainingKind, RegExp])[] = [
  [
    'mining',
    new RegExp(
      String.raw`\b(?:text[- ]*(?:and|&|or|,|/|and/or)?[- ]*data[- ]*(?:aggregation, analysis,? (?:or|and) )?(?:min(?:e|ing)|analysis)|text (?:and|or|and/or) data (?:aggregation|analysis|mining)|tdm|data[- ]mining (?:purposes?|activit\w+)|directive 2019/790|article 4\(?3?\)? of|${minedByMachine})`,
      'g',
    ),
  ],
  ['train', new RegExp(`\\b${trainVerb}\\b[\\s"'(,]+${between(9)}["'(]?${modelNoun}`, 'g')],
  [
    'train',
    new RegExp(
      `\\b${modelNoun}(?: models?)?(?:[-\\s]+|\\s*\\(\\w+\\)\\s+)(?:or \\w+ )?(?:(?:model|algorithm|data|and|or|development|testing|product)[-\\s,/]+){0,3}(?:re-?|pre-?)?train(?:ing|ed)\\b`,
      'g',
    ),
  ],
  [
    'train',
    new RegExp(
      `\\b${modelNoun}\\s+(?:(?:may|can|will|are|is|be|being|that|which|to|may be|have been|was|were|has been|also|continuously|continually|not)\\s+){1,5}${trainVerb}\\b`,
      'g',
    ),
  ],
  ['train', new RegExp(`\\btraining (?:of|for|on|purposes? (?:of|for))\\s+${between(7)}${modelNoun}`, 'g')],
  [
    'train',
    new RegExp(
      `\\b(?:(?:pre-?|re-?)?train(?:s|ed)?(?: and \\w+)?|training(?:,? (?:and |or )?\\w+ing){0,3}(?: of)?)\\s+(?:the |our |its |their |any |such |these )?(?:own )?(?:(?!on\\b|with\\b|using\\b|in\\b|at\\b)[\\w-]{1,40},?\\s+){0,2}?${skilled}`,
      'g',
    ),
  ],
  [
    'train',
    /\b(?:build|create|creat\w+|generat\w+|use\w*|as|into?|become|compil\w+|our|form) (?:[\w-]+ ){0,3}?training (?:data ?sets?|data|corpus|corpora|material|sets?)\b(?=.{0,80}\b(?:a\.?i\b|machine[- ]learning|models?|algorithm))/g,
  ],
  [
    'dataset',
    new RegExp(
      `\\b(?:data ?sets?|inputs?|input|ingest\\w*|incorporat\\w*|upload\\w*|submit\\w*|enter(?:ed|ing)?|feed|feeds|feeding|fed)\\s+(?:${between(5)})(?:in|into|by|for|with|utilized by|used (?:by|in|for|to train))\\s+${between(5)}${aiNoun}`,
      'g',
    ),
  ],
  [
    'develop',
    new RegExp(
      `\\b${developVerb}[\\s,/]+(?:(?!${means}\\b)[\\w'’"()/&.-]{1,40},?\\s+){0,9}?["'(]?${aiNoun}(?! ?-? ?(?:powered|based|enabled|driven|generated|assisted|accounts?|users?|customers?|subscriptions?|terms|platform)\\b)`,
      'g',
    ),
  ],
  [
    'develop',
    new RegExp(
      `\\b(?:develop\\w*|creat\\w+|build\\w*|improv\\w+|train\\w*)[\\s,/]+(?:(?!${means}\\b)[\\w'’"()/&.-]{1,40},?\\s+){0,6}?models?\\b(?=.{0,60}compet)`,
      'g',
    ),
  ],
  [
    'purpose',
    new RegExp(
      `\\b(?:for|part of|in connection with|in relation to|with respect to|towards?)\\s+(?:(?!${means}\\b)[\\w'’"()/&.-]{1,40},?\\s+){0,7}?${aiNoun}[\\s,/]*(?:(?!for\\b|to\\b|features?\\b)[\\w'/&-]{1,30},?\\s+){0,4}?(?:purposes?|activit\\w+|exercises?|projects?|development|training|research)`,
      'g',
    ),
  ],
  [
    'purpose',
    new RegExp(
      `\\b${aiNoun}(?:[ -](?:related|specific|training))?[\\s,/]*(?:(?:and|or|and/or|training|model|models|systems?|technolog\\w+|${aiNoun})[\\s,/-]+){0,4}(?:development|purposes?|research)\\b`,
      'g',
    ),
  ],
  [
    'purpose',
    new RegExp(
      `\\b(?<=\\b(?:use|used|using|uses|process\\w*|licen[sc]ed|supplied|exploited|made available|analy[sz]\\w+|conduct\\w*|perform\\w*|carry out)\\s+(?:${between(6)}))for\\s+(?:our |their |any |the )?(?:own )?(?:machine[- ]learning|ai\\b|artificial intelligence)(?![ -](?:powered|based|enabled|features?|tools?|services?|products?|assistants?|functionalit\\w+))`,
      'g',
    ),
  ],
  [
    'dataset',
    new RegExp(
      `\\b(?:us(?:e|ed|ing)|inputt?(?:ing)?|integrat\\w+|upload\\w*|submit\\w*|feed\\w*|ingest\\w*|incorporat\\w+|exploit\\w*)\\b[^.;]{0,160}?\\b(?:in connection with|in relation to|into|with|in) (?:any |the |an? )?(?:third[- ]party |generative |other |external )?${aiNoun}`,
      'g',
    ),
  ],
  [
    'train',
    /(?<=\b(?:not|never|don't|doesn't|didn't|won't|do|does|may|will|can|to|and|or|we|they|it|which|who|suppliers|providers|vendors|hosts|models?|neither|nor) (?:ever )?)train(?:s|ed)? on\b|\btraining on (?:your|our|user|customer|their|the|its|what)\b(?! (?:data protection|privacy|security))/g,
  ],
  [
    'develop',
    new RegExp(
      String.raw`\b(?:(?:develop|train|refin|enhanc|improv)(?:e|es|ing|s)?|(?:build|creat)(?:e|es|ing|s)?(?=\s+(?:new|our|its|existing|underlying|proprietary|better|future|any|other|another|similar|competing)\b))(?:,? (?:and|or|and\/or) [\w-]{1,20})?\s+(?:(?!${otherKinds}|using|with|through|for|from|to\b|on\b|in\b|that|which|you|we)[\w'’-]{1,20},? (?:and |or )?){0,5}?(?<!\b(?:${otherModels}) )models?\b(?! (?:agenc|releas|contract|numbers?|years?|kits?|trains?|rules|clauses?))`,
      'g',
    ),
  ],
  [
    'develop',
    /\b(?:develop|train|improv|build|creat|enhanc)(?:e|es|ing|s)?\s+(?:and [a-z]+ )?(?:an? |any |the |your own |our |its |their )?(?:own |competing |similar |other |new )?(?:algorithms?|classifiers?|(?:image|video|voice|text|music) generators?|(?:intelligent|learning) systems?|virtual assistants?|ai-(?:powered|based|enabled|driven) \w+)\b/g,
  ],
  [
    'purpose',
    new RegExp(
      `\\bas (?:an? |the |any |raw |source )?(?:data|materials?|input|fodder|food|feedstock|fuel|examples|basis)\\s+(?:for|of|to|in)\\s+(?:the |any |an? |your |its |their |our )?(?:[\\w-]{1,20} )?${aiNoun}`,
      'g',
    ),
  ],
  // words run together where a page lost its spaces
  ['train', /\btraining(?:algorithms|models)\b/g],
  [
    'bare',
    /\b(?:as|in|into|to|from|of|for) (?:an? |the |any |our |its |their |such )?(?:ai )?(?:training|learning) (?:data|material|sets?|corpus|corpora|data ?sets?)\b/g,
  ],
  ['bare', /\bare not training (?:data|material)\b/g],
  [
    'bare',
    /(?<!\b(?:we|you|us|people|users|others|could|helps?) )(?<!\b(?:we|you) (?:can|may|could|will) )\blearn(?:s|ing)? from (?:your|them|it|the|this|these|that|customer|user|what|our|such|any|inputs?|data|content|prompts?|conversations?)\b/g,
  ],
  [
    'bare',
    /\bfor (?:model|ai) (?:learning|improvement|development)\b|\bused (?:for|in) (?:machine )?learning\b(?! (?:purposes?|about|how|to|and|or|more|materials?|goals?|outcomes?|analytics))/g,
  ],
  ['bare', /\bdisallow\w* (?:[\w]+,? ){0,4}?(?:or )?training\b/g],
  [
    'bare',
    /\b(?:used?|using|uses|process\w*|data|information|content|inputs?|outputs?|prompts?|conversations?|for|and|opt(?:ed|ing)?[- ]?(?:out|in)|from|of)\s+(?:[\w'’"/-]+,?\s+){0,4}?train(?:ing)?\b(?<!\ba training)(?! (?:data\b|courses?|materials?|sessions?|programs?|videos?|manuals?|providers?|staff|employees?|personnel|on (?:data|privacy|security)))/g,
  ],
]

/** Training of people, animals and other things that are no AI. */
const human =
  /\b(?:employee|staff|personnel|worker|workforce|team|agent|user|customer|driver|athlet\w+|physical|fitness|security|privacy|compliance|safety|awareness|professional|vocational|educational?|education and|job|sales|onboarding|medical|military|weight|strength|quality(?: assurance| control)?(?: and| or|,)?|monitoring(?: and|,)?|internal|moderator|adequate|appropriate|proper|regular|periodic|receive|special|requir\w+|provid\w+|undergo|mandatory|annual|coaching(?: and| or|,)?|workshops?(?: and|,)?|courses?(?: and| or|,)?|seminars?(?: and|,)?|support(?: and|,)?|consulting(?: and|,)?|implementation(?: and|,)?|installation(?: and|,)?|research and|teaching(?: and|,)?|learning and|our people|in-person|legal)\s+(?:[\w-]+\s+)?train(?:ing|ed|s)?\b|\btrain(?:ing|ed|s)?\s+(?:(?:and|or|of|for|our|your|their|its|all|new|such|these|those|the|&)\s+){0,3}(?:employees?|staff|personnel|workers?|teams?|agents?|moderators?|people|users?|customers?|drivers?|volunteers?|contractors?|representatives?|reviewers?|individuals?|students?|members|courses?|materials?|sessions?|programs?|programmes?|videos?|manuals?|workshops?|seminars?|services\b|events?|centers?|camps?|station|tickets?|on (?:data|privacy|security|how))|\btraining(?:,| and| or) (?:quality|monitoring|coaching|evaluation)|\bhuman trainers?\b|\b(?:products|services|support|documentation),? (?:and|or) training\b|\btraining (?:or|and) fine-?tuning data\b|\btraining,? (?:nutrition|integration|consult\w+)|\btraining (?:you|they) (?:have|had)\b|\btrain(?:ing)? (?:every|each|all|for up to|up to) (?:[\w-]+ ){0,3}?(?:staff|employees?|colleagues?|volunteers?|authority's)|\b(?:bus|rail|railway|by|taxi|flight|plane|air|car)(?:,| or| and|\/)? train\b|\btrain (?:stations?|shelters?|travel|tickets?|journeys?|operators?|lines?|services|rides?|company|companies)\b/g

const madeElse = /^(?:creat|mak|build|generat)\w* (?:[\w'-]+ ){1,4}(?:or|and) us(?:e|es|ing) /

const people =
  /^(?:re-?)?(?:train|teach)\w*\s+(?:(?:and|or)\s+\w+\s+)?(?:(?:our|your|their|its|all|new|the|and|or|retain)\s+){0,3}(?:people|staff|employees?|personnel|workers?|teams?|colleagues|moderators|students?|teachers|learners|volunteers|contractors|reviewers|individuals|humans|children|drivers|instructors|trainers|tutors|coaches|advisers|advisors|agents|representatives|annotators)\b(?!['’]|\s+(?:data|content|work|submissions|records))/

/** Finds where plain, lower-case text speaks of developing AI, earliest first, overlaps merged. */
export const findTraining = remembering(searchTraining, 1_000)

function searchTraining(text: string): readonly TrainingMention[] {
  if (!concernsTraining(text)) return []
  const spoiled: [number, number][] = []
  for (const match of allMatches(text, human)) spoiled.push([match.index, match.index + match[0].length])
  const found: TrainingMention[] = []
  for (const [kind, pattern] of patterns) {
    for (const match of allMatches(text, pattern)) {
      // what is said of training is said of the word, not of "used for" before it
      const ahead = kind === 'bare' ? Math.max(0, match[0].search(/\b(?:re-?)?(?:train|learn)\w*(?=[^\n]{0,30}$)/)) : 0
      const from = match.index + ahead
      const to = match.index + match[0].length
      if (
        kind !== 'mining' &&
        spoiled.some(([a, b]) => a < to && b > from && !new RegExp(aiNoun).test(text.slice(from, to)))
      )
        continue
      // "create deepfakes or use AI to": what is made is something else
      if (kind === 'develop' && madeElse.test(match[0])) continue
      // people are trained, and be it in AI
      if (kind !== 'mining' && people.test(text.slice(from, from + 60))) continue
      // "the training data of the model": what was trained on is there already
      if (
        (kind === 'train' || kind === 'develop') &&
        /^(?:training|fine-tuning) (?:data|data ?sets?|sets?|material|corpus|apis?|jobs?|process|endpoints?|tokens?)\b/.test(
          match[0],
        ) &&
        !/\b(?:as|into|in|for|create|build|generat\w+|use|used|using)\s+(?:[\w-]+\s+)?$/.test(
          text.slice(Math.max(0, from - 24), from),
        )
      )
        continue
      // "use training files to bypass a safety measure of a model": files that are there, put to another use
      if (
        kind === 'train' &&
        /^(?:training|fine-tuning) (?:data|data ?sets?|sets?|materials?|files?|examples?) (?:to|must|may|shall|should|will|cannot|are|is|that|which)\b/.test(
          match[0],
        ) &&
        !/\b(?:as|in|into|for)\s+(?:[\w-]+\s+)?$/.test(text.slice(Math.max(0, from - 24), from))
      )
        continue
      // "internally trained models": said of models that are there already
      if (
        kind === 'train' &&
        /^(?:pre-?|re-?)?(?:trained|fine[- ]?tuned)\b/.test(match[0]) &&
        !/\b(?:be|been|is|are|was|were|being|have|has|we|used|not)\s+(?:\w+ly )?$/.test(
          text.slice(Math.max(0, from - 30), from),
        )
      )
        continue
      const overlapping = found.findIndex((other) => other.from < to && other.to > from)
      if (overlapping === -1) found.push({ kind, from, to })
    }
  }
  return found.sort((a, b) => a.from - b.from)
}
