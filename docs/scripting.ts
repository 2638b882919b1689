import { readFileSync, writeFileSync } from 'node:fs'
import { scriptingPage, withFieldTable } from './scripting/page.ts'

// `npm run scripting` writes docs/scripting.md, and the table of fields in the README.

writeFileSync('docs/scripting.md', scriptingPage())
writeFileSync('README.md', withFieldTable(readFileSync('README.md', 'utf8')))
