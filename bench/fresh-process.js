// @ts-check
/** One measured run in a process of its own. */
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/**
 * @typedef {{ seconds: number, peak: number, stdout: string }} Run
 * `peak`: the most memory the process and all it started held at once, in MB, sampled every 50 ms; 0 where there is no /proc
 */

/**
 * Runs a Node script to its end.
 * @param {string[]} words script and arguments
 * @param {NodeJS.ProcessEnv} [environment] added to this process's own
 * @returns {Promise<Run>}
 * @throws {Error} when it ends with another status than 0
 */
export function freshProcess(words, environment = {}) {
  return new Promise((done, fail) => {
    const begin = performance.now()
    const child = spawn(process.execPath, words, {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let stdout = ''
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      stdout += chunk
    })
    let peak = 0
    const sampling = setInterval(() => {
      peak = Math.max(peak, residentMegabytes(child.pid ?? 0))
    }, 50)
    child.on('error', fail)
    child.on('close', (status) => {
      clearInterval(sampling)
      const seconds = (performance.now() - begin) / 1000
      if (status === 0) done({ seconds, peak, stdout })
      else fail(new Error(`${words.join(' ')} ended with status ${status}`))
    })
  })
}

/**
 * Memory of a process and all it started. Pages that several of them share count once for each.
 * @param {number} id
 * @returns {number} MB; 0 for a process that ended meanwhile
 */
function residentMegabytes(id) {
  try {
    const pages = Number(readFileSync(`/proc/${id}/statm`, 'latin1').split(' ')[1])
    const threads = readdirSync(`/proc/${id}/task`)
    const children = threads.flatMap((thread) =>
      readFileSync(`/proc/${id}/task/${thread}/children`, 'latin1').split(' ').filter(Boolean),
    )
    return children.reduce((sum, child) => sum + residentMegabytes(Number(child)), (pages * 4096) / 1e6)
  } catch {
    return 0
  }
}
