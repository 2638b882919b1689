import type { LoadByDomain, LoadByRoutine } from '../db/household/load.ts'
import type { Load } from '../domain/load.ts'
import { pick } from './pick.ts'

const loadTotals = ['from', 'until', 'points', 'by_nobody'] as const

/** The keys of the load, by what it is shown by. */
export const loadFields = {
  user: [...loadTotals, 'members'],
  domain: [...loadTotals, 'domains'],
  routine: [...loadTotals, 'routines'],
} as const

const memberLoadFields = ['user', 'tasks', 'points', 'present_days', 'share', 'fair_share'] as const

const loadPartFields = ['tasks', 'points', 'share'] as const

export function loadJson(load: Load) {
  const members = load.members.map((member) => pick(member, memberLoadFields))
  return { ...pick(load, loadTotals), members }
}

export function loadByDomainJson(load: LoadByDomain) {
  const domains = load.domains.map((part) => pick(part, ['domain', ...loadPartFields]))
  return { ...pick(load, loadTotals), domains }
}

export function loadByRoutineJson(load: LoadByRoutine) {
  const fields = ['routine_id', 'routine', ...loadPartFields] as const
  return { ...pick(load, loadTotals), routines: load.routines.map((part) => pick(part, fields)) }
}
