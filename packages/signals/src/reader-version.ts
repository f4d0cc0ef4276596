/** Raised whenever a reader of this package would read the same bytes differently: what was remembered of them is then read again. */
export const signalsVersion = '1'
