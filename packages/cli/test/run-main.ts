import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { type RulebookContent, writeRulebook } from '@proviso/archive/rulebook-file'
import { main } from '../src/main.ts'
import type { Host } from '../src/terminal.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** What a run wrote and how it ended. */
export interface Ran {
  readonly out: string
  readonly err: string
  readonly status: number
}

/** A folder with a rulebook in it, to be used as `PROVISO_HOME`. */
export async function workspaceWith(
  rulebook: RulebookContent,
  options: { pointersOnly?: boolean } = {},
): Promise<string> {
  const folder = temporaryFolder()
  await writeRulebook(join(folder, 'rulebook.ndjson'), rulebook, options)
  return folder
}

/** Runs the program in this process, on streams of its own; the clock stands at 2026-01-01. */
export async function runMain(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  {
    stdin = '',
    tty = false,
    columns = 80,
    argv = [],
  }: { stdin?: string | Buffer; tty?: boolean; columns?: number; argv?: readonly string[] } = {},
): Promise<Ran> {
  const out = collector(tty, columns)
  const err = collector(false, columns)
  let status = 0
  const host: Host = {
    stdin: Readable.from([typeof stdin === 'string' ? Buffer.from(stdin) : stdin]),
    stdout: out.stream,
    stderr: err.stream,
    env: { PROVISO_NOW: '2026-01-01', PROVISO_STARTER: '/nowhere', ...env },
    argv,
    set exitCode(code: number) {
      status = code
    },
    exit: (code) => {
      throw new Error(`exit ${code}`)
    },
    once: () => undefined,
    off: () => undefined,
  }
  await main(args, host)
  return { out: out.text(), err: err.text(), status }
}

function collector(isTTY: boolean, columns: number) {
  const chunks: Buffer[] = []
  const stream = new PassThrough()
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  return { stream: Object.assign(stream, { isTTY, columns }), text: () => Buffer.concat(chunks).toString() }
}
