import { byLetter } from './by-letter.ts'

/**
 * The cheap question asked of every line: may it speak of training or of automated collection?
 * Wide on purpose: what passes is read with care, what does not is never looked at again.
 */
const training =
  /train|machine[- ]?learn|artificial[- ]?intelligen|\bA\.?I\b|\bL?LMs?\b|\bML\b|language model|neural|generative|deep learning|fine-?tun|distill|\bmodels?\b|chat ?bots?|classifier|recogni[sz]er|\blearns\b|\bimitat|generators?\b|intelligent system|automated system|learning system|virtual assistant|voice assistant|recognition|algorithm|text[- ,]?(?:and|&|or)?[- ]data|\bmin(?:e|ed|ing) .{0,60}\b(?:comput|software|machine|program|algorithm|automat)|\bteach|\btaught\b|\bmachines learn|(?:learning|model|restricted|prohibited|development|research|improvement|excluded) (?:purpos|uses?\b|activit|development)|\blearn(?:s|ing)? from|\btdm\b|data ?min|\btuning\b|\btuned\b|learning|\blearn(?:ed|t)\b|corp(?:us|ora)\b|(?:practice|study|learning|teaching) (?:material|matter|piece|example|text|data)|examples from which|lessons? for|\bbecomes? (?:a |part of )?(?:lesson|schoolbook)|artificial (?:system|mind|assistant)|\bmachines?\b/i
const collecting =
  /scrap|crawl|spider|robot|\bbots?\b|harvest|data[- ]?min|automat|extract|off-?line reader|systematic|bulk|mechani[sz]ed|programmatic|machine[- ]readable|site search|retriev|spidering|\bagents?\b|search engine|\bmine\b|\bmining\b|scripts?\b|\b(?:a|any|computer|software) programs?\b|\bwget\b|\bdownload|non-?human|undocumented|unsupported|data gathering|\bindex|\b(?:requests?|calls|queries) (?:per|an?|each|every) |\bwith software\b|\b(?:means|methods?|interfaces?|technolog(?:y|ies))\b.{0,40}\bother than|\brippers?\b|\bweb-?cop|\btechnical aids?\b|\b(?:significant|substantial) (?:parts?|portions?|amounts?)\b.{0,40}\bdata ?bases?|\b(?:devices?|routines?|software|tools?|a machine|any machine)\b.{0,60}\b(?:access|quer(?:y|ies)|record|collect|gather|monitor)|\b(?:programs|software|machines|computers|assistants?|apps|applications?)\b.{0,30}\b(?:reads?|reading|fetch|cop(?:y|ies)|collect|gather|quer(?:y|ies)|visit|browse|poll|pull|(?:page|walk|go|look)\w* (?:up|through)|consult|must|may not|refused)|\b(?:by|with|through|for|from) (?:an? |any |their |your )?(?:machines?|programs?|software|computers?)\b|\bmined\b|\bmacros?\b|\bby whatever tool|\bexclusion (?:file|header)|\bpolling\b|\bsearch services?\b|\bindexing|\bunattended\b|\bheadless\b|\bgrabbers?\b|\bwatchers?\b|\bhuman (?:users?|visitors?|beings?|eyes|operat\w+|readers?|hands?)\b|\bone (?:page|screen|item|entry) at a time\b|\bsoftware to \w+ them\b/i

/** Whether a line may speak of developing AI. */
export function concernsTraining(line: string): boolean {
  return training.test(line)
}

/** Whether a line may speak of access or collection by machines. */
export function concernsCollecting(line: string): boolean {
  return collecting.test(line)
}

const either = new RegExp(byLetter(`${training.source}|${collecting.source}`), 'i')

/** Whether a line may speak of either: one look at it for both. */
export function concernsEither(line: string): boolean {
  return either.test(line)
}
