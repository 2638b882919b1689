import { readdirSync, readFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { makePage, photoNames, photos } from '../../docs/pictures/household.ts'
import { encodePng, sizeOfPng } from '../../docs/pictures/png.ts'

// The pixels depend on the fonts of whoever makes the pictures, so they are not compared.

test('the README shows each picture that there is, with a text in its place', () => {
  const readme = readFileSync('README.md', 'utf8')
  const shown = [...readme.matchAll(/!\[([^\]]{40,})\]\(docs\/pictures\/(\w+)\.png\)/g)]
  expect(shown.map(([, , name]) => name)).toEqual(photoNames)
  expect(readdirSync('docs/pictures').filter((name) => name.endsWith('.png'))).toEqual(
    photoNames.map((name) => `${name}.png`).toSorted(),
  )
})

test.each(photoNames)('the picture %s is sharp and small', (name) => {
  const png = readFileSync(`docs/pictures/${name}.png`)
  const { width, height, edge } = photos[name]
  expect([sizeOfPng(png), png.length < 150_000]).toEqual([
    { width: 2 * (width + 2 * edge), height: 2 * (height + 2 * edge) },
    true,
  ])
})

test.each(photoNames)('the page of the picture %s is the same whenever it is made', (name) => {
  const page = makePage(name)
  expect([page.includes('2026'), page === makePage(name)]).toEqual([true, true])
})

test('a picture is encoded with the colors that it uses most', () => {
  const png = encodePng({ width: 2, height: 1, rgb: Uint8Array.from([255, 0, 0, 0, 1, 254]) })
  expect([
    png.subarray(1, 4).toString('latin1'),
    sizeOfPng(png),
    [...png.subarray(png.indexOf('PLTE') + 4).subarray(0, 6)],
    png.includes(deflateSync(Buffer.from([0, 1, 0]), { level: 9 })),
  ]).toEqual(['PNG', { width: 2, height: 1 }, [0, 0, 255, 255, 0, 0], true])
})
