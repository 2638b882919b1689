import { describe, expect, test } from 'vitest'
import {
  parseDefinitionOfDone,
  parseDescription,
  parseMaterials,
  parseNote,
  parseTitle,
} from '../../src/domain/task.ts'

const usage = (message: string, lead?: string) =>
  expect.objectContaining({
    code: 'usage',
    message,
    hint: lead === undefined ? undefined : { lead },
  })

describe('a task’s texts', () => {
  test.each([
    ['title', parseTitle, 200],
    ['definition of done', parseDefinitionOfDone, 1000],
    ['description', parseDescription, 1000],
    ['list of materials', parseMaterials, 1000],
    ['note', parseNote, 1000],
  ])(
    'include a %s that is trimmed, not blank and not too long (F097, F098)',
    (label, parse, most) => {
      expect(parse(` ${'x'.repeat(most)} `)).toEqual('x'.repeat(most))
      expect(() => parse(' ')).toThrow(usage(`The ${label} is empty.`))
      expect(() => parse('x'.repeat(most + 1))).toThrow(
        usage(`The ${label} is ${most + 1} characters long; the limit is ${most}.`),
      )
    },
  )

  test.each([
    ['definition of done', parseDefinitionOfDone],
    ['list of materials', parseMaterials],
    ['note', parseNote],
  ])('include a %s of one or more lines', (_, parse) => {
    expect(parse('one\ntwo')).toEqual('one\ntwo')
  })

  test('include a title of one line (F091)', () => {
    expect(() => parseTitle('one\ntwo')).toThrow(
      usage('The title contains a line break.', 'Write it on one line, in plain text.'),
    )
  })
})
