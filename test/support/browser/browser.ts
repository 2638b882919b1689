import { existsSync } from 'node:fs'
import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { onTestFinished } from 'vitest'

/** Debian's Chromium; undefined where it is missing. */
const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path))

/** Why a test that needs a browser is passed over, for its name. */
export const browser = {
  missing: chromium === undefined,
  why: chromium === undefined ? ' (passed over: Chromium is not here)' : '',
}

/** How a page is looked at. */
type Look = {
  /** The width of the window, in CSS pixels. */
  readonly width?: number
  readonly scheme?: 'light' | 'dark'
}

/** A page that is shown in a browser, and what it asked of the network. */
export type Shown = { readonly page: Page; readonly requests: readonly string[] }

let started: Promise<Browser> | undefined

/**
 * Shows a page in a browser, which is started once for the files of a process, and ends with it.
 */
export async function show(html: string, look: Look = {}): Promise<Shown> {
  const { width = 1280, scheme = 'light' } = look
  started ??= puppeteer.launch({
    executablePath: chromium ?? '',
    // Its sandbox does not start for root, as whom containers run the tests.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
  })
  const page = await (await started).newPage()
  onTestFinished(() => page.close())
  const requests: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  await page.setViewport({ width, height: 900 })
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
  await page.setContent(html)
  return { page, requests }
}

/**
 * The selectors of the elements that are wider than the window or cut off inside themselves. What
 * is in a part that scrolls by itself, also with the keyboard, is left out.
 */
export function listOverflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth
    return [...document.querySelectorAll('body *')]
      .filter((element) => {
        const scrolling = element.closest('[tabindex="0"]')
        if (scrolling !== null && getComputedStyle(scrolling).overflowX === 'auto') return false
        const { left, right } = element.getBoundingClientRect()
        const isBox = element instanceof HTMLElement && element.clientWidth > 0
        const isCut = isBox && element.scrollWidth > element.clientWidth + 1
        return right > width + 1 || left < -1 || isCut
      })
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}`)
  })
}

/** The texts whose contrast against what is behind them is below a ratio, with the ratio. */
export function listFaint(page: Page, least = 4.5): Promise<string[]> {
  return page.evaluate((least) => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
    if (canvas === null) throw new Error('There is no canvas.')
    const pixelOf = (layers: readonly string[]) => {
      for (const layer of layers) {
        canvas.fillStyle = layer
        canvas.fillRect(0, 0, 1, 1)
      }
      return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)
    }
    // WCAG 2.2, relative luminance and contrast ratio.
    const luminance = (pixel: readonly number[]) => {
      const [red = 0, green = 0, blue = 0] = pixel.map((value) => {
        const part = value / 255
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
    const white = matchMedia('(prefers-color-scheme: dark)').matches ? 'black' : 'white'
    const behind = (element: Element): string[] => {
      const layers: string[] = []
      for (let each: Element | null = element; each !== null; each = each.parentElement) {
        layers.unshift(getComputedStyle(each).backgroundColor)
      }
      return [white, ...layers]
    }
    return [...document.querySelectorAll('body *')]
      .filter((element) =>
        [...element.childNodes].some(
          (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
        ),
      )
      .filter((element) => element.getClientRects().length > 0)
      .flatMap((element) => {
        const style = getComputedStyle(element)
        const ink = element instanceof SVGElement ? style.fill : style.color
        const layers = behind(element)
        const [one, other] = [
          luminance(pixelOf([...layers, ink])),
          luminance(pixelOf(layers)),
        ].toSorted((a, b) => b - a) as [number, number]
        const ratio = (one + 0.05) / (other + 0.05)
        return ratio < least ? [`${ratio.toFixed(2)} ${element.textContent?.trim()}`] : []
      })
  }, least)
}

/** How many pages a browser prints. */
export async function countPages(page: Page): Promise<number> {
  const pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  return pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0
}
