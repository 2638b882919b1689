import { defineCommand } from '../../command.ts'
import { getCategory, removeCategory } from '../../db/categories.ts'
import {
  type Category,
  type CategoryReference,
  parseCategoryReference,
} from '../../domain/category.ts'
import { categoryFields, categoryJson } from '../../json/category.ts'
import { success } from '../../views/answer.ts'

export default defineCommand<CategoryReference, Category>({
  fields: categoryFields,
  input: ({ operands: [category = ''] }) => parseCategoryReference(category),
  async run(reference, context) {
    const confirm = context.consent()
    const db = await context.db()
    const category = await getCategory(db, await context.actor.viewer(), reference)
    await confirm(`Delete the category “${category.name}”? (You can undo this.)`)
    await removeCategory(await context.writer(), category.id)
    return category
  },
  human: ({ id, name }, style) => success(`Deleted #${id}: ${name}`, style),
  json: categoryJson,
})
