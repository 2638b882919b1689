import { describe, expect, it } from 'vitest'
import { decodeFile } from '../../src/exchange/decode.ts'
import { detectFormat, type SourceFormat } from '../../src/exchange/formats.ts'
import { readRecords } from '../../src/exchange/readers.ts'
import { reading } from '../support/exchange/reading.ts'

async function read(text: string, format?: SourceFormat) {
  const decoded = decodeFile(Buffer.from(text), 'file')
  const found = format ?? detectFormat(decoded, 'file')
  const { tasks, faults } = await readRecords(found, decoded, reading)
  expect(faults).toEqual([])
  return [found, tasks.map(({ line, title, description }) => [line, title, description])]
}

describe('a file', () => {
  it.each([
    ['CRLF in cells', 'title,description\r\nBins,"a\r\nb\rc\nd"\r\n', 'a\r\nb\rc\nd'],
    ['LF', 'title,description\nBins,"a\nb"\n', 'a\nb'],
    ['CR alone', 'title,description\rBins,a b\r', 'a b'],
    ['a byte order mark', '\ufefftitle,description\r\nBins,a\r\n', 'a'],
    ['semicolons', 'title;description\r\nBins;a\r\n', 'a'],
    ['tabs', 'title\tdescription\nBins\ta\n', 'a'],
  ])('of our CSV is read with %s', async (_, text, description) => {
    expect(await read(text)).toEqual(['csv', [[2, 'Bins', description]]])
  })

  it.each([
    ['todotxt', '(A) Bins\r\nTap\r\n'],
    ['todotxt', '(A) Bins\rTap\r'],
    ['todoist', 'TYPE,CONTENT\r\ntask,Bins\r\ntask,Tap\r\n'],
    ['jsonl', '{"title":"Bins"}\r\n{"title":"Tap"}\r\n'],
  ])('of %s is read with other ends of lines: %j', async (format, text) => {
    const [found, tasks] = await read(text)
    const titles = (tasks as [number, string][]).map(([, title]) => title)
    expect([found, titles]).toEqual([format, ['Bins', 'Tap']])
  })
})
