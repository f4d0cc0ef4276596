/** Version of the reader. Whatever can change a reading changes it: remembered readings of another version are not used. */
export const readerVersion = '14'
