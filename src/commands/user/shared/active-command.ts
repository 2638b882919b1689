import { type AnyCommand, type Context, defineCommand } from '../../../command.ts'
import { deactivateUser } from '../../../db/household/deactivation.ts'
import type { PassedTurn } from '../../../db/routines/turns.ts'
import { editUser, getUser } from '../../../db/users/users.ts'
import { parseUserReference, type User, type UserReference } from '../../../domain/user.ts'
import { passedJson, userFields, userJson } from '../../../json.ts'
import { success, withHints } from '../../../views/answer.ts'
import { passedTurns } from '../../../views/turn.ts'
import { aboutLeft, assignHints } from '../../../views/user.ts'
import { findLeftTasks, type LeftTasks } from './left-tasks.ts'

/** The member, and what a deactivated member leaves. */
type Output = {
  readonly user: User
  readonly passed: readonly PassedTurn[]
  readonly left: LeftTasks | undefined
}

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
      return { ...changed, left: active ? undefined : await findLeftTasks(user, context) }
    },
    human({ user: { id, name }, passed, left }, style) {
      const answer = success(`${active ? 'Activated' : 'Deactivated'} #${id}: ${name}`, style)
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

async function change(user: User, active: boolean, context: Context) {
  if (user.active === active) return { user, passed: [] }
  const writer = await context.writer()
  if (!active) return deactivateUser(writer, user, context.today, context.instant)
  return { user: await editUser(writer, user, { active }, context.instant), passed: [] }
}
