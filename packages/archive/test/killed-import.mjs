// Imports SOURCE into the workspace DIR with the built package and kills itself just before its Nth effect on the disk.
// node killed-import.mjs DIST DIR SOURCE N
import childProcess from 'node:child_process'
import promises from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const [dist = '', dir = '', source = '', fatal = '0'] = process.argv.slice(2)
let step = 0

/** @param {Record<string, any>} owner @param {string} name @param {(args: any[]) => boolean} counts */
function count(owner, name, counts = () => true) {
  const original = owner[name]
  owner[name] = (/** @type {any[]} */ ...args) => {
    if (counts(args) && ++step === Number(fatal)) process.kill(process.pid, 'SIGKILL')
    return original(...args)
  }
}

for (const name of ['mkdir', 'rename', 'rm']) count(promises, name)
count(promises, 'open', ([, flags]) => flags === 'wx')
// Each start of git counts twice: death before it, and death while it works.
const { spawn } = childProcess
childProcess.spawn = (/** @type {any} */ ...args) => {
  if (++step === Number(fatal)) process.kill(process.pid, 'SIGKILL')
  const child = spawn.apply(childProcess, args)
  if (++step === Number(fatal)) setTimeout(() => process.kill(process.pid, 'SIGKILL'), 2)
  return child
}
syncBuiltinESMExports()

const { importCollection } = await import(pathToFileURL(join(dist, 'import.js')).href)
const { workspaceAt } = await import(pathToFileURL(join(dist, 'workspace.js')).href)
for await (const event of importCollection(workspaceAt(dir), source)) {
  if (event.phase === 'failed') throw new Error(JSON.stringify(event.issue))
}
// A run that was to die while git worked may end before it does.
process.exit(0)
