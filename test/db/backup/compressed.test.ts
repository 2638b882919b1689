import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  compressFile,
  decompressTo,
  isDamagedFile,
  trailer,
} from '../../../src/db/backup/compressed.ts'
import { headerBytes, readLabel } from '../../../src/db/backup/label.ts'
import { temporaryFolder } from '../../support/folder.ts'

const ignore = () => {}

/** A file with more in it than is read at once, half of which cannot be compressed. */
async function compressed() {
  const folder = temporaryFolder()
  const [path, target, back] = ['plain', 'plain.gz', 'back'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  const content = Buffer.concat([randomBytes(1_300_000), Buffer.alloc(1_300_000)])
  writeFileSync(path, content)
  for (const each of [target, back]) writeFileSync(each, '')
  await compressFile(path, target, ignore)
  return { content, target, back }
}

test('what is compressed comes back, and is about half as large', async () => {
  const { content, target, back } = await compressed()
  await decompressTo(target, back, ignore)
  expect([readFileSync(back).equals(content), statSync(target).size < 1_400_000]).toEqual([
    true,
    true,
  ])
})

test('any gunzip can read it, and the label says what is in it', async () => {
  const { content, target } = await compressed()
  const read = execFileSync('gunzip', ['-c', target], { maxBuffer: 2 ** 30 })
  expect([read.equals(content), readLabel(target)]).toEqual([
    true,
    {
      sha256: createHash('sha256').update(content).digest('hex'),
      contentBytes: content.length,
      fileBytes: statSync(target).size,
    },
  ])
})

test.each([
  [0, '00000000'],
  [4_294_967_295, 'ffffffff'],
  [4_294_967_296, '00000000'],
  [10_000_000_000, '00e40b54'],
])('of %d bytes, the end of a gzip file says so in four', (length, written) => {
  expect(Buffer.from(trailer(0x01020304, length)).toString('hex')).toEqual(`04030201${written}`)
})

test('a backup begins as those of every version do, without a time or a system', async () => {
  const { content, target } = await compressed()
  const digits = (bytes: number) => String(bytes).padStart(15, '0')
  const label = [
    `Momentum sha256=${createHash('sha256').update(content).digest('hex')}`,
    `bytes=${digits(content.length)} compressed=${digits(statSync(target).size)}\0`,
  ].join(' ')
  const start = readFileSync(target).subarray(0, headerBytes)
  expect([start.toString('hex', 0, 10), start.toString('latin1', 10)]).toEqual([
    '1f8b08100000000000ff',
    label,
  ])
})

test.each([
  ['of another time', (bytes: Buffer) => bytes.writeUInt8(1, 4)],
  ['of another system', (bytes: Buffer) => bytes.writeUInt8(3, 9)],
  ['with another comment', (bytes: Buffer) => bytes.write('M', 17)],
])('a header %s is not ours, and what it begins comes back', async (_, change) => {
  const { content, target, back } = await compressed()
  const bytes = readFileSync(target)
  change(bytes)
  writeFileSync(target, bytes)
  await decompressTo(target, back, ignore)
  expect([readLabel(target), readFileSync(back).equals(content)]).toEqual([undefined, true])
})

test('what another program compressed comes back, too', async () => {
  const { content, target, back } = await compressed()
  writeFileSync(target, execFileSync('gzip', ['-c'], { input: content, maxBuffer: 2 ** 30 }))
  await decompressTo(target, back, ignore)
  expect([readFileSync(back).equals(content), readLabel(target)]).toEqual([true, undefined])
})

const half = (path: string) => Math.floor(statSync(path).size / 2)

const ruins: [string, (path: string) => void][] = [
  ['is cut short', (path) => truncateSync(path, statSync(path).size - 1)],
  ['is cut in half', (path) => truncateSync(path, half(path))],
  [
    'has another digit in its sum',
    (path) => change(path, 30, (digit) => (digit === 0x30 ? 0x31 : 0x30)),
  ],
  ['has no digit in its sum', (path) => change(path, 30, () => 0x67)],
  ['has no digit in its length', (path) => change(path, headerBytes - 2, () => 0x67)],
  ['has a changed bit at the start of its content', (path) => flip(path, headerBytes + 1)],
  ['has a changed bit in its middle', (path) => flip(path, half(path))],
  ['has a changed bit at its end', (path) => flip(path, statSync(path).size - 5)],
]

/** Changes one bit of a file. */
function flip(path: string, position: number): void {
  change(path, position, (byte) => byte ^ 1)
}

function change(path: string, position: number, to: (byte: number) => number): void {
  const bytes = readFileSync(path)
  bytes.writeUInt8(to(bytes.readUInt8(position)), position)
  writeFileSync(path, bytes)
}

test.each(ruins)('a file that %s is damaged', async (_, ruin) => {
  const { target, back } = await compressed()
  ruin(target)
  const error: unknown = await decompressTo(target, back, ignore).catch((found: unknown) => found)
  expect(isDamagedFile(error)).toEqual(true)
})
