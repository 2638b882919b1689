import { expect, test } from 'vitest'
import { shellWord, typedWord } from '../../src/domain/shell.ts'

test.each([
  ['milk', "'milk'"],
  ['', "''"],
  ["Sam's $HOME", "'Sam'\\''s $HOME'"],
  ['a\\b', "'a'\\\\'b'"],
  ['one\ntwo', '"$(printf \'one\\012two\')"'],
  ['\t50 %', '"$(printf \'\\01150 \\045\')"'],
  ['-\u200b-', '"$(printf \'\\055\\342\\200\\213-\')"'],
  ['Müll\u0007', '"$(printf \'Müll\\007\')"'],
])('%j is quoted for a shell', (text, word) => {
  expect(shellWord(text)).toEqual(word)
})

test.each([
  ['milk', 'milk'],
  ['+3d', '+3d'],
  ['a=b%', 'a=b%'],
  ['=b', "'=b'"],
  ['%b', "'%b'"],
  ['', "''"],
  ['two words', "'two words'"],
  ['~/tasks', "'~/tasks'"],
])('%j is typed without quotes where no shell needs them', (text, word) => {
  expect(typedWord(text)).toEqual(word)
})
