// @ts-check
/** Files of cases that are neither tuned on nor learnt from: what the reader is tried on. */
export const heldOut = [
  'legal-wording.json',
  'ordinary-drafting-held-out.json',
  'all-fields-held-out.json',
  'veiled-held-out.json',
  'usual-held-out.json',
  'whole-documents-held-out.json',
  'dense-documents-held-out.json',
]
