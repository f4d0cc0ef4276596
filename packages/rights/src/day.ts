/** A calendar day in UTC, written `YYYY-MM-DD`. Days compare as strings: earlier days sort first. */
export type Day = string

/** An instant, ISO 8601 with a time and a zone: `2025-06-04T12:37:00Z`. */
export type Instant = string
