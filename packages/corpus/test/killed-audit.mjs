// Audits INPUTS into OUT with the built package and kills itself just before its Nth effect on the disk.
// node killed-audit.mjs DIST RULEBOOK PLAN OUT N INPUTS…
import { readFileSync } from 'node:fs'
import promises from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const [dist = '', rulebook = '', plan = '', out = '', fatal = '0', ...inputs] = process.argv.slice(2)
let step = 0
for (const name of /** @type {const} */ (['rename', 'mkdir', 'rm', 'writeFile', 'open'])) {
  const original = /** @type {any} */ (promises)[name]
  const counted = (/** @type {any[]} */ ...args) => {
    if (++step === Number(fatal)) process.kill(process.pid, 'SIGKILL')
    return original(...args)
  }
  Object.assign(promises, { [name]: counted })
}
syncBuiltinESMExports()
const { audit } = await import(pathToFileURL(join(dist, 'audit.js')).href)
const result = await audit(JSON.parse(readFileSync(rulebook, 'utf8')), JSON.parse(plan), { inputs, out })
console.log(result.resumed)
