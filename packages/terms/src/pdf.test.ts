import { describe, expect, test } from 'vitest'
import { textFromPdf } from './pdf.ts'

interface Words {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly size?: number
}

/** A PDF with the words of each page where they are put, written by hand: objects, then the table of where they stand. */
function pdf(pages: readonly (readonly Words[])[], trailer = ''): Uint8Array {
  const objects: string[] = []
  const kids = pages.map((_, i) => `${4 + 2 * i} 0 R`).join(' ')
  objects.push('<< /Type /Catalog /Pages 2 0 R >>')
  objects.push(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`)
  objects.push('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>')
  for (const [i, words] of pages.entries()) {
    const stream = words
      .map(({ text, x, y, size = 11 }) => `BT /F1 ${size} Tf ${x} ${y} Td (${text.replace(/[()\\]/g, '\\$&')}) Tj ET`)
      .join('\n')
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${5 + 2 * i} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
    )
    objects.push(`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`)
  }
  let out = '%PDF-1.4\n'
  const places = objects.map((object, i) => {
    const at = out.length
    out += `${i + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const table = out.length
  out += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`
  out += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${table}\n%%EOF\n`
  return new TextEncoder().encode(out)
}

function column(lines: readonly string[], top = 700, step = 14): Words[] {
  return lines.map((text, i) => ({ text, x: 72, y: top - i * step }))
}

describe('paragraphs', () => {
  test('[F14] lines are joined, a gap parts them', async () => {
    const page = [
      ...column([
        'Guests may moor where the harbour master shows them a berth, and',
        'they keep the quay clean for as long as they stay in the harbour.',
      ]),
      ...column(['Fees are due on arrival. The harbour master keeps a list of them', 'in the office.'], 640),
    ]
    expect((await textFromPdf(pdf([page]))).text).toBe(
      'Guests may moor where the harbour master shows them a berth, and they keep the quay clean for as long as they stay in the harbour.\n\nFees are due on arrival. The harbour master keeps a list of them in the office.\n',
    )
  })

  test('[F14] hyphens at line ends', async () => {
    const page = column([
      'Guests who wish to leave the list of the harbour may use the opt-',
      'out at any time, and the harbour master will then take their informa-',
      'tion off the list that hangs on the door of the office by the quay.',
    ])
    expect((await textFromPdf(pdf([page]))).text).toBe(
      'Guests who wish to leave the list of the harbour may use the opt-out at any time, and the harbour master will then take their information off the list that hangs on the door of the office by the quay.\n',
    )
  })

  test('[F14] items stand alone', async () => {
    const page = column([
      'You may not do any of these things while you stay in the harbour:',
      '(a) moor without a berth;',
      '(b) leave the quay unclean.',
    ])
    expect((await textFromPdf(pdf([page]))).text.split('\n\n')).toHaveLength(3)
  })

  test('[F14] a paragraph goes on over the page', async () => {
    const one = column(['Guests may moor where the harbour master shows them a berth and'])
    const two = column(['they keep the quay clean for as long as they stay in the harbour.'])
    expect((await textFromPdf(pdf([one, two]))).text).toContain('a berth and they keep')
  })

  test('[F15] larger lines are headings', async () => {
    const page = [
      { text: 'Harbour Terms', x: 72, y: 760, size: 22 },
      { text: 'Mooring', x: 72, y: 730, size: 15 },
      ...column([
        'Guests may moor where the harbour master shows them a berth, and',
        'they keep the quay clean for as long as they stay in the harbour.',
      ]),
    ]
    expect((await textFromPdf(pdf([page]))).text).toMatch(/^# Harbour Terms\n\n## Mooring\n\nGuests/)
  })

  test('[F16] what repeats at the edges is left out', async () => {
    const pages = [1, 2, 3, 4].map((number) => [
      { text: 'Harbour Terms 2024', x: 72, y: 810 },
      ...column([`Paragraph ${number} speaks of the quay and of how it is kept clean by all.`]),
      { text: `Page ${number} of 4`, x: 280, y: 30 },
    ])
    const { text } = await textFromPdf(pdf(pages))
    expect(text.split('\n\n')).toHaveLength(4)
    expect(text).not.toMatch(/2024|Page/)
  })
})

describe('[F17] unread', () => {
  const encrypted = `/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <${'0a'.repeat(32)}> /U <${'0b'.repeat(32)}> >> /ID [<${'01'.repeat(16)}> <${'01'.repeat(16)}>]`
  test.each([
    ['encrypted', pdf([column(['secret'])], encrypted)],
    ['pictures', pdf([[]])],
    ['pictures', pdf([[], []])],
    ['damaged', new TextEncoder().encode('%PDF-1.4 and then nothing')],
    ['damaged', pdf([column(['x'])]).slice(0, 200)],
    ['damaged', new Uint8Array(0)],
  ])('[F17] %s', async (word, bytes) => {
    const { text, issues } = await textFromPdf(bytes, 'terms.pdf')
    expect(text).toBe('')
    expect(issues).toMatchObject([{ code: 'unread', at: 'terms.pdf' }])
    expect(issues[0]!.message).toContain(word)
  })

  test('[F17] the caller keeps its bytes', async () => {
    const bytes = pdf([column(['x y z'])])
    const length = bytes.length
    await textFromPdf(bytes)
    expect(bytes.length).toBe(length)
  })
})
