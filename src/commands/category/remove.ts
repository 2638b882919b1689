import { defineCommand } from '../../command.ts'
import { getCategory, removeCategory } from '../../db/categories.ts'
import {
  type Category,
  type CategoryReference,
  parseCategoryReference,
} from '../../domain/category.ts'
import { categoryFields, categoryJson } from '../../json.ts'

export default defineCommand<CategoryReference, Category>({
  fields: categoryFields,
  input: ({ operands: [category = ''] }) => parseCategoryReference(category),
  async run(reference, context) {
    const confirm = context.consent()
    const db = await context.db()
    const category = await getCategory(db, await context.viewer(), reference)
    await confirm(`Remove the category “${category.name}”? Its tasks go on without one.`)
    await removeCategory(await context.writer(), category.id)
    return category
  },
  human: (category, { paint }) => `${paint.green('✓')} The category ${category.name} is removed.`,
  json: categoryJson,
})
