import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Writes the licenses of the packages whose code is in the bundles: of each its name, where its
 * source is, and every text about rights in its folder.
 *
 * @param {readonly import('rolldown').RolldownOutput['output'][number][]} files the bundles
 * @param {string} path where to
 */
export function writeLicenses(files, path) {
  const modules = files.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))
  const folders = new Set(modules.filter(isOfPackage).map(folderOf))
  const licenses = [...folders].map(licenseOf).toSorted((a, b) => (a.name < b.name ? -1 : 1))
  writeFileSync(path, [beginning, ...licenses.map(({ text }) => text)].join(rule))
}

const beginning = `The files in this folder contain code of the packages below, each under its own license. Where it
asks for the source, that is found at the address that is given.
`
const rule = `\n${'-'.repeat(80)}\n\n`

/** @param {string} id */
function isOfPackage(id) {
  return /[\\/]node_modules[\\/]/.test(id)
}

/**
 * The folder of the package that a module is part of.
 *
 * @param {string} id
 */
function folderOf(id) {
  const [, folder] = /^\0?(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/?]+)/.exec(id) ?? []
  if (folder === undefined) throw new Error(`No package has ${id}.`)
  return folder
}

/** @param {string} folder */
function licenseOf(folder) {
  /** @param {string} file */
  const read = (file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim()
  /** @param {string} file */
  const sectionOf = (file) => /^#+ *licen[cs]e\b.*/ims.exec(read(file))?.[0] ?? ''
  const { name, version, license, repository, homepage } = JSON.parse(read('package.json'))
  const source = sourceOf(repository) ?? homepage
  const files = readdirSync(folder).toSorted()
  const own = files.filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).map(read)
  const texts = own.length > 0 ? own : files.filter((file) => /^readme/i.test(file)).map(sectionOf)
  const heading = `${name} ${version}, ${license}\n${source}`
  return { name, text: `${[heading, ...texts].join('\n\n')}\n` }
}

/**
 * Where the source of a package is: npm takes several ways of writing it.
 *
 * @param {string | { url: string } | undefined} repository
 */
function sourceOf(repository) {
  const url = typeof repository === 'string' ? repository : repository?.url
  const path = url?.replace(/^(git\+)?(github:|\w+:\/\/github\.com\/|git@github\.com:)/, '')
  const name = path?.replace(/\.git$/, '')
  return name === undefined || name.includes(':') ? name : `https://github.com/${name}`
}
