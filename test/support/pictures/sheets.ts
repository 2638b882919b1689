import type { Sheet, SheetDay, SheetItem } from '../../../src/domain/sheet.ts'
import { addDays, type CalendarDate } from '../../../src/domain/time.ts'
import { absenceValue, taskValue, winValue } from '../household/values.ts'

/** Titles and what done means, as households have them. */
const usual = [
  ['Take out the bins', 'Both bins stand at the curb'],
  ['Pay the electricity bill', 'The confirmation is in the folder'],
  ['Water the plants', 'The soil is moist in every pot'],
  ['Fix the dripping tap', 'Dry for an hour'],
  ['Plan the week’s dinners', 'Seven dinners and a shopping list'],
  ['Vacuum upstairs', null],
  ['Wash the curtains', 'All of them hang again, dry'],
  ['Call grandma', null],
] as const

/** Titles that are hard to write on paper. */
export const hardTitles = [
  'Sort everything in the cellar '.repeat(7).slice(0, 200).trim(),
  'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(5).slice(0, 200),
  'لا تنسَ دفع فاتورة الكهرباء (2026) قبل نهاية الأسبوع!',
  'להוציא את הפח 3x',
  'אבג'.repeat(60),
  '👨‍👩‍👧‍👦 Picnic 🧺🌭 by the lake 🏞️',
  '👩🏽‍🚒'.repeat(40),
  '買い物リストを作って、スーパーで牛乳とパンを買う'.repeat(6),
  'a\u0301\u0323'.repeat(60),
  '<b>&amp;"\'</b></td></table><script>alert(1)</script>',
] as const

const names = ['Alex', 'Sam', 'Noor', 'José', 'Maximiliane', 'Kim', 'Ο Γιώργος', 'סבתא'] as const

/** Of the week of Monday 23 November 2026, made on its Thursday. */
export function sheetValue({
  members = 2,
  tasks = 0,
  titles = usual,
  user = null,
}: {
  readonly members?: number
  readonly tasks?: number
  /** The name of the member whose sheet it is. */
  readonly user?: string | null
  readonly titles?: readonly (string | readonly [string, string | null])[]
} = {}): Sheet {
  const monday = '2026-11-23' as CalendarDate
  const today = addDays(monday, 3)
  const people = Array.from({ length: members }, (_, index) => ({
    user_id: index + 1,
    user: user ?? names[index] ?? `Member ${index + 1}`,
  })) as unknown as Sheet['members']
  const items = Array.from({ length: tasks }, (_, index): SheetItem & { day: number } => {
    const text = titles[index % titles.length] ?? ''
    const [title, definition_of_done] = typeof text === 'string' ? [text, text] : text
    const owner = people[(index * 5 + Math.floor(index / 4) + 1) % (members + 1)]
    const day = (index * 3) % 7
    return {
      day,
      user_id: owner?.user_id ?? null,
      user: owner?.user ?? null,
      task_id: (index + 1) as SheetItem['task_id'],
      routine_id: index % 3 === 0 ? (1 as SheetItem['routine_id']) : null,
      title,
      definition_of_done,
      status: day < 3 && index % 4 !== 0 ? 'DONE' : index % 9 === 8 ? 'BLOCKED' : 'BACKLOG',
      priority: index % 10 === 9 ? 'URGENT' : 'MEDIUM',
      due_date: addDays(monday, index % 11 === 3 ? day - 9 : day),
      private: false,
    }
  })
  const titleOf = (index: number) => items[index]?.title
  const days = Array.from({ length: 7 }, (_, day): SheetDay => {
    const date = addDays(monday, day)
    const title = day < 4 ? titleOf(day) : undefined
    const status = day < 3 ? 'DONE' : 'ACTIVE'
    return {
      date,
      rest_day: day === 6,
      away: day === 1 || day === 2 ? [absenceValue({ user_id: 1, user: 'Alex' })] : [],
      win: title === undefined ? null : winValue({ date, status, task: taskValue({ title }) }),
      streak: title !== undefined && day < 3 ? day + 10 : null,
      items: items.filter((item) => item.day === day).map(({ day: _, ...item }) => item),
    }
  })
  return {
    from: monday,
    until: addDays(monday, 6),
    week: '2026-W48',
    today,
    user_id: user === null ? null : (people[0]?.user_id ?? null),
    user,
    current_streak: tasks > 3 ? 12 : 0,
    members: people,
    days,
  }
}
