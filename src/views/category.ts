import type { Category } from '../domain/category.ts'
import type { Style } from '../terminal/paint.ts'
import { type Cell, table } from '../terminal/table.ts'

/** "● Garden  #4c9f70 · household", or the name of the member who owns it. */
export function categoryText(category: Category, { paint }: Style): string {
  const facts = paint.dim(`${category.color} · ${category.user ?? 'household'}`)
  return `${paint.hex(category.color)('●')} ${category.name}  ${facts}`
}

/** "● Garden", of which the sign has the color of the category. */
function ownColor({ name, color }: Category, { paint }: Style): Cell {
  const paintStart = (text: string) =>
    text.startsWith('●') ? paint.hex(color)('●') + text.slice(1) : text
  return { text: `● ${name}`, paint: paintStart }
}

/** Categories, one per line. */
export function categoryTable(categories: readonly Category[], style: Style): string {
  const { paint } = style
  const rows = categories.map((category): Cell[] => [
    { text: String(category.id), paint: paint.dim },
    ownColor(category, style),
    { text: category.color, paint: paint.dim },
    category.user ?? { text: 'household', paint: paint.dim },
  ])
  return table(
    [
      { title: 'id', align: 'right' },
      { title: 'category', flexible: true },
      { title: 'color' },
      { title: 'owner' },
    ],
    rows,
    style,
  )
}
