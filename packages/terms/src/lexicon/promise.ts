/** Words of promises, and of whoever makes them. All patterns run on plain, lower-case text. */

/** Whoever has promised something, or is bound by contract, is a partner. */
export const counterpart =
  /\b(?:has|have) (?:promised|agreed|undertaken|committed|assured us|pledged|(?:bound|committed|obliged) (?:itself|themselves))\b|\b(?:is|are|been) (?:contractually|by contract) (?:forbidden|barred|bound|prohibited|prevented)|\b(?:forbidden|barred|bound|prohibited|prevented) (?:by (?:contract|our (?:contract|agreement))|contractually)\b|\bthe company whose\b|\bthese (?:agreements|contracts) do not\b|\bis under a duty not\b|\bwhom we (?:match|choose|select|pick|engage|introduce)\b|\bour (?:contract|agreement)s? with (?:it|them|the)\b|\bunder (?:our|the|its|their|that) (?:written )?(?:contracts?|agreements?)(?: with us)?,? (?:it|they|neither|none|each|both)\b/

/** A promise in a voice of its own. */
export const promised =
  /\bwe (?:undertake|promise|warrant|guarantee|commit|assure|don't plan|do not plan)\b|\bour teams\b|\bhasn't been trained\b|\b(?:processor|supplier|provider|vendor)'s own\b|^\W*no use is made\b|\bcan't be and isn't\b/

/** The operator has opted out itself, at its providers. */
export const ownOptOut =
  /\b(?:we|it|has|have|\w+ has|been)\s+(?:also |been )?(?:opted out|disabled|turned off|deactivated|switched off)\b/
