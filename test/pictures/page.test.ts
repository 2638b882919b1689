import { expect, test } from 'vitest'
import { htmlPage } from '../../src/pictures/page.tsx'
import { colorRules } from '../../src/pictures/palette.ts'
import { browser, listFaint, listOverflowing, show } from '../support/browser/browser.ts'

const styles = `${colorRules()}body{background:var(--paper);color:var(--ink)}`

test('escapes what people wrote', () => {
  const page = htmlPage({ title: '</title><script>', styles, children: '<b>&amp;"' })
  expect(page).toContain('<title>&lt;/title>&lt;script></title>')
  expect(page).toContain('<body>&lt;b>&amp;amp;&quot;</body>')
})

test.skipIf(browser.missing).each(['light', 'dark'] as const)(
  `asks the network for nothing, and can be read on a %s screen${browser.why}`,
  async (scheme) => {
    const html = htmlPage({ title: 'Picture', styles, children: 'Hello' })
    const { page, requests } = await show(html, { width: 360, scheme })
    expect(requests).toEqual([])
    expect(await listFaint(page)).toEqual([])
    expect(await listOverflowing(page)).toEqual([])
  },
)
