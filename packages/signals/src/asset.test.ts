import { describe, expect, test } from 'vitest'
import { bytesOf, jpegOf, pngOf, store, superbox, webpOf, xmpOf } from '../test/asset-bytes.ts'
import { told, toldIssue } from '../test/told.ts'
import { readAsset } from './asset.ts'

const barred = xmpOf('DMI-PROHIBITED-AIMLTRAINING')
const assertion = (entries: unknown) => ({ entries })
const said = (bytes: Uint8Array) => readAsset(bytes).statements.map(told)

describe('containers', () => {
  const both = {
    xmp: barred,
    c2pa: store('cawg.training-mining', assertion({ 'cawg.data_mining': { use: 'notAllowed' } })),
  }
  test.each([
    ['jpeg', jpegOf(both)],
    ['png', pngOf(both)],
    ['webp', webpOf(both)],
  ])('[EM1, EM7] %s carries XMP and C2PA, and both are heard', (kind, bytes) => {
    const { value, statements, issues } = readAsset(bytes)
    expect(value.kind).toBe(kind)
    expect(statements.map(told)).toEqual(['disallow train-ai', 'disallow tdm at 0.5'])
    expect(issues.map(({ code }) => code)).toEqual(['unverified-signature'])
  })

  test('[EM1] in other files the packet is found where it stands', () => {
    expect(
      said(bytesOf('%PDF-1.7\n', [0xe2, 0xe3], '\n<?xpacket begin=""?>', barred, '<?xpacket end="w"?>\n%%EOF')),
    ).toEqual(['disallow train-ai'])
    expect(readAsset(bytesOf('GIF89a')).statements).toEqual([])
  })

  test.each([
    ['jpeg', jpegOf(both)],
    ['png', pngOf(both)],
    ['webp', webpOf(both)],
  ])('[EM1] a %s cut off anywhere says so or says nothing wrong', (_, bytes) => {
    for (let length = 0; length < bytes.length; length += 7) {
      const { statements, issues } = readAsset(bytes.subarray(0, length))
      const codes = issues.map(({ code }) => code)
      expect(statements.length === 2 || statements.every(({ usage }) => usage === 'train-ai' || usage === 'tdm')).toBe(
        true,
      )
      for (const code of codes) expect(['truncated', 'unverified-signature', 'malformed-assertion']).toContain(code)
    }
    expect(readAsset(bytes.subarray(0, 60)).issues.map(({ code }) => code)).toContain('truncated')
  })
})

describe('C2PA and CAWG', () => {
  test.each([
    ['cawg.data_mining', { use: 'allowed' }, ['allow tdm at 0.5']],
    ['cawg.ai_inference', { use: 'notAllowed' }, ['disallow ai-input at 0.5']],
    ['cawg.ai_generative_training', { use: 'notAllowed' }, ['disallow train-ai at 0.5']],
    ['c2pa.ai_generative_training', { use: 'notAllowed' }, ['disallow train-ai at 0.5']],
    ['cawg.ai_training', { use: 'notAllowed' }, ['disallow train-ai if class at 0.5']],
    [
      'cawg.ai_inference',
      { use: 'constrained', constraint_info: 'ask us' },
      ['conditional ai-input if licence at 0.5'],
    ],
    [
      'cawg.ai_inference',
      { use: 'constrained', constraints_info: 'ask us' },
      ['conditional ai-input if licence at 0.5'],
    ],
    ['cawg.ai_inference', { use: 'constrained' }, ['disallow ai-input at 0.5']],
    ['example.quill.dance', { use: 'notAllowed' }, []],
    ['cawg.ai_inference', { use: 'perhaps' }, []],
  ])('[EM3] %s %o', (key, use, expected) => {
    expect(said(pngOf({ c2pa: store('cawg.training-mining', assertion({ [key]: use })) }))).toEqual(expected)
  })

  test('[EM3] without the wrapper, as JSON, with a number to the label', () => {
    const entry = { 'c2pa.data_mining': { use: 'notAllowed' } }
    expect(said(pngOf({ c2pa: store('c2pa.training-mining__2', entry, 'json') }))).toEqual(['disallow tdm at 0.5'])
  })

  test('[EM3] other assertions, and boxes that lie about their size, say nothing', () => {
    expect(
      said(pngOf({ c2pa: store('c2pa.actions', assertion({ 'c2pa.data_mining': { use: 'notAllowed' } })) })),
    ).toEqual([])
    expect(said(pngOf({ c2pa: bytesOf([255, 255, 255, 255], 'jumb') }))).toEqual([])
    const bad = superbox('cawg.training-mining', bytesOf([0, 0, 0, 10], 'cbor', [0xbf, 0x01]))
    expect(readAsset(pngOf({ c2pa: bad })).issues.map(toldIssue)).toEqual(['malformed-assertion 1:1'])
  })

  test('[EM4] the signature is not verified, and the statement says how sure it is', () => {
    const { statements, issues } = readAsset(
      pngOf({ c2pa: store('cawg.training-mining', assertion({ 'cawg.data_mining': { use: 'allowed' } })) }),
    )
    expect(statements.map(({ confidence }) => confidence)).toEqual([0.5])
    expect(issues.map(({ code }) => code)).toEqual(['unverified-signature'])
  })
})

test('[EM6] offsets count in the text of what was found', () => {
  const { value, statements } = readAsset(
    jpegOf({
      xmp: barred,
      c2pa: store('cawg.training-mining', assertion({ 'cawg.data_mining': { use: 'notAllowed' } })),
    }),
  )
  for (const { quote, start, end } of statements) expect(value.text.slice(start, end)).toBe(quote)
  expect(statements.map(({ section }) => section[0])).toEqual(['XMP', 'C2PA'])
})
