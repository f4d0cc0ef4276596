import type { FixedQuestion } from '@proviso/rights'
import type { AuditPlan } from '../src/plan.ts'

export const question: FixedQuestion = { usage: 'train-ai', actor: 'public', channel: 'web', today: '2026-01-01' }

/** A plan that keeps what is allowed and writes both parts. */
export function planOf(more: Partial<AuditPlan> = {}): AuditPlan {
  return {
    question,
    profile: 'as-of-crawl',
    keep: ['allowed'],
    mode: 'parts',
    columns: {},
    rulebook: 'small',
    program: 'test',
    ...more,
  }
}
