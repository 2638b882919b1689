import type { User } from '../domain/user.ts'
import { pick } from './pick.ts'

export const userFields = [
  'id',
  'name',
  'role',
  'email',
  'has_password',
  'active',
  'created_at',
  'updated_at',
] as const

export function userJson(user: User) {
  return pick(user, userFields)
}
