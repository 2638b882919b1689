import { expect, test } from 'vitest'
import { plainText } from '../../src/exchange/plain-text.ts'

test.each([
  ['Use <3 drops\n  & wait', 'Use <3 drops\n  & wait'],
  ['<p>Paper,\n  glass</p>\n\n<p>&lt;3 &amp;&nbsp;more</p>', 'Paper, glass\n<3 & more'],
  ['Wash:<ul><li>Lids</li><li class="a">Jars </li></ul>Dry', 'Wash:\n- Lids\n- Jars\nDry'],
  ['One<br>two<br />three', 'One\ntwo\nthree'],
  ['<a href="https://a.example">Here</a>', 'Here (https://a.example)'],
  ['<p><br></p>', ''],
])('writes %j as %j', (html, text) => {
  expect(plainText(html)).toBe(text)
})
