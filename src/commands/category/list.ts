import { defineCommand } from '../../command.ts'
import { listCategories } from '../../db/categories.ts'
import type { Category } from '../../domain/category.ts'
import { categoryFields, categoryJson } from '../../json/category.ts'
import { withHints } from '../../views/answer.ts'
import { categoryTable } from '../../views/category.ts'

export default defineCommand<undefined, Category[]>({
  fields: categoryFields,
  input: () => undefined,
  run: async (_, context) => listCategories(await context.db()),
  human: (categories, style) =>
    categories.length === 0
      ? withHints(
          'No categories yet.',
          [{ lead: 'Add one', command: 'category add Garden' }],
          style,
        )
      : categoryTable(categories, style),
  json: (categories) => categories.map(categoryJson),
})
