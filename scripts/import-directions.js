// @ts-check
/**
 * Imports between packages point one way: cli → web → archive → terms, signals → rights. This finds those that do not.
 *
 * A file may import its own package by relative paths with their extension, the packages to its right by name,
 * and what its layer allows beyond that. Tests may also use `node:` and the development tools.
 *
 *     node scripts/import-directions.js        lists violations, one per line; exit status 1 when there is one
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'oxc-parser'

/**
 * @typedef {{ name: string, may: string[], node: boolean, outside: boolean }} Layer
 * `may`: packages to the right; `node`: whether `node:` modules are open to it; `outside`: whether npm packages are.
 * @typedef {import('../packages/rights/src/issue.ts').Issue} Issue
 */

/** @type {Record<string, Layer>} By folder under `packages/`. */
export const layers = {
  rights: { name: '@proviso/rights', may: [], node: false, outside: false },
  signals: { name: '@proviso/signals', may: ['@proviso/rights'], node: false, outside: true },
  terms: { name: '@proviso/terms', may: ['@proviso/rights'], node: false, outside: true },
  archive: {
    name: '@proviso/archive',
    may: ['@proviso/rights', '@proviso/signals', '@proviso/terms'],
    node: true,
    outside: true,
  },
  corpus: { name: '@proviso/corpus', may: ['@proviso/rights', '@proviso/archive'], node: true, outside: true },
  web: {
    name: '@proviso/web',
    may: ['@proviso/rights', '@proviso/signals', '@proviso/terms', '@proviso/archive', '@proviso/corpus'],
    node: true,
    outside: true,
  },
  cli: {
    name: 'proviso',
    may: [
      '@proviso/rights',
      '@proviso/signals',
      '@proviso/terms',
      '@proviso/archive',
      '@proviso/corpus',
      '@proviso/web',
    ],
    node: true,
    outside: true,
  },
}

const ours = new Set(Object.values(layers).map((layer) => layer.name))

/**
 * Every import of the packages under `root` that its layer forbids, sorted by place.
 * @param {string} root folder that holds `packages/`
 * @returns {Issue[]} codes: `wrong-direction`, `leaves-package`, `missing-extension`, `no-node`, `no-dependency`, `unknown-package`
 */
export function findViolations(root) {
  /** @type {Issue[]} */
  const found = []
  for (const folder of readdirSync(join(root, 'packages')).sort()) {
    const base = join(root, 'packages', folder)
    if (!existsSync(join(base, 'package.json'))) continue
    const layer = layers[folder]
    if (!layer) {
      found.push({
        code: 'unknown-package',
        at: `packages/${folder}`,
        message: `\`${folder}\` has no place in the order of packages`,
        hint: 'say in scripts/import-directions.js what it may import',
      })
      continue
    }
    found.push(...manifestViolations(root, folder, layer))
    for (const file of sourceFiles(base)) found.push(...fileViolations(root, base, file, layer))
  }
  return found
}

/**
 * @param {string} root
 * @param {string} folder
 * @param {Layer} layer
 * @returns {Issue[]}
 */
function manifestViolations(root, folder, layer) {
  const at = `packages/${folder}/package.json`
  const {
    dependencies = {},
    peerDependencies = {},
    optionalDependencies = {},
  } = JSON.parse(readFileSync(join(root, at), 'utf8'))
  return Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies }).flatMap((name) => {
    const refusal = refuse(name, layer, false)
    return refusal ? [{ at, ...refusal }] : []
  })
}

/**
 * @param {string} root
 * @param {string} base folder of the package
 * @param {string} file
 * @param {Layer} layer
 * @returns {Issue[]}
 */
function fileViolations(root, base, file, layer) {
  const text = readFileSync(file, 'utf8')
  const at = relative(root, file).split(sep).join('/')
  const isTest = /\.test(-d)?\.[jt]sx?$/.test(file) || file.startsWith(join(base, 'test') + sep)
  return importsOf(file, text).flatMap(({ name, start }) => {
    const refusal = name.startsWith('.') ? refuseRelative(name, file, base) : refuse(name, layer, isTest)
    return refusal ? [{ at, ...placeOf(text, start), ...refusal }] : []
  })
}

/**
 * @param {string} name the relative path as written
 * @param {string} file
 * @param {string} base
 */
function refuseRelative(name, file, base) {
  const target = resolve(dirname(file), name)
  // A package's own files beside src (its manifest, its data) are its own; another package's never are.
  if (target.startsWith(join(base, '..') + sep) && !target.startsWith(base + sep))
    return {
      code: 'leaves-package',
      message: `\`${name}\` reaches into another package`,
      hint: 'import it by its package name, through its index',
    }
  if (!/\.(tsx?|js|json|node|mjs|cjs|css)$/.test(name))
    return {
      code: 'missing-extension',
      message: `\`${name}\` has no file extension`,
      hint: 'write the extension of the source file, `.ts`',
    }
  return null
}

/**
 * @param {string} name a bare specifier or a dependency's name
 * @param {Layer} layer
 * @param {boolean} isTest
 */
function refuse(name, layer, isTest) {
  if (name.startsWith('node:')) {
    if (layer.node || isTest) return null
    return {
      code: 'no-node',
      message: `\`${layer.name}\` must run without Node and imports \`${name}\``,
      hint: 'take what it gives as an argument, or do this in a package to the left',
    }
  }
  const dependency = name.split('/', name.startsWith('@') ? 2 : 1).join('/')
  if (ours.has(dependency) || dependency.startsWith('@proviso/')) {
    if (layer.may.includes(dependency) || dependency === layer.name) return null
    return {
      code: 'wrong-direction',
      message: `\`${layer.name}\` may not import \`${dependency}\`, which stands to its left`,
      hint: 'imports point one way: cli → web → archive → terms → rights',
    }
  }
  if (layer.outside || isTest) return null
  return {
    code: 'no-dependency',
    message: `\`${layer.name}\` imports nothing from outside and imports \`${name}\``,
    hint: 'write the few lines it needs, or do this in a package to the left',
  }
}

/**
 * Every specifier a file names: imports, re-exports, `import()` with a literal, also in types, and `require()`.
 * @param {string} file
 * @param {string} text
 * @returns {{ name: string, start: number }[]}
 */
function importsOf(file, text) {
  const { module, comments } = parseSync(file, text)
  const named = [
    ...module.staticImports.map((one) => one.moduleRequest),
    ...module.staticExports.flatMap((one) => one.entries.map((entry) => entry.moduleRequest)),
  ].flatMap((request) => (request ? [{ name: request.value, start: request.start }] : []))
  // The module record knows neither types written `import('…')` nor `require`; a comment may show either.
  const called = [...text.matchAll(/\b(?:import|require)\(\s*(['"`])([^'"`$]+)\1/g)]
    .map((match) => ({ name: match[2] ?? '', start: match.index }))
    .filter(({ start }) => !comments.some((comment) => comment.start <= start && start < comment.end))
  const places = new Map([...named, ...called].map((one) => [`${one.name}@${one.start}`, one]))
  return [...places.values()].sort((a, b) => a.start - b.start)
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function sourceFiles(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.name !== 'dist' && entry.name !== 'node_modules')
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return sourceFiles(path)
      return /\.[cm]?[jt]sx?$/.test(entry.name) ? [path] : []
    })
    .sort()
}

/**
 * @param {string} text
 * @param {number} offset
 */
function placeOf(text, offset) {
  const before = text.slice(0, offset)
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = findViolations(resolve(dirname(fileURLToPath(import.meta.url)), '..'))
  for (const { code, at, line, column, message, hint } of found)
    console.error(`${line ? `${at}:${line}:${column}` : at}  ${code}  ${message}; ${hint}`)
  if (found.length === 0) console.log(`imports point one way: ${Object.keys(layers).reverse().join(' → ')}`)
  else process.exitCode = 1
}
