/**
 * What one types to start the program again: `npx proviso` where a folder's `node_modules` holds it, else `proviso`, which is
 * also how those call it who gave its file a name of their own.
 * @example programName(['/usr/bin/node', '/clone/node_modules/.bin/proviso'], {}) // 'npx proviso'
 */
export function programName(argv: readonly string[], env: NodeJS.ProcessEnv): string {
  const inFolder = argv[1]?.replaceAll('\\', '/').includes('/node_modules/.bin/') === true
  // where .bin holds scripts that start the file itself, as on Windows, npm tells
  return inFolder || env.npm_command === 'exec' ? 'npx proviso' : 'proviso'
}

const commands =
  'ask|history|changes|read|signals|check-report|import|audit|impact|sources|serve|report|services|watch|help|--help'

const command = new RegExp(String.raw`(?<![\w/.-])proviso(?= (?:${commands})(?![\w-]))`, 'g')

/**
 * A text that tells commands, with the program called as it was started.
 * @example asStarted('run `proviso import` again', 'npx proviso') // 'run `npx proviso import` again'
 */
export function asStarted(text: string, program: string): string {
  return text.replace(command, () => program)
}
