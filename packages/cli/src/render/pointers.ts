import type { Look } from './look.ts'

/** That a list shows places in place of words, and what would bring the words; nothing where the rulebook holds them. */
export function pointersText(quotes: boolean, look: Look): string[] {
  return quotes
    ? []
    : [
        look.colour.dim(
          `words are quoted once their archive is imported: ${look.program} import <address, folder or bundle>`,
        ),
      ]
}
