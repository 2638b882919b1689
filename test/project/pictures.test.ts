import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { makePage, photoNames, photos } from '../../docs/pictures/household.ts'

// The pixels depend on the fonts of whoever makes the pictures, so they are not compared.

test('the README shows each picture that there is, with a text in its place', () => {
  const readme = readFileSync('README.md', 'utf8')
  const shown = [...readme.matchAll(/!\[([^\]]{40,})\]\(docs\/pictures\/(\w+)\.webp\)/g)]
  expect(shown.map(([, , name]) => name)).toEqual(photoNames)
  expect(readdirSync('docs/pictures').filter((name) => name.endsWith('.webp'))).toEqual(
    photoNames.map((name) => `${name}.webp`).toSorted(),
  )
})

test.each(photoNames)('the picture %s is sharp and small', (name) => {
  const webp = readFileSync(`docs/pictures/${name}.webp`)
  // RFC 6386, 9.1: the width and the height of a frame follow its start code.
  const size = webp.indexOf(Buffer.from([0x9d, 0x01, 0x2a])) + 3
  const { width, height } = photos[name]
  expect([webp.readUInt16LE(size), webp.readUInt16LE(size + 2), webp.length < 150_000]).toEqual([
    2 * width,
    2 * height,
    true,
  ])
})

test.each(photoNames)('the page of the picture %s is the same whenever it is made', (name) => {
  const page = makePage(name)
  expect([page.includes('2026'), page === makePage(name)]).toEqual([true, true])
})
