import { defineCommand, option } from '../../command.ts'
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
import { categoryFields, categoryJson } from '../../json.ts'
import { categoryText } from '../../views/category.ts'

type Input = {
  readonly name: string
  readonly color: Color | undefined
  readonly user: UserReference | undefined
}

export default defineCommand<Input, Category>({
  fields: categoryFields,
  input(args) {
    const [name = ''] = args.operands
    const color = option(args, 'color')
    const user = option(args, 'user')
    return {
      name: parseCategoryName(name),
      color: color === undefined ? undefined : parseColor(color),
      user: user === undefined ? undefined : parseUserReference(user),
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
  human: categoryText,
  json: categoryJson,
})
