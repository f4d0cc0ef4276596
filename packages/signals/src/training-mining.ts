import type { Condition, Issue } from '@proviso/rights'
import { decode } from 'cborg'
import { type Findings, Gathering } from './findings.ts'
import { jumbfContents } from './jumbf.ts'
import { lineIndex } from './line-index.ts'

/** 16 MiB. */
export const mostC2paBytes = 16 * 1024 * 1024
const mostAssertionBytes = 1024 * 1024

const label = /^(?:c2pa|cawg)\.training-mining(?:__\d+)?$/

/** What each entry is about [EM3]; `ai_training` is about models that do not generate. */
const entries: Readonly<Record<string, { usage: 'tdm' | 'ai-input' | 'train-ai'; conditions: readonly Condition[] }>> =
  {
    data_mining: { usage: 'tdm', conditions: [] },
    ai_inference: { usage: 'ai-input', conditions: [] },
    ai_generative_training: { usage: 'train-ai', conditions: [] },
    ai_training: { usage: 'train-ai', conditions: [{ kind: 'class', note: 'models that do not generate' }] },
  }

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
}

/** A map of CBOR or JSON as JSON text of one line per entry; undefined for what is none, or cannot be read. */
function assertionMap(type: string, bytes: Uint8Array): Record<string, unknown> | undefined {
  if (bytes.length > mostAssertionBytes) return undefined
  try {
    const value: unknown =
      type === 'cbor'
        ? decode(bytes, { useMaps: false, allowIndefinite: true, strict: false, rejectDuplicateMapKeys: false })
        : type === 'json'
          ? JSON.parse(new TextDecoder().decode(bytes))
          : undefined
    return isMap(value) ? value : undefined
  } catch {
    return undefined
  }
}

/**
 * Reads the training and data mining assertions of a C2PA store. Signatures are not verified, so confidence is 0.5. At most 16 MiB;
 * linear; never throws. CAWG 1.0 and 1.1, C2PA 1.x. SPEC.md EM3, EM4, EM6.
 */
export function readTrainingMining(store: Uint8Array, at = 'C2PA'): Findings & { readonly text: string } {
  const lines: string[] = []
  const said: { key: string; value: Record<string, unknown>; label: string; line: number }[] = []
  const issues: Issue[] = []
  if (store.length > mostC2paBytes) return { text: '', statements: [], mentions: [], issues: [] }
  for (const content of jumbfContents(store)) {
    if (!label.test(content.label)) continue
    const assertion = assertionMap(content.type, content.bytes)
    const held = assertion && (isMap(assertion.entries) ? assertion.entries : assertion)
    if (held === undefined) {
      issues.push({ code: 'malformed-assertion', at, message: `\`${content.label}\` cannot be read` })
      continue
    }
    for (const [key, value] of Object.entries(held).slice(0, 1000)) {
      if (!isMap(value) || typeof value.use !== 'string') continue
      said.push({ key, value, label: content.label, line: lines.length })
      const info = informationOf(value)
      lines.push(
        JSON.stringify({
          label: content.label,
          [key]: { use: value.use, ...(info === undefined ? {} : { constraint_info: info }) },
        }),
      )
    }
  }
  const text = lines.join('\n')
  const out = new Gathering(text, at)
  const starts: number[] = []
  let length = 0
  for (const line of lines) {
    starts.push(length)
    length += line.length + 1
  }
  for (const { key, value, label, line } of said) {
    const start = starts[line]!
    const end = start + lines[line]!.length
    const name = key.replace(/^(?:c2pa|cawg)\./, '')
    const entry = Object.hasOwn(entries, name) ? entries[name] : undefined
    const section = [label, key]
    if (entry === undefined) {
      out.mention(start, end, {
        name: key.slice(0, 200),
        value: String(value.use),
        reason: 'no entry we know',
        section,
      })
      continue
    }
    const info = informationOf(value)
    const effect =
      value.use === 'allowed'
        ? 'allow'
        : value.use === 'notAllowed'
          ? 'disallow'
          : value.use === 'constrained'
            ? info === undefined
              ? 'disallow'
              : 'conditional'
            : undefined
    if (effect === undefined) {
      out.tell('unknown-value', start, `\`${String(value.use).slice(0, 60)}\` is no use`, 'it says nothing')
      continue
    }
    const conditions: Condition[] =
      effect === 'conditional'
        ? [...entry.conditions, { kind: 'licence', note: info!.slice(0, 300) }]
        : [...entry.conditions]
    out.say(start, end, { usage: entry.usage, effect, conditions, section, confidence: 0.5 })
  }
  if (said.length > 0) {
    issues.push({
      code: 'unverified-signature',
      at,
      ...lineIndex(text)(0),
      message: 'who signed the assertion is not verified',
      hint: 'verify the manifest with a C2PA tool before relying on what it allows',
    })
  }
  return { text, statements: out.statements, mentions: out.mentions, issues: [...issues, ...out.issues] }
}

function informationOf(value: Record<string, unknown>): string | undefined {
  const info = value.constraint_info ?? value.constraints_info
  return typeof info === 'string' && info.trim() !== '' ? info : undefined
}
