/** Questions that a text asks and answers. All patterns run on plain, lower-case text. */

/** A question on what is done, or on training. */
export const asks =
  /\b(?:do|does|will|is|are|can|may)\b[^?|]{3,160}\?|\b(?:trains?|training|used to train)\b[^?|]{0,60}\?/

/** "May I train a model on …?", "Are researchers allowed to …?": what is asked is what outsiders may do. */
export const asksForOneself =
  /\b(?:may|can|could|am|are|is) (?:i|we|one|anyone|anybody|others|other people|researchers|students|developers|my (?:company|team|students|employer)|our (?:company|team))\b/

export const asksToKeepOut =
  /\b(?:can|may|could) (?:i|we|users|customers) (?:opt[- ]?out|object|stop|refuse|decline|keep|turn|switch)\b/
export const ofOwnData = /\byou\b|\bmy (?!own\b|company\b|team\b|students\b|employer\b|models?\b|ai\b|app\b)/
