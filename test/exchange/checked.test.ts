import { expect, it } from 'vitest'
import { checkTemplate } from '../../src/exchange/checked.ts'

it('cuts notes that are too long, after what a description has no room for', () => {
  const text = 'word '.repeat(250).trim()
  const record = {
    line: 1,
    sourceId: '1',
    title: 'Bins',
    description: text,
    notes: [text, 'short'],
  }
  const [start, rest] = ['word '.repeat(200).trim(), 'word '.repeat(50).trim()]
  expect(checkTemplate(record)).toEqual({
    fields: { title: 'Bins', description: start },
    notes: [rest, start, rest, 'short'],
    category: undefined,
  })
})

it.each([
  ['a  b', 'a  b'],
  [' a \n\tb\r\n', 'a b'],
])('makes one line of the title %j', (title, line) => {
  const { fields } = checkTemplate({ line: 1, sourceId: '1', title })
  expect(fields).toEqual({ title: line })
})
