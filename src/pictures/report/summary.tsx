import { openIn } from '../../domain/burndown.ts'
import { longDate } from '../../domain/date-names.ts'
import { timeText } from '../../domain/load-words.ts'
import type { Report } from '../../domain/report.ts'
import { type CalendarDate, months, toParts } from '../../domain/time.ts'
import { countSigns } from '../charts/heat-map.tsx'
import { counted, grouped } from '../words.ts'
import { Names, Written } from './parts.tsx'

export function ReportHeader({ report }: { readonly report: Report }) {
  const { user, load, made_on } = report
  return (
    <header>
      <h1>
        {user === null ? (
          'Household report'
        ) : (
          <>
            Report for <Written text={user} />
          </>
        )}
      </h1>
      <p>{periodText(report.from, report.until)}</p>
      <p class="small">
        {load.members.length > 0 && (
          <>
            <Names names={load.members.map((member) => member.user)} /> ·{' '}
          </>
        )}
        made on {longDate(made_on)}
      </p>
      <p class="summary">
        <Summary report={report} />
      </p>
    </header>
  )
}

function Summary({ report }: { readonly report: Report }) {
  return (
    <>
      {winsText(report)} <DoneText report={report} /> {openText(report)}
    </>
  )
}

/** Rest days without a win do not count as due, nor does today before it is won. */
function winsText(report: Report): string {
  const { WON, PICKED, NONE } = countDays(report)
  if (WON === 0) return 'No day was won.'
  const due = WON + PICKED + NONE
  const of = WON === due ? counted(due, 'day') : `${grouped(WON)} of ${counted(due, 'day')}`
  const won = `The household won ${WON === due && due > 1 ? `all ${of}` : of}.`
  const streak = report.wins.current_streak
  return streak === 0 ? won : `${won} Its streak is ${counted(streak, 'day')} long.`
}

function countDays({ years, from, until, began }: Report) {
  const days = years
    .flatMap((year) => year.days)
    .filter(({ date }) => date >= from && date <= until)
  return countSigns(days, began)
}

function DoneText({ report }: { readonly report: Report }) {
  const { user, done_count, load } = report
  const count = counted(done_count, 'task')
  if (user !== null) {
    return (
      <>
        <Written text={user} /> did {done_count === 0 ? 'no task' : count}.
      </>
    )
  }
  if (done_count === 0) return <>No task was done.</>
  const time = load.points === 0 ? '' : `, about ${timeText(load.points)} of work`
  // The sentence before names the household only if it won a day.
  const subject = countDays(report).WON === 0 ? 'The household' : 'It'
  return <>{`${subject} did ${count}${time}.`}</>
}

/** How many tasks are open, or were when the period ended. */
function openText({ burndown, until, made_on }: Report): string {
  const last = burndown.at(-1)
  if (last === undefined) return ''
  const open = openIn(last)
  const verb = until === made_on ? ['is', 'are'] : ['was', 'were']
  const be = open === 1 ? verb[0] : verb[1]
  const when = until === made_on ? 'now' : 'then'
  const blocked = last.blocked === 0 ? '' : `, ${grouped(last.blocked)} of them blocked`
  return `${open === 0 ? 'No task' : counted(open, 'task')} ${open === 0 ? verb[0] : be} open ${when}${blocked}.`
}

/** "7 September to 27 November 2026"; a single day has no "to". */
export function periodText(from: CalendarDate, until: CalendarDate): string {
  const [[year, month, day], [lastYear, lastMonth, lastDay]] = [toParts(from), toParts(until)]
  const last = `${lastDay} ${months[lastMonth - 1]} ${lastYear}`
  if (from === until) return last
  if (year !== lastYear) return `${day} ${months[month - 1]} ${year} to ${last}`
  return month === lastMonth ? `${day} to ${last}` : `${day} ${months[month - 1]} to ${last}`
}
