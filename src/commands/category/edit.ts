import { defineCommand } from '../../command.ts'
import { editCategory, getCategory } from '../../db/categories.ts'
import {
  type Category,
  type CategoryReference,
  type Color,
  parseCategoryName,
  parseCategoryReference,
  parseColor,
} from '../../domain/category.ts'
import { categoryFields, categoryJson } from '../../json/category.ts'
import { success } from '../../views/answer.ts'
import { categoryText } from '../../views/category.ts'
import { isEmpty, noChangesError, onlyGiven, parsed } from '../shared/options.ts'

type Input = {
  readonly reference: CategoryReference
  readonly changes: { readonly name?: string; readonly color?: Color }
}

export default defineCommand<Input, Category>({
  fields: categoryFields,
  input(args) {
    const [category = ''] = args.operands
    const changes = onlyGiven({
      name: parsed(args, 'name', parseCategoryName),
      color: parsed(args, 'color', parseColor),
    })
    if (isEmpty(changes)) throw noChangesError('Add --name <name> or --color <color>.')
    return { reference: parseCategoryReference(category), changes }
  },
  async run({ reference, changes }, context) {
    const db = await context.db()
    const { id } = await getCategory(db, await context.actor.viewer(), reference)
    return editCategory(await context.writer(), id, changes, context.instant)
  },
  human: (category, style) =>
    success(`Changed #${category.id}: ${categoryText(category, style)}`, style),
  json: categoryJson,
})
