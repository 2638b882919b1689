import { parseRule } from '../../domain/routine/parse.ts'
import { ruleText } from '../../domain/routine/say.ts'
import { isRota } from '../../domain/routine/turn-choice.ts'
import { faultOf } from '../../exchange/checked.ts'
import type { RoutineRecord } from '../../exchange/records.ts'
import { type Draft, draftOf, type RoutineDraftOf } from './drafts.ts'
import { fingerprint } from './keys.ts'
import type { Members } from './references.ts'
import { type Imported, type ImportOptions, lose, tellStranger } from './source.ts'

/** Checks the routines of a file. @returns those that make sense */
export function draftRoutines(
  records: readonly RoutineRecord[],
  members: Members,
  options: ImportOptions,
  imported: Imported,
): readonly RoutineDraftOf[] {
  return records.flatMap((record) => {
    try {
      // Canonical, so that a rule that is written otherwise is still the same.
      const rule = ruleText(parseRule(record.rule, record.mode))
      const isEnded = record.status === 'ENDED'
      const draft = draftOf(
        { ...record, rule, status: isEnded ? ('DONE' as const) : undefined },
        members,
        options,
        imported,
      )
      const turns = turnsOf(record, draft, members, imported)
      const { line: _, past, ...said } = { ...record, ...withoutRelative(record) }
      const times = past.map(({ line: __, ...time }) => time)
      const hashed = [{ ...said, rule }, times, turns, draft.isPrivate]
      const sourceHash = fingerprint(JSON.stringify(hashed))
      return [{ ...draft, record: { ...record, rule }, ...turns, sourceHash }]
    } catch (error) {
      imported.skipped.push({ line: record.line, message: faultOf(error) })
      return []
    }
  })
}

/** What a record says without the dates that depend on the day on which it was read. */
function withoutRelative({ relativeDates, past }: RoutineRecord) {
  if (relativeDates === undefined) return {}
  const times = past.map(({ date, ...time }) =>
    time.outcome === 'OPEN' ? time : { ...time, date },
  )
  return { start: undefined, until: undefined, leadDays: undefined, past: times }
}

/** Who takes turns: several members, the owner, or nobody. */
function turnsOf(
  { turns, members: names = [], title }: RoutineRecord,
  { owner, isPrivate }: Draft,
  members: Members,
  imported: Imported,
): Pick<RoutineDraftOf, 'turns' | 'among' | 'owner'> {
  const found = names.flatMap((name) => {
    const member = members.find(name)
    if (member === undefined) tellStranger(imported, name)
    return member?.active ? [member.id] : []
  })
  const among = [...new Set(found)]
  const alone = owner ?? among[0]
  if (turns !== undefined && isRota(turns) && !isPrivate && among.length > 1) {
    return { turns, among, owner: undefined }
  }
  if (turns !== undefined && isRota(turns) && among.length < names.length) {
    lose(imported, `turns of “${title}”`)
  }
  return alone === undefined || (turns === 'NONE' && !isPrivate)
    ? { turns: 'NONE', among: [], owner: undefined }
    : { turns: 'FIXED', among: [], owner: alone }
}
