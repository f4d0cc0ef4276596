// @ts-check
/** Files of cases that are not learnt from. But for the first, whose errors were looked at, none is tuned on: they are what the reader is tried on. */
export const heldOut = [
  'realistic-documents.json',
  'legal-wording.json',
  'ordinary-drafting-held-out.json',
  'all-fields-held-out.json',
  'veiled-held-out.json',
  'usual-held-out.json',
  'whole-documents-held-out.json',
  'dense-documents-held-out.json',
  'mixed-documents-held-out.json',
  'minimal-pairs-held-out.json',
  'hard-documents-held-out.json',
  'reworded-documents-held-out.json',
  'reworded-sections-held-out.json',
  'realistic-documents-held-out.json',
]

/** Sets of labelled texts of the archives that are not learnt from; their errors were looked at. */
export const setAside = new Set(['aside', 'quiet'])
