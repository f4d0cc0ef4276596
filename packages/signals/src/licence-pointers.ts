/** What points elsewhere and permits nothing by itself [LI5]. */
export const pointers: ReadonlyMap<string, string> = new Map([
  ['usageInfo', 'it points to further terms, and permits nothing'],
  ['acquireLicensePage', 'it points to where a licence is to be had'],
  ['copyrightNotice', 'it names rights, and gives none'],
  ['isAccessibleForFree', 'it speaks of readers’ access, not of use'],
  ['conditionsOfAccess', 'it speaks of readers’ access, not of use'],
  ['creditText', 'it says how to credit'],
  ['copyrightHolder', 'it names rights, and gives none'],
])
