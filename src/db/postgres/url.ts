import { type Hint, type MomentumError, usageError } from '../../errors.ts'

/** A PostgreSQL server, and the household's place on it. */
export type Server = {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string | undefined
  readonly database: string
  /** Holds the tables of one household. */
  readonly schema: string
  readonly tls: 'none' | 'unverified' | 'verified'
  /** The path of the certificate that the server's was signed with; the system's own without it. */
  readonly certificate: string | undefined
  readonly channelBinding: boolean
  readonly applicationName: string
  /** How long to wait for a connection, in seconds. */
  readonly connectTimeout: number
  /** For people: `sam@db.example.org:5432/home`. */
  readonly label: string
  /** The URL without the password. */
  readonly url: string
}

/** Whether a text wants to be the URL of a PostgreSQL server. */
export function isServerUrl(text: string): boolean {
  return /^postgres(ql)?:/i.test(text)
}

/**
 * Reads `postgres://user:password@host:port/database?schema=…`. The driver never sees the text: what it
 * could not read it would print, and with it a piece of the password.
 *
 * @throws MomentumError `usage`, which repeats no part that could belong to a password
 */
export function parseServerUrl(text: string): Server {
  const url = readUrl(text)
  const words = readWords(url)
  const schema = words.schema ?? 'public'
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema)) {
    throw wrong(
      'The schema in the database URL is not a plain name.',
      'Use lower-case letters, digits and _: ?schema=smiths',
    )
  }
  if (/^(pg_|information_schema$)/.test(schema)) {
    throw wrong(`The schema ${schema} belongs to the server.`, 'Name another one: ?schema=smiths')
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const port = url.port === '' ? 5432 : Number(url.port)
  const user = decode(url.username)
  const database = decode(url.pathname.slice(1))
  if (!isNamed(user) || !isNamed(database)) throw unreadable()
  const timeout = Number(words.connect_timeout ?? 10)
  if (!Number.isInteger(timeout) || timeout < 1 || timeout > 600) {
    throw wrong('connect_timeout in the database URL is 1 to 600 seconds.')
  }
  const tls = tlsOf(words.sslmode, host)
  const at = `${url.hostname}:${port}/`
  return {
    host,
    port,
    user,
    password: url.password === '' ? undefined : decode(url.password),
    database,
    schema,
    tls,
    certificate: words.sslrootcert === 'system' ? undefined : words.sslrootcert,
    channelBinding: bindsChannel(words.channel_binding, tls),
    applicationName: words.application_name ?? 'momentum',
    connectTimeout: timeout,
    label: `${user}@${at}${database}`,
    url: `postgres://${encodeURIComponent(user)}@${at}${encodeURIComponent(database)}${schema === 'public' ? '' : `?schema=${schema}`}`,
  }
}

/** What a URL begins with where one is explained. */
const example = 'postgres://user:password@'

/**
 * A text in which no URL shows a password: it is left out, or all that follows the scheme where the URL
 * cannot be read.
 *
 * @param typed what people wrote, in which a URL goes on to the end, whatever signs it has
 */
export function withoutPasswords(text: string, typed: readonly string[] = []): string {
  const urls = typed.flatMap((word) => anyScheme.exec(word) ?? [])
  return urls
    .toSorted((a, b) => b.length - a.length)
    .reduce((told, url) => told.replaceAll(url, () => shownUrl(url)), text)
    .replace(anyUrl, shownUrl)
}

// A scheme is looked for in its last letters only: a word of 100,000 letters would be gone through from
// each of them to the end.
const anyScheme = /(postgres(ql)?:|[a-z][a-z\d+.-]{0,30}:\/\/).*/is

/** A password may hold blanks and further signs of its own: all up to the last @ belongs to it. */
const anyUrl = /postgres(?:ql)?:(?:.*@)?[^\s”’']*|[a-z][a-z\d+.-]{0,30}:\/\/[^\s”’']*/gis

function shownUrl(url: string): string {
  if (url.startsWith(example) || isHarmless(url)) return url
  return readable(url) ?? `${url.slice(0, url.indexOf(':'))}://…`
}

/** Whether it has no place for a password: neither behind a user nor among its words. */
function isHarmless(url: string): boolean {
  const hasNone = /^[a-z][a-z\d+.-]*:(\/\/([^:@?#]*@)?[^:@]*(:\d+)?([/?#][^@]*)?)?$/i.test(url)
  return /^file:/i.test(url) || (hasNone && !/pass|pwd|\n/i.test(url))
}

function readable(text: string): string | undefined {
  try {
    parseServerUrl(text)
    const url = new URL(text)
    url.password = ''
    return url.href
  } catch {
    return undefined
  }
}

const knownWords = [
  'schema',
  'sslmode',
  'sslrootcert',
  'channel_binding',
  'application_name',
  'connect_timeout',
] as const
type Words = { readonly [Word in (typeof knownWords)[number]]?: string }

function readUrl(text: string): URL {
  // WHATWG's rules leave a tab or a line break out without a word.
  if (/[\t\n\r]/.test(text) || !URL.canParse(text)) throw unreadable()
  const url = new URL(text)
  const isHost = /^([a-z0-9._-]+|\[[0-9a-f:.]+\])$/i.test(url.hostname)
  // An @ further on means that the password ended too early, at a sign that was not encoded.
  const isCutOff = `${url.pathname}${url.search}${url.hash}`.includes('@') || url.hash !== ''
  if (!isServerUrl(text) || !isHost || isCutOff || url.username === '') throw unreadable()
  return url
}

function readWords(url: URL): Words {
  const words = Object.fromEntries(url.searchParams)
  const unknown = Object.keys(words).find((word) => !knownWords.some((known) => known === word))
  if (unknown !== undefined) {
    const named = /^[a-z_]{1,32}$/.test(unknown) ? `“${unknown}”` : 'a setting'
    throw wrong(
      `The database URL has ${named}, which Momentum does not know.`,
      `It knows ${knownWords.join(', ')}.`,
    )
  }
  return words
}

/** A network can be listened to: only the local host goes without TLS, unless the URL says so. */
function tlsOf(mode: string | undefined, host: string): Server['tls'] {
  const isLocal = /^(localhost|127(\.\d+){3}|::1|.*\.localhost)$/i.test(host)
  switch (mode) {
    case 'disable':
      return 'none'
    case 'no-verify':
      return 'unverified'
    case 'require':
    case 'verify-ca':
    case 'verify-full':
      return 'verified'
    case 'allow':
    case 'prefer':
    case undefined:
      return isLocal ? 'none' : 'verified'
    default:
      throw wrong(
        'sslmode in the database URL is none that Momentum knows.',
        'Use verify-full, which is what counts without it, or disable or no-verify in a network that you trust.',
      )
  }
}

/** Whether the password is bound to the encrypted connection, so that nobody in between can pass it on. */
function bindsChannel(mode: string | undefined, tls: Server['tls']): boolean {
  switch (mode) {
    case 'require':
      if (tls !== 'none') return true
      throw wrong(
        'channel_binding=require in the database URL needs TLS.',
        'Add sslmode=verify-full, or leave it out.',
      )
    case 'prefer':
      return true
    case 'disable':
    case undefined:
      return false
    default:
      throw wrong('channel_binding in the database URL is require, prefer or disable.')
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw unreadable()
  }
}

/** A name that can stand in a message, and in front of a host. */
function isNamed(name: string): boolean {
  return /^[^\p{Cc}/@\s]{1,63}$/u.test(name)
}

function unreadable(): MomentumError {
  return wrong(
    'The database URL cannot be read.',
    `It looks like ${example}host:5432/database. In the password, write @ : / ? # % as %40 %3A %2F %3F %23 %25.`,
  )
}

function wrong(message: string, hint?: Hint | string): MomentumError {
  return usageError(message, hint)
}
