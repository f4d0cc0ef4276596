import type { Issue, Statement } from '@proviso/rights'

/** A statement in one line: `EFFECT USAGE [PATH] [for AGENT,…] [if KIND,…] [at CONFIDENCE]`. */
export function told({ effect, usage, path, agents, conditions, confidence }: Statement): string {
  return [
    effect,
    usage,
    ...(path === undefined ? [] : [path]),
    ...(agents === undefined ? [] : ['for', agents.join(',')]),
    ...(conditions.length === 0 ? [] : ['if', conditions.map(({ kind }) => kind).join(',')]),
    ...(confidence === 0.5 ? ['at 0.5'] : []),
  ].join(' ')
}

/** An issue in one line: `CODE LINE:COLUMN`. */
export function toldIssue({ code, line, column }: Issue): string {
  return line === undefined ? code : `${code} ${line}:${column}`
}
