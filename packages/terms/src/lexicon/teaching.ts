/** Other words for making machines learn than those of training. All patterns run on plain, lower-case text. */

/** What is AI wherever it stands. */
const intelligence =
  "(?:ais?\\b(?![-' ]?(?:generated|assisted|tagged|powered|based))|artificial[- ](?:intelligences?|companions?)|machine[- ]learn(?:ing|ed|er)|deep[- ]learning|neural|l?lms?\\b|(?:language|foundation|generative|predictive|generator|diffusion|statistical|learned|voice|music|speech|code|image|video|recommendation|prediction|recognition|ranking|forecasting|translation|vision|toxicity|pricing) (?:or \\w+ )?models?|chat ?bots?|generative|(?:self-)?learning (?:systems?|machines?|algorithms?|models?|software)|(?:image|video|voice|text|music|picture|song|speech) (?:generators?|synthesi[sz]ers?|engines?)|machines? (?:that|which) learns?|recogni[sz]ers|classifiers?|(?:facial|face|speech|voice) recognition (?:models?|systems?|software|algorithms?|engines?)|text-to-speech engines?|voice-cloning|gpt\\b|algorithmic)"
/** What is AI where it is taught. */
const learner = `(?:${intelligence}|models?\\b|networks?\\b|machines?\\b|computers?\\b|algorithms?\\b|generators?\\b|detectors?\\b|engines?\\b|taggers?\\b|systems?\\b|robots?\\b|software\\b|weights\\b|bots?\\b)`
const teach =
  '(?:(?:pre-?|re-?)?train(?:s|ed|ing)?|teach(?:es|ing)?|taught|school(?:s|ed|ing)|instruct(?:s|ed|ing)? (?=an?\\b|another|any|other|machines)|nourish\\w*|fatten\\w*|feed(?:s|ing)?|fed|fit(?:s|ted|ting)? (?=an?\\b|ai\\b|any|models?|the model)|fitted|back-?fit\\w*|calibrat\\w+|optimi[sz]\\w+|conditioning|tun(?:e|es|ing)|fine-?tun(?:e|es|ing)|distil\\w*)'
const develop =
  '(?:develop(?:ing|ment of|ed)?|build(?:ing)?|creat(?:e|ing|ion of)|mak(?:e|ing) or better|produc(?:e|ing) or improv(?:e|ing)|improv(?:e|ing|ement of)|enhanc(?:e|ing|ement of)|bettering|refin(?:e|ing))'
/** What content becomes when a machine learns from it. */
const stuff =
  '(?:inputs?|feedstock|fodder|food|raw material|examples?|samples?|corpus|corpora|learning (?:data|material|matter|corpus)|features or labels)'
const service =
  '(?! ?-?(?:features?|services?|credits?|assistants?|agents?|powered|based|enabled|driven|version|voice|functionalit\\w+|platform|products?|overviews?|systems? or workflows|tools?)\\b)'

const patterns = [
  /\b(?:as|into|in|to|for|out of|of|from|building|build|compil\w+|creat\w+|contribute|become|collecting|no) (?:(?!model's|its|their|models?\b)[\w'-]+,? ){0,4}?(?:training|learning|fine-?tuning|machine-learning)(?: and (?:testing|validation|evaluation)|(?:, \w+)? or \w+)? (?:data(?! protection)|data ?sets?|sets?|corpus|corpora|materials?|matter|samples?|splits?|pipelines?|examples?)\b(?! of)|\b(?:model|ai) train(?:ing|ers?)\b|\bmodel building\b|\btext(?:s)?(?: or| and|,| &|\/)+ ?data[- ]mining\b|\bmining of (?:texts?|data)\b|\bfor machine learning\b|\bmachine[- ]learning use\b|\bmachine learning (?:on|is|are|other than|and)\b|\bcomputational (?:training|analysis)\b|\bderive (?:[\w-]+,? ){0,3}?(?:parameters|weights)\b/,
  new RegExp(`\\b${teach}\\b(?! (?:data|code|sets?|materials?|tokens?)\\b)[^.;]{0,80}?\\b${learner}`),
  new RegExp(`\\b${learner}(?: [\\w']+){0,5}? (?:be )?(?:${teach}|learns?)\\b`),
  new RegExp(`\\b${develop}\\b[^.;]{0,60}?\\b${intelligence}${service}`),
  new RegExp(`\\b${stuff} (?:\\w+ )?(?:to|for|of|from which|in|by)\\b[^.;]{0,50}?\\b${learner}${service}`),
  new RegExp(
    `\\b(?:enter(?:ed|ing)?|input|load(?:ed|ing)?|suppl(?:y|ied|ying)|expos(?:e|ed|ing)|put|go|pour(?:ed|ing)?|place|admit(?:ted)?) [^.;]{0,60}?\\b(?:in|into|to) (?:[\\w-]+ ){0,4}?${intelligence}${service}`,
  ),
  /\blearns? (?:from|how)\b|\bto train\b|\btrain(?:ing|ed)? (?:on|with|from)\b|\b(?:may|can|must|shall|will|not) (?:[\w]+ )?train\b/,
] as const

/** Where a stretch speaks of machines that are taught; null when nowhere. */
export function findTeaching(
  text: string,
): { readonly from: number; readonly to: number; readonly bare: boolean } | null {
  for (const [index, pattern] of patterns.entries()) {
    const match = pattern.exec(text)
    if (match !== null)
      return { from: match.index, to: match.index + match[0].length, bare: index === patterns.length - 1 }
  }
  return null
}

/** What an AI made, by other words than "output". */
export const madeByAi =
  /\b(?:what|whatever|anything|everything) (?:the |our |it |an? |\w+ )?(?:types?|writes?|says|makes?|generates?|produces?|draws|returns|replies)\b(?! for sale)|\b(?:the (?:bot|assistant|model|app|ai|generator|chatbot)'s) (?:replies|answers|responses|suggestions|texts?|songs?|images?)\b|\bgenerated (?:pieces?|assets?|songs?|faces)\b|\bsynthesi[sz]ed\b|\bsynthetic (?:faces|voices?|data|images|records)\b|\b(?:produced|written|made|created|generated) by (?:the |our |an? )?(?:ai\b|artificial|models?|assistant|bot|generator|machine|engine)|\b(?:our|the) (?:generator|models?|ai|assistant|bot|engine) (?:writes?|makes?|produces?|generates?)\b|\bresponses\b|\boutputs?\b/
/** Words that show that machines are meant. */
export const ofMachines = new RegExp(
  `\\b(?:${intelligence}|models?\\b|machines?\\b|neural|algorithms?\\b|artificial|robots?\\b|computers?\\b)`,
)
