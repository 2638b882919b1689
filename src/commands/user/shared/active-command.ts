import { type AnyCommand, type Context, defineCommand } from '../../../command.ts'
import { deactivateUser } from '../../../db/household/deactivation.ts'
import { findRotaWithout } from '../../../db/routines/members.ts'
import type { PassedTurn } from '../../../db/routines/turns.ts'
import { editUser, getUser } from '../../../db/users/users.ts'
import type { RoutineId } from '../../../domain/task.ts'
import {
  parseUserReference,
  type User,
  type UserReference,
  userWord,
} from '../../../domain/user.ts'
import type { Hint } from '../../../errors.ts'
import { passedJson } from '../../../json/absence.ts'
import { userFields, userJson } from '../../../json/user.ts'
import { success, withHints } from '../../../views/answer.ts'
import { passedTurns } from '../../../views/turn.ts'
import { aboutLeft, assignHints } from '../../../views/user.ts'
import { findLeftTasks, type LeftTasks } from './left-tasks.ts'

/** The member, and what a deactivated member leaves. */
type Output = {
  readonly user: User
  readonly passed: readonly PassedTurn[]
  readonly left: LeftTasks | undefined
  /** The first rota without a member who was activated: nobody is back in one by that alone. */
  readonly rota: Rota | undefined
}

type Rota = { readonly routine: RoutineId; readonly members: readonly Pick<User, 'id' | 'name'>[] }

/** Makes `activate` and `deactivate`. */
export function activeCommand(active: boolean): AnyCommand {
  return defineCommand<UserReference, Output>({
    fields: active ? userFields : [...userFields, 'passed'],
    input: ({ operands: [user = ''] }) => parseUserReference(user),
    async run(reference, context) {
      const db = await context.db()
      const user = await getUser(db, reference)
      await context.actor.authorize(user)
      const changed = await change(user, active, context)
      const left = active ? undefined : await findLeftTasks(user, context)
      const rota = active && !user.active ? await findRotaWithout(db, user.id) : undefined
      return { ...changed, left, rota }
    },
    human({ user, passed, left, rota }, style) {
      const { id, name } = user
      const answer = success(`${active ? 'Activated' : 'Deactivated'} #${id}: ${name}`, style)
      if (rota) {
        const sentence = `  ${name} takes no turns until a rota names them.`
        return withHints(`${answer}\n${sentence}`, rotaHints(user, rota), style)
      }
      if (left === undefined) return answer
      const lines = aboutLeft(left, (things) => `${name} still owns ${things}`)
      return withHints(
        [answer, ...passedTurns(passed), ...lines].join('\n'),
        assignHints(left, left.taker),
        style,
      )
    },
    json: ({ user, passed }) => ({ ...userJson(user), ...(active ? {} : passedJson(passed)) }),
  })
}

/** What to type so that a member takes turns with others. */
function rotaHints(user: User, { routine, members }: Rota): readonly Hint[] {
  if (members.length === 0) return []
  const among = [...members, user].map(userWord).join(',')
  const command = `routine edit ${routine} --among ${among}`
  return [{ lead: `To let ${user.name} take turns`, command }]
}

async function change(user: User, active: boolean, context: Context) {
  if (user.active === active) return { user, passed: [] }
  const writer = await context.writer()
  if (!active) return deactivateUser(writer, user, context.today, context.instant)
  return { user: await editUser(writer, user, { active }, context.instant), passed: [] }
}
