import { defineCommand, option } from '../../command.ts'
import { editCategory, getCategory } from '../../db/categories.ts'
import {
  type Category,
  type CategoryReference,
  type Color,
  parseCategoryName,
  parseCategoryReference,
  parseColor,
} from '../../domain/category.ts'
import { usageError } from '../../errors.ts'
import { categoryFields, categoryJson } from '../../json.ts'
import { categoryText } from '../../views/category.ts'

type Input = {
  readonly reference: CategoryReference
  readonly changes: { readonly name?: string; readonly color?: Color }
}

export default defineCommand<Input, Category>({
  fields: categoryFields,
  input(args) {
    const [category = ''] = args.operands
    const name = option(args, 'name')
    const color = option(args, 'color')
    if (name === undefined && color === undefined) {
      throw usageError('Nothing to change was named.', 'Add --name <name> or --color <color>.')
    }
    const changes = {
      ...(name === undefined ? {} : { name: parseCategoryName(name) }),
      ...(color === undefined ? {} : { color: parseColor(color) }),
    }
    return { reference: parseCategoryReference(category), changes }
  },
  async run({ reference, changes }, context) {
    const db = await context.db()
    const { id } = await getCategory(db, await context.viewer(), reference)
    return editCategory(await context.writer(), id, changes, context.instant)
  },
  human: categoryText,
  json: categoryJson,
})
