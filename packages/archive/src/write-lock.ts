import { open, readdir, readFile, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { ArchiveError } from './archive-error.ts'
import { writeError } from './atomic-file.ts'
import type { Workspace } from './workspace.ts'

/**
 * A writer announces itself by a file whose name says it all, `writer.HOST.PID.START`: creating it is one step, so no
 * other process ever sees half a lock. It writes only if, after that, no other live writer is announced: of two that
 * start together at least one sees the other, so never both write.
 */
interface Writer {
  readonly file: string
  readonly host: string
  readonly pid: number
  readonly start: string
}

const thisHost = hostname().replace(/[^A-Za-z0-9-]/g, '-') || 'host'

/**
 * Runs `work` as the workspace's only writer; readers are never held up. Locks of dead processes are removed.
 *
 * Throws `ArchiveError` `workspace-busy` when another process writes, `workspace-read-only` when none can.
 *
 * @example
 * await withWriteLock(workspace, () => buildRulebook(workspace))
 */
export async function withWriteLock<T>(workspace: Pick<Workspace, 'dir'>, work: () => Promise<T>): Promise<T> {
  const file = await announce(workspace.dir)
  try {
    return await work()
  } finally {
    await rm(file, { force: true }).catch(() => {})
  }
}

async function announce(dir: string): Promise<string> {
  const name = `writer.${thisHost}.${process.pid}.${(await startOf(process.pid)) ?? 'unknown'}`
  const file = join(dir, name)
  for (let attempt = 0; ; attempt++) {
    try {
      await (await open(file, 'wx')).close()
    } catch (error) {
      // The same name: this very process is writing already.
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw busy(dir, process.pid, thisHost, file)
      throw writeError(error, dir)
    }
    const other = await liveWriter(dir, name)
    if (other === undefined) return file
    await rm(file, { force: true })
    // The other may only be looking, as we are: step back for a moment, each for another while.
    if (attempt >= 3) throw busy(dir, other.pid, other.host, other.file)
    await wait(20 + Math.random() * 100)
  }
}

async function liveWriter(dir: string, own: string): Promise<Writer | undefined> {
  for (const name of await readdir(dir)) {
    const found = /^writer\.([A-Za-z0-9-]+)\.(\d+)\.(\w+)$/.exec(name)
    if (!found || name === own) continue
    const writer = { file: join(dir, name), host: found[1] ?? '', pid: Number(found[2]), start: found[3] ?? '' }
    if (writer.host !== thisHost || (await isAlive(writer))) return writer
    await rm(writer.file, { force: true })
  }
  return undefined
}

async function isAlive({ pid, start }: Writer): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  const now = await startOf(pid)
  return now === undefined || start === 'unknown' || now === start // else the number was given to a new process
}

/** When a process started, in clock ticks since boot; undefined where the system does not tell. */
async function startOf(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  if (stat === undefined) return undefined
  // The second field is the program's name in parentheses and may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields[0] === 'Z' ? 'zombie' : fields[19]
}

function busy(dir: string, pid: number, host: string, file: string): ArchiveError {
  const elsewhere = host === thisHost ? '' : ` on ${host}`
  return new ArchiveError({
    code: 'workspace-busy',
    at: dir,
    message: `another process (${pid}${elsewhere}) is writing to the workspace`,
    hint: elsewhere
      ? `wait until it is done; if that machine is gone, delete ${file}`
      : 'wait until it is done and run it again',
  })
}
