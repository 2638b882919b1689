import { nearest } from './near.ts'

/** POSIX time zones, most with daylight saving time, and places that use them. */
const places: Readonly<Record<string, string>> = {
  WET0WEST: 'Europe/Lisbon',
  GMT0BST: 'Europe/London',
  GMT0IST: 'Europe/Dublin',
  'IST-1GMT0': 'Europe/Dublin',
  'CET-1CEST': 'Europe/Berlin',
  'MET-1MEST': 'Europe/Berlin',
  'EET-2EEST': 'Europe/Athens',
  'IST-2IDT': 'Asia/Jerusalem',
  'ACST-9:30ACDT': 'Australia/Adelaide',
  'AEST-10AEDT': 'Australia/Sydney',
  'NZST-12NZDT': 'Pacific/Auckland',
  'NST3:30NDT': 'America/St_Johns',
  AST4ADT: 'America/Halifax',
  EST5EDT: 'America/New_York',
  CST6CDT: 'America/Chicago',
  MST7MDT: 'America/Denver',
  PST8PDT: 'America/Los_Angeles',
  AKST9AKDT: 'America/Anchorage',
  'IST-5:30': 'Asia/Kolkata',
}

/** The IANA name of the zone that a text probably means; otherwise a name as an example. */
export function suggestZone(text: string): string {
  return (
    zoneOfPath(text) ??
    fromPosix(text) ??
    nearest(text, Intl.supportedValuesOf('timeZone'))[0] ??
    'Europe/Berlin'
  )
}

/** The main name of a time zone: `Asia/Calcutta` is an old name of `Asia/Kolkata`. */
export function canonicalZone(name: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    return name
  }
}

/** The zone that the path of its file names: `/usr/share/zoneinfo/Europe/Berlin`. */
export function zoneOfPath(text: string): string | undefined {
  return /zoneinfo\/(?:posix\/|right\/)?(.+)$/.exec(text)?.[1]
}

function fromPosix(text: string): string | undefined {
  const [zone = ''] = text.split(',')
  const [, sign, hours] = /^(?:[a-z]{3,}|<[^<>]+>)([+-]?)0?(\d{1,2})$/i.exec(zone) ?? []
  // In both notations, west of Greenwich is positive. Etc/GMT ends at 12 hours west, 14 east.
  if (hours !== undefined && Number(hours) <= 12)
    return `Etc/GMT${sign === '-' ? '-' : '+'}${hours}`
  return places[zone.toUpperCase()]
}
