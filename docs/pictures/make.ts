import { existsSync, writeFileSync } from 'node:fs'
import puppeteer, { type Page } from 'puppeteer-core'
import { makePage, type PhotoName, photoNames, photos } from './household.ts'
import { encodePng, type Pixels } from './png.ts'

// `npm run pictures` makes the pictures of README.md. They differ a little with the fonts here.

/** How many pixels a CSS pixel has, for sharp screens. */
const scale = 2

const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path))
if (chromium === undefined) throw new Error('Chromium is not here: apt-get install chromium')

const browser = await puppeteer.launch({
  executablePath: chromium,
  // Its sandbox does not start for root.
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--hide-scrollbars'],
})
try {
  const page = await browser.newPage()
  for (const name of photoNames) {
    const png = encodePng(await photograph(page, name))
    writeFileSync(new URL(`${name}.png`, import.meta.url), png)
    console.log(`${name}.png: ${Math.ceil(png.length / 1000)} kB`)
  }
} finally {
  await browser.close()
}

async function photograph(page: Page, name: PhotoName): Promise<Pixels> {
  const { width, height, media, edge } = photos[name]
  await page.setViewport({ width, height, deviceScaleFactor: scale })
  await page.emulateMediaType(media)
  await page.setContent(makePage(name))
  const picture = await page.screenshot({ encoding: 'base64' })
  // The page allows no scripts and no pictures.
  await page.setContent('')
  return readPixels(page, picture, edge * scale)
}

/** Lets the browser read its own picture, because Node has nothing that does. */
async function readPixels(page: Page, picture: string, edge: number): Promise<Pixels> {
  const source = `data:image/png;base64,${picture}`
  const { width, height, rgb } = await page.evaluate(readInBrowser, source, edge)
  return { width, height, rgb: Buffer.from(rgb, 'base64') }
}

async function readInBrowser(source: string, edge: number) {
  const image = new Image()
  image.src = source
  await image.decode()
  const [width, height] = [image.width + 2 * edge, image.height + 2 * edge]
  const context = new OffscreenCanvas(width, height).getContext('2d')
  if (context === null) throw new Error('There is no canvas.')
  context.fillStyle = 'white'
  context.fillRect(0, 0, width, height)
  context.drawImage(image, edge, edge)
  const { data } = context.getImageData(0, 0, width, height)
  let text = ''
  for (const [at, byte] of data.entries()) if (at % 4 !== 3) text += String.fromCharCode(byte)
  return { width, height, rgb: btoa(text) }
}
