import type { Usage } from '@proviso/rights'
import registry from './agents.json' with { type: 'json' }
import policies from './policy-tokens.json' with { type: 'json' }

/** What an agent's operator says it is for. SPEC.md AG2 says which of them are usages. */
export type AgentPurpose =
  | 'training'
  | 'dataset'
  | 'search'
  | 'user-fetch'
  | 'acting'
  | 'grounding'
  | 'site-owner'
  | 'archiving'
  | 'seo'
  | 'preview'
  | 'ads'
  | 'monitoring'
  | 'research'
  | 'tool'
  | 'accessibility'
  | 'feed'
  | 'notification'
  | 'plagiarism'
  | 'security'

/** A product token and who answers to it. */
export interface Agent {
  /** As its operator writes it; tokens are compared without regard to case. */
  readonly token: string
  readonly operator: string
  readonly purposes: readonly AgentPurpose[]
  /** The day, month or year from which it is known by this token. */
  readonly since?: string
  /** From when on it is not used any more. */
  readonly until?: string
  /** Where its operator documents it, else where it is described. */
  readonly source: string
}

/** A token that no crawler answers to: a group for it says what may be done with what others fetch. */
export interface PolicyToken {
  readonly token: string
  readonly definedBy: string
  readonly purposes: readonly AgentPurpose[]
  readonly since?: string
  readonly source: string
}

/** The agents known, by token. Facts as their operators state them, gathered on `agentsChecked`. */
export const agents = registry.agents as readonly Agent[]

/** The policy tokens known, by token. */
export const policyTokens = policies.tokens as readonly PolicyToken[]

/** The day the registry's facts were gathered. */
export const agentsChecked = registry.checked

const agentByToken = new Map(agents.map((agent) => [agent.token.toLowerCase(), agent]))
const policyByToken = new Map(policyTokens.map((policy) => [policy.token.toLowerCase(), policy]))

/**
 * The agent of a product token, in any case; `undefined` for one not known.
 * @example
 * agentOf('gptbot')?.operator // 'OpenAI'
 */
export function agentOf(token: string): Agent | undefined {
  return agentByToken.get(token.toLowerCase())
}

/**
 * The policy of a token that no crawler answers to; `undefined` for any other.
 * @example
 * policyOf('google-extended')?.definedBy // 'Google'
 */
export function policyOf(token: string): PolicyToken | undefined {
  return policyByToken.get(token.toLowerCase())
}

const usageOf: Partial<Record<AgentPurpose, Usage>> = {
  training: 'train-ai',
  dataset: 'train-ai',
  search: 'search',
  'user-fetch': 'ai-input',
  acting: 'ai-input',
  grounding: 'ai-input',
}

/**
 * The usages a rule for a token speaks on beside access; none for an agent that is not known. SPEC.md AG2.
 * @example
 * usagesOf('GPTBot') // ['train-ai']
 */
export function usagesOf(token: string): readonly Usage[] {
  const purposes = (agentOf(token) ?? policyOf(token))?.purposes ?? []
  return [...new Set(purposes.flatMap((purpose) => usageOf[purpose] ?? []))]
}
