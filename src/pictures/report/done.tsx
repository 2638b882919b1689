import { dayAndMonth, weekdayName } from '../../domain/date-names.ts'
import type { DoneTask, Report } from '../../domain/report.ts'
import { type CalendarDate, startOfWeek, toParts } from '../../domain/time.ts'
import { counted } from '../words.ts'
import { Section, Written } from './parts.tsx'

export function DoneSection({ report }: { readonly report: Report }) {
  const { done, done_count, user, made_on } = report
  const weeks = Map.groupBy(done, ({ on }) => startOfWeek(on))
  const more = done_count - done.length
  return (
    <Section id="done" heading="What was done">
      <p>
        {done_count === 0 ? 'No task was done' : counted(done_count, 'task')}
        {user !== null && (
          <>
            {' '}
            by <Written text={user} />
          </>
        )}
        {done_count === 0 ? '.' : ', latest first.'}
      </p>
      {done.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">day</th>
              <th scope="col">task</th>
              <th scope="col">by</th>
            </tr>
          </thead>
          {[...weeks].map(([monday, tasks]) => (
            <Week key={monday} monday={monday} tasks={tasks} today={made_on} />
          ))}
        </table>
      )}
      {more > 0 && <p>{`… and ${counted(more, 'earlier task')}.`}</p>}
    </Section>
  )
}

type WeekProps = {
  readonly monday: CalendarDate
  readonly tasks: readonly DoneTask[]
  readonly today: CalendarDate
}

function Week({ monday, tasks, today }: WeekProps) {
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colspan={3}>
          {`Week of ${dayAndMonth(monday, today)}`}
        </th>
      </tr>
      {tasks.map(({ id, title, on, by }) => (
        <tr key={id}>
          <td class="when">{`${weekdayName(on).slice(0, 3)} ${toParts(on)[2]}`}</td>
          <td>
            <Written text={title} />
          </td>
          <td class="who">{by === null ? '–' : <Written text={by} />}</td>
        </tr>
      ))}
    </tbody>
  )
}
