import type { Context } from '../../../command.ts'
import { listMembers } from '../../../db/routines/members.ts'
import type { Db } from '../../../db/schema.ts'
import { listUsers } from '../../../db/users/users.ts'
import { parseCount } from '../../../domain/count.ts'
import { parseDate } from '../../../domain/date.ts'
import { leadDaysWith, type RoutineChanges } from '../../../domain/routine/change.ts'
import type { TurnDraft } from '../../../domain/routine/draft.ts'
import type { Routine } from '../../../domain/routine/routine.ts'
import { parseSeason, seasonText } from '../../../domain/routine/season.ts'
import type { Prompts } from '../../../terminal/prompt.ts'
import { onlyGiven } from '../../shared/options.ts'
import {
  askForFields,
  askForPrivacy,
  askOptional,
  askRequired,
  changedOnly,
} from '../../task/shared/field-questions.ts'
import { askRepetitionAgain } from './repetition-questions.ts'
import { askForTurns } from './turn-questions.ts'

/** Asks field by field; Enter keeps the value, and `none` clears an optional one. */
export async function askForRoutineChanges(
  db: Db,
  routine: Routine,
  prompts: Prompts,
  context: Context,
): Promise<RoutineChanges> {
  context.notice('Press Enter to keep a value; type none to clear it.')
  const { fields, rota } = await askForFieldsAndTurns(db, routine, prompts)
  const schedule = await askForSchedule(routine, prompts, context)
  const isPrivate = await askForPrivacy(routine, fields.owner_user_id, prompts)
  const answers: Omit<RoutineChanges, 'among'> = { ...fields, ...schedule, private: isPrivate }
  return { ...changedOnly(answers, routine), ...rota }
}

/** Whose turn it is is asked instead of the owner if several members could take turns. */
async function askForFieldsAndTurns(db: Db, routine: Routine, prompts: Prompts) {
  const users = await listUsers(db, { all: false })
  if (routine.private || users.length < 2) {
    return { fields: await askForFields(db, routine, prompts), rota: {} }
  }
  const members = (await listMembers(db, [routine.id])).map(({ user_id }) => user_id)
  let rota: TurnDraft = {}
  const fields = await askForFields(db, routine, prompts, async () => {
    const { owner_user_id, ...answers } = await askForTurns(prompts, users, { ...routine, members })
    rota = changedTurns(answers, { turns: routine.turns, among: members })
    return owner_user_id
  })
  return { fields, rota }
}

function changedTurns({ turns, among }: TurnDraft, kept: Required<TurnDraft>): TurnDraft {
  const isSameRota = among === undefined || among.join() === kept.among.join()
  return turns === kept.turns && isSameRota ? {} : onlyGiven({ turns, among })
}

async function askForSchedule(
  routine: Routine,
  prompts: Prompts,
  { today }: Context,
): Promise<RoutineChanges> {
  const date = (text: string) => parseDate(text, today)
  const rule = await askRepetitionAgain(prompts, { mode: routine.mode, rule: routine.rule })
  const isNew = rule.mode !== routine.mode || rule.rule !== routine.rule
  const start = isNew ? today : routine.start_date
  const start_date = await askRequired(prompts, 'Starts:', 'start', start, date)
  const until_date = await askOptional(prompts, 'Last day:', routine.until_date, date)
  const times = await askOptional(prompts, 'Number of times:', numberText(routine.times), (text) =>
    String(parseCount('The number', text, 1)),
  )
  return {
    ...rule,
    // A start that was not edited is no change.
    ...(start_date === start ? {} : { start_date }),
    until_date,
    times: times === null ? null : Number(times),
    ...(await askForSeason(routine, prompts)),
    ...(await askForLead(leadDaysWith(rule, routine), prompts)),
    when_away: await prompts.choose({
      message: 'While everybody is away:',
      choices: [
        { value: 'SKIP', name: 'Skip it' },
        { value: 'KEEP', name: 'Keep it' },
      ],
      initial: routine.when_away,
    }),
  }
}

async function askForSeason({ season_from, season_to }: Routine, prompts: Prompts) {
  const kept = season_from && season_to && seasonText({ from: season_from, to: season_to })
  const season = await askOptional(prompts, 'Season (apr-oct):', kept, (text) =>
    seasonText(parseSeason(text)),
  )
  const { from, to } = season === null ? { from: null, to: null } : parseSeason(season)
  return { season_from: from, season_to: to }
}

async function askForLead(byDefault: number, prompts: Prompts) {
  const kept = String(byDefault)
  const days = await askRequired(prompts, 'Days shown before its date:', 'number', kept, (text) =>
    String(parseCount('The number', text, 0, 366)),
  )
  // A number that was not edited is no change.
  return days === kept ? {} : { lead_days: Number(days) }
}

function numberText(number: number | null): string | null {
  return number === null ? null : String(number)
}
