import { describe, expect, test } from 'vitest'
import { recogniseColumns } from './columns.ts'

describe('recogniseColumns', () => {
  test.each([
    [
      'FineWeb',
      ['text', 'id', 'dump', 'url', 'date', 'file_path', 'language', 'language_score', 'token_count'],
      { url: 'url', date: 'date', tokens: 'token_count', id: 'id' },
    ],
    ['RefinedWeb', ['content', 'url', 'timestamp', 'dump', 'segment', 'image_urls'], { url: 'url', date: 'timestamp' }],
    ['C4', ['text', 'timestamp', 'url'], { url: 'url', date: 'timestamp' }],
    [
      'Dolma',
      ['id', 'text', 'source', 'added', 'created', 'metadata', 'metadata.url', 'metadata.warc_date'],
      { url: 'metadata.url', date: 'metadata.warc_date', id: 'id' },
    ],
    ['Dolma', ['id', 'text', 'source', 'added', 'created', 'metadata'], { url: 'id', date: 'added', id: 'id' }],
    [
      'RedPajama 1',
      ['text', 'meta', 'meta.url', 'meta.timestamp', 'meta.source'],
      { url: 'meta.url', date: 'meta.timestamp' },
    ],
    [
      'RedPajama 2',
      ['url', 'date_download', 'raw_content', 'digest', 'doc_id'],
      { url: 'url', date: 'date_download', id: 'doc_id' },
    ],
    [
      'Common Crawl index',
      ['url_surtkey', 'url', 'url_host_name', 'fetch_time', 'warc_filename'],
      { url: 'url', date: 'fetch_time', id: 'url_surtkey' },
    ],
    ['LAION', ['SAMPLE_ID', 'URL', 'TEXT', 'HEIGHT', 'WIDTH', 'similarity'], { url: 'URL', id: 'SAMPLE_ID' }],
    [
      'datatrove',
      ['text', 'id', 'metadata', 'metadata.url', 'metadata.date', 'metadata.token_count'],
      { url: 'metadata.url', date: 'metadata.date', tokens: 'metadata.token_count', id: 'id' },
    ],
  ])('[C1] knows the fields of %s', (schema, fields, expected) => {
    expect(recogniseColumns(fields, {}, 'x')).toEqual({ schema, ...expected })
  })

  test('[C1] of no family, the likeliest names count, in any letter case', () => {
    expect(recogniseColumns(['Title', 'Page_URL', 'Crawl_Date', 'N_Tokens'], {}, 'x')).toEqual({
      url: 'Page_URL',
      date: 'Crawl_Date',
      tokens: 'N_Tokens',
    })
  })

  test('[C2] what is named is used, and must be there', () => {
    const fields = ['text', 'timestamp', 'url', 'origin', 'meta.when']
    expect(recogniseColumns(fields, { url: 'origin', date: 'META.when' }, 'x')).toMatchObject({
      url: 'origin',
      date: 'meta.when',
    })
    expect(() => recogniseColumns(fields, { url: 'adress' }, 'x')).toThrow(
      expect.objectContaining({ issue: expect.objectContaining({ code: 'unknown-column', at: 'x' }) }),
    )
  })

  test('[C3] nothing that looks like a URL is an error that names the columns', () => {
    expect(() => recogniseColumns(['title', 'body'], {}, 'x')).toThrow(/no-url-column.*`title`, `body`/)
  })

  test('[C4] a caller can say there is none', () => {
    expect(recogniseColumns(['text', 'timestamp', 'url'], { date: null }, 'x')).toEqual({ schema: 'C4', url: 'url' })
  })
})
