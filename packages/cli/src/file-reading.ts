import { createReadStream } from 'node:fs'
import type { Issue } from '@proviso/rights'
import { type BytesReading, type Format, mostBytes, readBytes } from '@proviso/terms'

/** A file that was read, in which form, and what came out. */
export interface FileReading extends BytesReading {
  readonly file: string
}

/**
 * Reads one file of terms, `-` for standard input. Gives an issue for a file that is missing, a folder, unreadable, empty,
 * binary or too large.
 */
export async function readTermsFile(
  file: string,
  stdin: NodeJS.ReadableStream,
  asked?: Format,
): Promise<{ readonly value: FileReading } | { readonly issue: Issue }> {
  let bytes: Buffer
  try {
    bytes = await bytesOf(file === '-' ? stdin : createReadStream(file))
  } catch (error) {
    return { issue: unreadable(file, error as NodeJS.ErrnoException) }
  }
  const read = await readBytes(bytes, file, asked)
  return 'issue' in read ? read : { value: { file, ...read.value } }
}

/** Reads at most one byte more than is allowed, so that an endless source ends. */
async function bytesOf(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    chunks.push(bytes)
    length += bytes.length
    if (length > mostBytes) break
  }
  return Buffer.concat(chunks)
}

function unreadable(file: string, { code, message }: NodeJS.ErrnoException): Issue {
  if (code === 'ENOENT')
    return {
      code: 'file-missing',
      at: file,
      message: 'there is no such file',
      hint: 'check the path; - reads standard input',
    }
  if (code === 'EISDIR')
    return {
      code: 'not-a-file',
      at: file,
      message: 'this is a folder',
      hint: `name its files, for example ${file.replace(/\/+$/, '')}/*.md`,
    }
  return {
    code: 'file-unreadable',
    at: file,
    message: `the file cannot be read (${code ?? message})`,
    hint: 'check its permissions',
  }
}
