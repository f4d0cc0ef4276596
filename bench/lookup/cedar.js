// @ts-check
import { setFlagsFromString } from 'node:v8'
import * as cedar from '@cedar-policy/cedar-wasm/nodejs'

/** @typedef {import('./cases.js').Rule} Rule @typedef {import('./cases.js').Engine} Engine */

// Node 20 aborts ("unreachable code" in the deoptimizer) when a function with an inlined call into WebAssembly loses its
// optimization during the call; not inlining it costs Cedar nothing that can be measured here
if (process.versions.node.startsWith('20.')) setFlagsFromString('--no-turbo-inline-js-wasm-calls')

const principal = { type: 'Actor', id: 'public' }
const action = { type: 'Action', id: 'train-ai' }

/** One policy a rule, parsed once: the rules live in Cedar. @param {Rule[]} rules @returns {Engine} */
export function openCedarPolicies(rules) {
  const id = `rules-${rules.length}`
  const staticPolicies = rules
    .map(
      ({ host, from, to, allow }) =>
        `${allow ? 'permit' : 'forbid'}(principal, action, resource == Host::"${host}") when { context.day >= ${from} && context.day < ${to} };`,
    )
    .join('\n')
  parsed(cedar.preparsePolicySet(id, { staticPolicies }))
  return {
    name: 'Cedar, a policy per rule',
    tells: (answer) => answer,
    answer: ({ host, day }) => ask(id, host, day, []),
  }
}

/** Two policies for all hosts; the rules of the host asked about are found by a map here and handed in as its attributes. @param {Rule[]} rules @returns {Engine} */
export function openCedarEntity(rules) {
  const id = `general-${rules.length}`
  // two slots a host are enough for the cases; Cedar's sets cannot be searched by a condition
  const when = (/** @type {string} */ allow) =>
    [0, 1]
      .map(
        (n) => `(resource.allow${n} == ${allow} && context.day >= resource.from${n} && context.day < resource.to${n})`,
      )
      .join(' || ')
  const staticPolicies = `permit(principal, action, resource) when { ${when('true')} };\nforbid(principal, action, resource) when { ${when('false')} };`
  parsed(cedar.preparsePolicySet(id, { staticPolicies }))
  /** @type {Map<string, Record<string, number | boolean>>} */
  const attributes = new Map()
  for (const { host, from, to, allow } of rules) {
    const known = attributes.get(host)
    if (known) Object.assign(known, { from1: from, to1: to, allow1: allow })
    else attributes.set(host, { from0: from, to0: to, allow0: allow })
  }
  return {
    name: 'Cedar, the host handed in',
    tells: (answer) => answer,
    answer: ({ host, day }) =>
      ask(id, host, day, [{ uid: { type: 'Host', id: host }, attrs: attributes.get(host) ?? {}, parents: [] }]),
  }
}

/** @param {string} preparsedPolicySetId @param {string} host @param {number} day @param {any[]} entities */
function ask(preparsedPolicySetId, host, day, entities) {
  const resource = { type: 'Host', id: host }
  const answer = cedar.statefulIsAuthorized({
    principal,
    action,
    resource,
    context: { day },
    preparsedPolicySetId,
    entities,
  })
  if (answer.type === 'failure') throw new Error(answer.errors.map(({ message }) => message).join('; '))
  const { decision, diagnostics } = answer.response
  if (diagnostics.errors.length > 0) throw new Error(JSON.stringify(diagnostics.errors[0]))
  if (decision === 'allow') return 'allowed'
  return diagnostics.reason.length > 0 ? 'disallowed' : 'unknown'
}

/** @param {{ type: string }} answer */
function parsed(answer) {
  if (answer.type !== 'success') throw new Error(JSON.stringify(answer))
}
