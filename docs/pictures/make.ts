import { existsSync, writeFileSync } from 'node:fs'
import puppeteer, { type Page } from 'puppeteer-core'
import { makePage, type PhotoName, photoNames, photos } from './household.ts'

// `npm run pictures` makes the pictures of README.md. They differ a little with the fonts here.

/** How many pixels a CSS pixel has, for sharp screens. */
const scale = 2

/** In percent. With less, there are shadows around letters. */
const quality = 85

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
    const picture = await photograph(page, name)
    writeFileSync(new URL(`${name}.webp`, import.meta.url), picture)
    console.log(`${name}.webp: ${Math.ceil(picture.length / 1000)} kB`)
  }
} finally {
  await browser.close()
}

async function photograph(page: Page, name: PhotoName): Promise<Uint8Array> {
  const { width, height, media, edge } = photos[name]
  await page.setViewport({ width, height, deviceScaleFactor: scale })
  await page.emulateMediaType(media)
  await page.setContent(makePage(name))
  await page.addStyleTag({ content: `html { padding: ${edge}px }` })
  return page.screenshot({ type: 'webp', quality })
}
