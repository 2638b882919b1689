import type { Category } from '../domain/category.ts'
import { pick } from './pick.ts'

export const categoryFields = [
  'id',
  'name',
  'color',
  'user_id',
  'user',
  'created_at',
  'updated_at',
] as const

export function categoryJson(category: Category) {
  return pick(category, categoryFields)
}
