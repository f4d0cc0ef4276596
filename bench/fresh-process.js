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
 * Memory of a process and its descendants. Pages that several of them share count once for each.
 * @param {number} root
 */
function residentMegabytes(root) {
  /** @type {Map<number, { parent: number, pages: number }>} */
  const processes = new Map()
  for (const name of listProcesses()) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'latin1')
      // The name in parentheses may hold anything; the fields after it are plain.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      processes.set(Number(name), { parent: Number(fields[1]), pages: Number(fields[21]) })
    } catch {
      // It ended between the listing and the reading.
    }
  }
  let pages = 0
  for (const [id, { pages: own }] of processes) {
    let at = id
    while (at > 1 && at !== root) at = processes.get(at)?.parent ?? 0
    if (at === root) pages += own
  }
  return (pages * 4096) / 1e6
}

function listProcesses() {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  } catch {
    return []
  }
}
