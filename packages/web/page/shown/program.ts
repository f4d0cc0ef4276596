/** What one types to start the program, as the server that sent the page was started. */
export const program = document.querySelector<HTMLMetaElement>('meta[name="program"]')?.content ?? 'proviso'
