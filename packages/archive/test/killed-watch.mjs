// Watches in the workspace DIR with the built package and kills itself just before its Nth effect on the disk.
// node killed-watch.mjs DIST DIR N
import childProcess from 'node:child_process'
import promises from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const [dist = '', dir = '', fatal = '0'] = process.argv.slice(2)
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
// What is appended can be cut anywhere: death before it, and death with half of it written.
const { appendFile } = promises
promises.appendFile = /** @type {any} */ (
  async (/** @type {string} */ path, /** @type {string} */ text) => {
    if (++step === Number(fatal)) process.kill(process.pid, 'SIGKILL')
    if (++step === Number(fatal)) {
      await appendFile(path, text.slice(0, text.length / 2))
      process.kill(process.pid, 'SIGKILL')
    }
    return appendFile(path, text)
  }
)
// Each start of git counts twice: death before it, and death while it works.
const { spawn } = childProcess
childProcess.spawn = (/** @type {any} */ ...args) => {
  if (++step === Number(fatal)) process.kill(process.pid, 'SIGKILL')
  const child = spawn.apply(childProcess, args)
  if (++step === Number(fatal)) setTimeout(() => process.kill(process.pid, 'SIGKILL'), 2)
  return child
}
syncBuiltinESMExports()

const { runWatch } = await import(pathToFileURL(join(dist, 'watch/run.js')).href)
const { workspaceAt } = await import(pathToFileURL(join(dist, 'workspace.js')).href)
await runWatch(workspaceAt(dir), { reach: ['127.0.0.1'], pause: 0, env: { PROVISO_CHROMIUM: 'none' }, concurrency: 1 })
// A run that was to die while git worked may end before it does.
process.exit(0)
