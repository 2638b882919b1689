import type { Sheet, SheetItem } from '../../../src/domain/sheet.ts'
import { addDays } from '../../../src/domain/time.ts'
import { absenceValue, taskValue, winValue } from '../household/values.ts'
import { sheetValue } from './sheets.ts'

const item = (day: number, changes: Partial<SheetItem> | object): SheetItem =>
  ({
    user_id: 1,
    user: 'Alex',
    task_id: 1,
    routine_id: null,
    title: 'Fix the tap',
    definition_of_done: null,
    status: 'BACKLOG',
    priority: 'MEDIUM',
    due_date: addDays(empty.from, day),
    private: false,
    ...changes,
  }) as SheetItem

const empty = sheetValue()

/** Of each thing that a sheet can say, one; made on Thursday 26 November 2026. */
export const smallSheet: Sheet = {
  ...empty,
  current_streak: 5,
  days: empty.days.map((day, index) => {
    switch (index) {
      case 0: {
        const win = winValue({ date: day.date, status: 'DONE', task_id: 1, task: taskValue() })
        return { ...day, win, streak: 5, items: [item(0, { status: 'DONE' })] }
      }
      case 1:
        return {
          ...day,
          away: [],
          items: [item(1, { title: 'Call the *bank*', definition_of_done: 'A [date] is set' })],
        }
      case 2:
        return { ...day, away: [absenceValue({ user_id: null, user: null })], rest_day: true }
      case 3: {
        const task = taskValue({ id: 2, title: 'Paint the fence' })
        const blocked = { title: 'Mow', status: 'BLOCKED', user_id: 2, user: 'Sam' }
        return {
          ...day,
          away: [absenceValue({ user_id: 2, user: 'Sam' })],
          win: winValue({ date: day.date, status: 'ACTIVE', task_id: 2, task }),
          items: [
            item(-4, { title: 'Pay the rent', priority: 'URGENT' }),
            item(-14, { title: 'Sort the attic', user_id: null, user: null, private: true }),
            item(3, blocked),
          ],
        }
      }
      case 4: {
        const definition_of_done = 'Both bins stand at the curb'
        const bins = { title: 'Bins', task_id: null, routine_id: 1, status: null }
        return {
          ...day,
          items: [
            item(4, { ...bins, user_id: 2, user: 'Sam', definition_of_done }),
            item(18, { title: 'File the taxes' }),
          ],
        }
      }
      default:
        return day
    }
  }),
}
