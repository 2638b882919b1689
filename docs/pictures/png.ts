import { crc32, deflateSync } from 'node:zlib'

/** A picture: three bytes for each pixel, row by row. */
export type Pixels = {
  readonly width: number
  readonly height: number
  readonly rgb: Uint8Array
}

/** The size of a PNG in pixels. */
export function sizeOfPng(png: Buffer): Pick<Pixels, 'width' | 'height'> {
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) }
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** Writes a PNG of at most 256 colors, which is a third as large as the browser's. */
export function encodePng({ width, height, rgb }: Pixels): Buffer {
  const colors = coarseColors(rgb)
  const palette = listPalette(colors)
  const nearest = new Map<number, number>()
  const rows = Buffer.alloc(height * (width + 1))
  for (const [at, color] of colors.entries()) {
    const index = nearest.get(color) ?? findNearest(palette, color)
    nearest.set(color, index)
    // Each row begins with a zero: it is not filtered.
    rows[at + Math.floor(at / width) + 1] = index
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // Eight bits for each pixel, which are a place in the palette.
  header.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(partsOf))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** Sixteen shades of each of red, green and blue. */
function coarseColors(rgb: Uint8Array): Uint32Array {
  const shade = (at: number) => Math.round((rgb[at] ?? 0) / 17) * 17
  return Uint32Array.from({ length: rgb.length / 3 }, (_, pixel) => {
    const at = pixel * 3
    return (shade(at) << 16) | (shade(at + 1) << 8) | shade(at + 2)
  })
}

/** Lists the colors that are used most. */
function listPalette(colors: Uint32Array): readonly number[] {
  const uses = new Map<number, number>()
  for (const color of colors) uses.set(color, (uses.get(color) ?? 0) + 1)
  const byUse = [...uses].sort(([one, most], [other, least]) => least - most || one - other)
  return byUse.slice(0, 256).map(([color]) => color)
}

function findNearest(palette: readonly number[], color: number): number {
  const parts = partsOf(color)
  const distances = palette.map((each) =>
    partsOf(each).reduce((sum, part, at) => sum + (part - (parts[at] ?? 0)) ** 2, 0),
  )
  return distances.indexOf(Math.min(...distances))
}

const partsOf = (color: number) => [color >> 16, (color >> 8) & 255, color & 255]

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(typed))
  return Buffer.concat([length, typed, sum])
}
