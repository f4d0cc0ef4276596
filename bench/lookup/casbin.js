// @ts-check
import { newEnforcer, newModelFromString, StringAdapter } from 'casbin'

/** @typedef {import('./cases.js').Rule} Rule @typedef {import('./cases.js').Engine} Engine */

const model = `
[request_definition]
r = host, day
[policy_definition]
p = host, from, to, eft
[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
[matchers]
m = r.host == p.host && r.day >= p.from && r.day < p.to
`

/** Allow with deny overriding, one policy line a rule. casbin answers yes or no. @param {Rule[]} rules @returns {Promise<Engine>} */
export async function openCasbin(rules) {
  const lines = rules.map(({ host, from, to, allow }) => `p, ${host}, ${from}, ${to}, ${allow ? 'allow' : 'deny'}`)
  const enforcer = await newEnforcer(newModelFromString(model), new StringAdapter(lines.join('\n')))
  return {
    name: 'casbin, synchronous',
    tells: (answer) => answer === 'allowed',
    answer: ({ host, day }) => enforcer.enforceSync(host, day),
  }
}
