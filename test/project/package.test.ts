import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
const manifest = JSON.parse(readFileSync('package.json', 'utf8'))

test('better-sqlite3 is installed as it ships: npm would compile it unless told twice', () => {
  // npm 11 reads allowScripts; npm 10 reads gypfile in the lock, which `npm install` drops.
  expect({
    allowed: manifest.allowScripts['better-sqlite3'],
    gypfile: lock.packages['node_modules/better-sqlite3'].gypfile,
  }).toEqual({ allowed: false, gypfile: false })
})

test('the lock names no address to download from', () => {
  const packages: Record<string, { resolved?: string }> = lock.packages
  expect(Object.entries(packages).filter(([, entry]) => entry.resolved !== undefined)).toEqual([])
})
