import { type MomentumError, usageError } from '../../errors.ts'

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
  /** The path of the certificate that signed the server's; undefined for those of the system. */
  readonly certificate: string | undefined
  readonly channelBinding: boolean
  readonly applicationName: string
  /** How long to wait for a connection, in seconds. */
  readonly connectTimeout: number
  /** How long to wait for the server in all, in seconds; in long work, for a sign of progress. */
  readonly commandTimeout: number
  /** The name for people: `sam@db.example.org:5432/home`. */
  readonly label: string
  /** The URL without the password. */
  readonly url: string
}

/** Whether a text looks like the URL of a PostgreSQL server. */
export function isServerUrl(text: string): boolean {
  return /^postgres(ql)?:/i.test(text)
}

/** Whether a text is the URL of a server with a password in it. */
export function hasPassword(text: string): boolean {
  return isServerUrl(text) && parseServerUrl(text).password !== undefined
}

/**
 * Reads `postgres://user:password@host:port/database?schema=…`. The driver never sees the text,
 * because it prints a URL that it cannot read, and with it a piece of the password.
 *
 * @throws MomentumError `usage`, without any part that could belong to a password
 */
export function parseServerUrl(text: string): Server {
  const url = readUrl(text)
  const settings = readSettings(url)
  const schema = settings.schema ?? 'public'
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema)) {
    throw usageError(
      'The schema in the database URL is not a plain name.',
      'Use lowercase letters, digits and _: ?schema=smiths',
    )
  }
  if (/^(pg_|information_schema$)/.test(schema)) {
    throw usageError(
      `The schema ${schema} belongs to the server.`,
      'Choose another one: ?schema=smiths',
    )
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const port = url.port === '' ? 5432 : Number(url.port)
  const user = decode(url.username)
  const database = decode(url.pathname.slice(1))
  if (!isNamed(user) || !isNamed(database)) throw unreadableUrlError()
  const connectTimeout = readSeconds('connect_timeout', settings) ?? 10
  const commandTimeout = readSeconds('command_timeout', settings)
  const tls = tlsOf(settings.sslmode, host)
  const at = `${url.hostname}:${port}/`
  return {
    host,
    port,
    user,
    password: url.password === '' ? undefined : decode(url.password),
    database,
    schema,
    tls,
    certificate: settings.sslrootcert === 'system' ? undefined : settings.sslrootcert,
    channelBinding: bindsChannel(settings.channel_binding, tls),
    applicationName: settings.application_name ?? 'momentum',
    connectTimeout,
    commandTimeout: commandTimeout ?? Math.max(defaultTimeout, connectTimeout),
    label: `${user}@${at}${database}`,
    url: `postgres://${encodeURIComponent(user)}@${at}${encodeURIComponent(database)}${schema === 'public' ? '' : `?schema=${schema}`}`,
  }
}

/** With the start of the program, a command ends within 30 seconds. */
const defaultTimeout = 25

/** How the URLs in explanations begin. */
const example = 'postgres://user:password@'

/**
 * Removes the password from every URL in a text, or everything after the scheme where the URL
 * cannot be read.
 *
 * @param typed the words of the command line; a URL in one of them extends to the end of the word
 */
export function withoutPasswords(text: string, typed: readonly string[] = []): string {
  const urls = typed.flatMap((word) => (mayHoldUrl(word) ? (anyScheme.exec(word) ?? []) : []))
  const shown = urls
    .toSorted((a, b) => b.length - a.length)
    .reduce((text, url) => text.replaceAll(url, () => shownUrl(url)), text)
  return mayHoldUrl(shown) ? shown.replace(anyUrl, shownUrl) : shown
}

/**
 * Whether the patterns below can match, which take longer to compile than most errors to report:
 * to ignore case, V8 lists every letter that has another one.
 */
function mayHoldUrl(text: string): boolean {
  return text.includes('://') || /postgres(ql)?:/i.test(text)
}

// At most 31 letters of a scheme are matched: without a limit, the search through a word of 100,000
// letters would start again at each of them.
const anyScheme = /(postgres(ql)?:|[a-z][a-z\d+.-]{0,30}:\/\/).*/is

/** A password may hold spaces and special characters: everything up to the last @ belongs to it. */
const anyUrl = /postgres(?:ql)?:(?:.*@)?[^\s”’']*|[a-z][a-z\d+.-]{0,30}:\/\/[^\s”’']*/gis

function shownUrl(url: string): string {
  if (url.startsWith(example) || isHarmless(url)) return url
  return readable(url) ?? `${url.slice(0, url.indexOf(':'))}://…`
}

/** Whether a URL has no room for a password, neither after a user nor among its parameters. */
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

const knownSettings = [
  'schema',
  'sslmode',
  'sslrootcert',
  'channel_binding',
  'application_name',
  'connect_timeout',
  'command_timeout',
] as const
type UrlSettings = { readonly [Name in (typeof knownSettings)[number]]?: string }

function readUrl(text: string): URL {
  // WHATWG's rules silently drop tabs and line breaks.
  if (/[\t\n\r]/.test(text) || !URL.canParse(text)) throw unreadableUrlError()
  const url = new URL(text)
  const isHost = /^([a-z0-9._-]+|\[[0-9a-f:.]+\])$/i.test(url.hostname)
  // A later @ means that the password ended too early, at a character that was not encoded.
  const isCutOff = `${url.pathname}${url.search}${url.hash}`.includes('@') || url.hash !== ''
  if (!isServerUrl(text) || !isHost || isCutOff || url.username === '') throw unreadableUrlError()
  return url
}

function readSettings(url: URL): UrlSettings {
  const settings = Object.fromEntries(url.searchParams)
  const unknown = Object.keys(settings).find(
    (word) => !knownSettings.some((known) => known === word),
  )
  if (unknown !== undefined) {
    const named = /^[a-z_]{1,32}$/.test(unknown) ? `the setting “${unknown}”` : 'a setting'
    throw usageError(
      `Momentum does not know ${named} in the database URL.`,
      `It knows ${knownSettings.join(', ')}.`,
    )
  }
  return settings
}

function readSeconds(word: 'connect_timeout' | 'command_timeout', settings: UrlSettings) {
  const text = settings[word]
  if (text === undefined) return undefined
  const seconds = Number(text)
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= 600) return seconds
  throw usageError(`${word} in the database URL must be 1 to 600 seconds.`)
}

/** Encrypts by default, except to this computer, because others can listen to a network. */
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
      throw usageError(
        'Momentum does not know the sslmode in the database URL.',
        'Use verify-full, the default, or disable or no-verify on a network that you trust.',
      )
  }
}

/** Whether to bind the password to the encrypted connection, so that no one can pass it on. */
function bindsChannel(mode: string | undefined, tls: Server['tls']): boolean {
  switch (mode) {
    case 'require':
      if (tls !== 'none') return true
      throw usageError(
        'channel_binding=require in the database URL needs TLS.',
        'Add sslmode=verify-full, or leave channel_binding out.',
      )
    case 'prefer':
      return true
    case 'disable':
    case undefined:
      return false
    default:
      throw usageError('channel_binding in the database URL must be require, prefer or disable.')
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw unreadableUrlError()
  }
}

/** Whether a name can stand in a message, and before a host. */
function isNamed(name: string): boolean {
  return /^[^\p{Cc}/@\s]{1,63}$/u.test(name)
}

function unreadableUrlError(): MomentumError {
  return usageError(
    'The database URL cannot be read.',
    `It looks like ${example}host:5432/database. In the password, write @ : / ? # % as %40 %3A %2F %3F %23 %25.`,
  )
}
