/** Reads one query parameter; absent and empty ones give undefined or ''. */
export type Get = (name: string) => string | undefined
