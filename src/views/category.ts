import type { Category } from '../domain/category.ts'
import type { Style } from '../terminal/paint.ts'
import { type Cell, table } from '../terminal/table.ts'

/** "● Garden  #4c9f70 · the household’s" */
export function categoryText(category: Category, { paint }: Style): string {
  const owner = category.user === null ? 'the household’s' : `${category.user}’s`
  const facts = paint.dim(`${category.color} · ${owner}`)
  return `${paint.hex(category.color)('●')} ${category.name}  ${facts}`
}

export function categoryTable(categories: readonly Category[], style: Style): string {
  const { paint } = style
  const rows = categories.map((category): Cell[] => [
    { text: String(category.id), paint: paint.dim },
    { text: `● ${category.name}`, paint: paint.hex(category.color) },
    { text: category.color, paint: paint.dim },
    category.user ?? { text: 'the household', paint: paint.dim },
  ])
  return table(
    [
      { title: 'id', align: 'right' },
      { title: 'category', flexible: true },
      { title: 'color' },
      { title: 'whose' },
    ],
    rows,
    style,
  )
}
