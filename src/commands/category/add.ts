import { defineCommand } from '../../command.ts'
import { addCategory, listCategories } from '../../db/categories.ts'
import { getUser } from '../../db/users/users.ts'
import {
  type Category,
  type Color,
  defaultColor,
  parseCategoryName,
  parseColor,
} from '../../domain/category.ts'
import { parseUserReference, type UserReference } from '../../domain/user.ts'
import { categoryFields, categoryJson } from '../../json/category.ts'
import { success } from '../../views/answer.ts'
import { categoryText } from '../../views/category.ts'
import { orNone, parsed } from '../shared/options.ts'

type Input = {
  readonly name: string
  readonly color: Color | undefined
  readonly user: UserReference | null | undefined
}

export default defineCommand<Input, Category>({
  fields: categoryFields,
  input(args) {
    const [name = ''] = args.operands
    return {
      name: parseCategoryName(name),
      color: parsed(args, 'color', parseColor),
      user: parsed(args, 'user', orNone(parseUserReference)),
    }
  },
  async run({ name, color, user }, context) {
    const db = await context.db()
    const draft = {
      name,
      color: color ?? defaultColor((await listCategories(db)).map((category) => category.color)),
      user_id: user ? (await getUser(db, user)).id : null,
    }
    return addCategory(await context.writer(), draft, context.instant)
  },
  human: (category, style) =>
    success(`Added #${category.id}: ${categoryText(category, style)}`, style),
  json: categoryJson,
})
