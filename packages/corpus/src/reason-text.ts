/** Where a record has no answer: what is said about it, by reason. */
const reasons: Readonly<Record<string, string>> = {
  silent: 'The documents in force say nothing about it. Silence is not consent.',
  unread: 'A source that may speak of it could not be read.',
  'before-first-record': 'Obtained before the first record of the service’s documents.',
  'not-in-force': 'No document of the service was in force on the day.',
  'no-document': 'No document of the service that the profile listens to has been read.',
  'no-question': 'The documents are not read for this question.',
  'no-service': 'No service in the rulebook speaks for the host.',
  'no-day': 'The record does not say, or not readably, when it was obtained.',
  'no-url': 'The record has no URL.',
  'no-host': 'The URL names no host.',
}

/** Why a record has no answer, in a sentence; '' for a reason this program does not know. */
export function reasonText(reason: string): string {
  return Object.hasOwn(reasons, reason) ? reasons[reason]! : ''
}
