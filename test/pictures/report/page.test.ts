import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../../src/domain/report.ts'
import { pictureNames, reportPage, reportPicture } from '../../../src/pictures/report/report.tsx'
import { browser, listFaint, listOverflowing, show } from '../../support/browser/browser.ts'
import { emptyReport, hugeReport } from '../../support/pictures/report.ts'

const reports: Readonly<Record<string, () => Report>> = { empty: emptyReport, huge: hugeReport }

describe('in a browser', () => {
  test.skipIf(browser.missing).each([
    ['empty', 360, 'light'],
    ['empty', 1280, 'dark'],
    ['huge', 360, 'dark'],
    ['huge', 768, 'light'],
    ['huge', 1280, 'light'],
  ] as const)(
    `the %s report fits into %i pixels and can be read on a %s screen${browser.why}`,
    async (name, width, scheme) => {
      const { page, requests } = await show(reportPage(reports[name]?.() ?? emptyReport()), {
        width,
        scheme,
      })
      const looked = await page.evaluate(() => {
        const pictures = [...document.querySelectorAll('svg')]
        return {
          headings: [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(
            ({ tagName }) => tagName,
          ),
          scripts: document.scripts.length,
          ids: new Set([...document.querySelectorAll('[id]')].map(({ id }) => id)).size,
          allIds: document.querySelectorAll('[id]').length,
          unnamed: pictures.filter(
            (svg) =>
              svg.getAttribute('role') !== 'img' ||
              !['aria-labelledby', 'aria-describedby'].every(
                (name) => document.getElementById(svg.getAttribute(name) ?? '')?.textContent,
              ),
          ).length,
          cut: pictures.flatMap((svg) => {
            const { left, right } = svg.getBoundingClientRect()
            return [...svg.querySelectorAll('text')]
              .filter((text) => {
                const box = text.getBoundingClientRect()
                return box.left < left - 1 || box.right > right + 1
              })
              .map((text) => text.textContent)
          }),
          scroll: document.documentElement.scrollWidth,
        }
      })
      expect({
        requests,
        overflowing: await listOverflowing(page),
        faint: await listFaint(page),
        ...looked,
        allIds: looked.allIds - looked.ids,
      }).toEqual({
        requests: [],
        overflowing: [],
        faint: [],
        headings: ['H1', 'H2', 'H2', 'H2', 'H2', 'H2', 'H2'],
        scripts: 0,
        ids: looked.ids,
        allIds: 0,
        unnamed: 0,
        cut: [],
        scroll: width,
      })
    },
  )

  test.skipIf(browser.missing)(
    `it is light on paper, and nothing is cut${browser.why}`,
    async () => {
      // The room between the margins of A4, in CSS pixels.
      const [width, height] = [672, 986]
      const { page } = await show(reportPage(hugeReport()), { scheme: 'dark', width })
      await page.emulateMediaType('print')
      const looked = await page.evaluate((height) => {
        const parts = [...document.querySelectorAll('.chart, dl, tr')]
        return {
          background: getComputedStyle(document.body).backgroundColor,
          tall: parts.filter((part) => part.getBoundingClientRect().height > height).length,
          scrolling: [...document.querySelectorAll('.wide')].filter(
            (part) => getComputedStyle(part).overflowX !== 'visible',
          ).length,
        }
      }, height)
      expect({ ...looked, overflowing: await listOverflowing(page) }).toEqual({
        background: 'rgb(255, 255, 255)',
        tall: 0,
        scrolling: 0,
        overflowing: [],
      })
    },
  )

  test.skipIf(browser.missing)(`each picture can be shown alone${browser.why}`, async () => {
    const { page, requests } = await show('<p>Pictures</p>')
    const sizes: unknown[] = []
    for (const name of pictureNames) {
      const svg = reportPicture(hugeReport(), name)
      sizes.push(
        await page.evaluate(async (text) => {
          const image = new Image()
          image.src = `data:image/svg+xml,${encodeURIComponent(text)}`
          await image.decode()
          const { documentElement } = new DOMParser().parseFromString(text, 'image/svg+xml')
          return [image.naturalWidth, documentElement.tagName]
        }, svg),
      )
    }
    expect({ sizes, requests: requests.filter((url) => !url.startsWith('data:')) }).toEqual({
      sizes: [
        [736, 'svg'],
        [400, 'svg'],
        [736, 'svg'],
      ],
      requests: [],
    })
  })
})

const xmllint = spawnSync('xmllint', ['--version']).error === undefined
const why = xmllint ? '' : ' (passed over: xmllint is not here)'

describe('for a validator', () => {
  test.skipIf(!xmllint).each(Object.keys(reports))(`the %s report is clean${why}`, (name) => {
    const report = reports[name]?.() ?? emptyReport()
    const faults = (text: string, ...words: string[]) => {
      const all = { input: text, maxBuffer: 2 ** 26 }
      const { stderr } = spawnSync('xmllint', ['--noout', ...words, '-'], all)
      // It does not know the elements of HTML 5.
      return String(stderr).match(/error : (?!Tag \w+ invalid).*/g)
    }
    expect([
      faults(reportPage(report), '--html'),
      ...pictureNames.map((picture) => faults(reportPicture(report, picture))),
    ]).toEqual([null, null, null, null])
  })
})

test('the page is the same for the same report, and asks for nothing', () => {
  const page = reportPage(hugeReport())
  expect(page === reportPage(hugeReport())).toBe(true)
  expect({
    policy: /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1],
    outside: page.match(/<script|<link|https?:\/\/(?!www\.w3\.org\/2000\/svg)/),
  }).toEqual({
    policy: "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    outside: null,
  })
})
